import { isUtf8 } from 'node:buffer'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline/promises'

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

/** What is told beside the answer: what is about to be done, and what went wrong. */
export const note = (line: string): void => void process.stderr.write(`${line}\n`)

/** An error about a file, with its name and what to do. Any other stays as it is. */
export function fileInWords(error: unknown, file: string): Error {
  const { code, message } = error as Error & { code?: string }
  switch (code) {
    case 'ENOENT':
      return existsSync(dirname(file))
        ? new Error(`${file} is not there.`)
        : new Error(`${file}: there is no folder ${dirname(file)}.`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Error(`${file}: this user may not read or write it.`)
    case 'EISDIR':
      return new Error(`${file} is a directory. Name one file.`)
    case 'ENOTDIR':
    case 'EEXIST':
      return new Error(`${file}: a file stands where a folder is needed.`)
    case 'ENOSPC':
      return new Error(`The disk is full: ${file} could not be written. Make room, and start again.`)
    case '53100':
      return new Error(
        `The disk of the database is full (${message}). Make room, and start again: what is in stays in.`,
      )
    default:
      return error as Error
  }
}

/**
 * The text of a file.
 * @throws Error in words when the file cannot be read, or is no text: what a program says of its bytes helps nobody
 */
export function readFileNamed(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw fileInWords(error, file)
  }
  const text = bytes.toString('utf8')
  if (!isUtf8(bytes) || /[^\P{Cc}\s]/u.test(text))
    throw new Error(`${file} is no text in UTF-8. Is it the file that was meant?`)
  return text
}

/**
 * The one word that a command is about.
 * @param what names it in the usage: `file`, `card`
 * @throws UsageError when there is none, or more words: a word that nobody hears would be dropped without a sign
 */
export function onlyWord(words: readonly string[], what: string): string {
  const [word] = words
  if (!word || words.length > 1) throw new UsageError(`one ${what}, please`)
  return word
}

/**
 * What is to be done with accounts of a kind, and with which: `list` with all, anything else with the one named.
 * @throws UsageError when the deed is none of these, or its name is missing or one too many
 */
export function deedAndName(words: readonly string[], deeds: readonly string[]): { what: string; name: string } {
  const [what = '', ...names] = words
  if (what === 'list' && names.length === 0) return { what, name: '' }
  if (deeds.includes(what)) return { what, name: onlyWord(names, 'name') }
  throw new UsageError(`list, or with a name: ${deeds.join(', ')}`)
}

/** A password from standard input: one line, or everything until the end. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ')
  for await (const chunk of process.stdin) {
    // At a terminal a line is enough.
    return String(chunk).replace(/\r?\n$/, '')
  }
  return ''
}

/** Asks whoever sits at the terminal. Nobody there to answer is an empty answer. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const nobody = once(terminal, 'close').then(() => '')
    return (await Promise.race([terminal.question(question), nobody])).trim()
  } finally {
    terminal.close()
  }
}
