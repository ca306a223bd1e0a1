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

/** A password from standard input: one line, or everything until the end. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ')
  for await (const chunk of process.stdin) {
    // At a terminal a line is enough.
    return String(chunk).replace(/\r?\n$/, '')
  }
  return ''
}
