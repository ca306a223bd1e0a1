import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
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

/**
 * A judge that is a package of npm, where it lies; null, said where everybody reads it, when it cannot be had. It is no
 * dependency: whoever runs Kago would have it too, with what its install script does.
 * @param name with its version
 */
export function npmJudge(name: string): string | null {
  const kept = fileURLToPath(new URL(`../node_modules/.cache/judges/${name}`, import.meta.url))
  const judge = join(kept, 'node_modules', name.slice(0, name.lastIndexOf('@')))
  if (existsSync(judge)) return judge
  // Made whole elsewhere and put in its place: two tests may want one at the same time.
  mkdirSync(dirname(kept), { recursive: true })
  const draft = mkdtempSync(`${kept}-`)
  const options = ['--prefix', draft, '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--no-package-lock']
  spawnSync('npm', ['install', ...options, name], { stdio: 'ignore', timeout: 300_000 })
  if (existsSync(join(draft, 'node_modules')) && !existsSync(kept)) renameSync(draft, kept)
  rmSync(draft, { recursive: true, force: true })
  if (existsSync(judge)) return judge
  process.stderr.write(`\nNot judged by ${name}, which npm could not bring.\n`)
  return null
}

const isModule = (name: string): boolean => spawnSync('perl', [`-M${name}`, '-e', '1']).status === 0
const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** Runs one beside us, for it asks a service of ours. @returns what it says, errors included */
export function askJudge(program: string, args: readonly string[], timeoutMs = 30_000): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs })
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
