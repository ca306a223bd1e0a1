/** One word after `kago` on the command line. */
export type Command = {
  /** How it is called, e.g. 'import FILE [--agency NAME]'. */
  usage: string
  /** What it does, in one line. */
  says: string
  /** @returns the exit code. @throws UsageError when the words are off. */
  run(args: string[]): Promise<number>
}

/** The words of a command are off: its usage is shown. */
export class UsageError extends Error {}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
