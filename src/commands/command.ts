/**
 * One word after `kago` on the command line, with the words that follow it. Usage and description stand in cli.ts.
 * @returns the exit code
 * @throws UsageError when the words are off
 */
export type Command = (args: string[]) => Promise<number>

/** The words of a command are off: its usage is shown. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
