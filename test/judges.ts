import { spawn, spawnSync } from 'node:child_process'
import { DOMParser, type Document } from '@xmldom/xmldom'

/**
 * Programs of others that say whether what we answer is right: not packages of ours, so they may be missing. A test
 * that has none says so where everybody reads it and judges by what it can.
 */
export function haveJudge(program: string, from: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  if (!found) process.stderr.write(`\nNot judged by ${program}, which is not on this machine (${from}).\n`)
  return found
}

/** Runs one beside us, for it asks a service of ours. @returns what it says, errors included */
export function askJudge(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 30_000 })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (said += text))
  return new Promise((resolve, reject) => child.once('error', reject).once('close', () => resolve(said)))
}

/** A document as XML 1.0 reads it. @throws what is wrong with it, a warning included */
export function readXml(text: string): Document {
  const wrong: string[] = []
  const onError = (level: string, message: string) => {
    // A sign that stands for bytes that were no text is a character like others.
    if (!message.startsWith('Unicode replacement character')) wrong.push(`${level}: ${message}`)
  }
  const document = new DOMParser({ onError }).parseFromString(text, 'text/xml')
  if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\n${text.slice(0, 2_000)}`)
  return document
}

/** XML as a person compares it: an element a line, without the address of the test's server. */
export const readable = (text: string, origin: string): string =>
  `${text.replaceAll(origin, 'https://opac.example.jp').replaceAll('><', '>\n<').trim()}\n`
