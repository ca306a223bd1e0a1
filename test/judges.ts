import { spawn, spawnSync } from 'node:child_process'
import { DOMParser, type Document } from '@xmldom/xmldom'

/**
 * Programs of others that say whether what we answer is right: not packages of ours, so they may be missing. Where it
 * may (root, Debian), a test fetches one from the packages of the system; where it may not, it says so where everybody
 * reads it, and judges by what it can.
 * @param debian the packages that have it
 * @param module of Perl, without which the program does not understand what it is asked
 */
export function haveJudge(program: string, debian: string, module?: string): boolean {
  const isWhole = () => isThere(program) && (module === undefined || isModule(module))
  if (isWhole()) return true
  if (process.getuid?.() === 0 && isThere('apt-get')) {
    // Several tests may want one at the same time: the second waits for the first.
    const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300']
    spawnSync('apt-get', ['install', ...options, ...debian.split(' ')], {
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const found = isWhole()
  if (!found) process.stderr.write(`\nNot judged by ${program}, which is not on this machine (Debian: ${debian}).\n`)
  return found
}

const isModule = (name: string): boolean => spawnSync('perl', [`-M${name}`, '-e', '1']).status === 0
const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

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
