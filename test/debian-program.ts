import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Unpacked packages stay here until the next `npm ci`. */
const cache = join(import.meta.dirname, '../node_modules/.cache/debian')

/** Where a program that this machine has lies; null: it has none of that name. */
export function installed(program: string): string | null {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/**
 * A program of the machine, else out of its Debian package, which is fetched and unpacked into a folder of ours:
 * nothing is installed, and no service is started.
 * @param path where it lies in the package
 * @returns null: it cannot be had, or does not run here
 */
export function programOf(debian: string, path: string): string | null {
  const own = installed(path.split('/').at(-1)!)
  if (own !== null) return own
  const folder = join(cache, debian)
  const unpacked = join(folder, path)
  if (!existsSync(unpacked) && !(fetched(debian, folder) || (listsRenewed() && fetched(debian, folder)))) return null
  // What it is linked to may not be here.
  return spawnSync(unpacked, ['-h'], { stdio: 'ignore', timeout: 20_000 }).error ? null : runs(unpacked)
}

const runs = (program: string): string | null =>
  /not found/.test(spawnSync('ldd', [program], { encoding: 'utf8' }).stdout) ? null : program

function fetched(debian: string, folder: string): boolean {
  if (installed('apt-get') === null) return false
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const loaded = spawnSync('apt-get', ['download', '-qq', debian], { cwd: folder, stdio: 'ignore', timeout: 120_000 })
  const archive = readdirSync(folder).find(name => name.endsWith('.deb'))
  if (loaded.status !== 0 || archive === undefined) return false
  const unpacked = spawnSync('dpkg', ['-x', join(folder, archive), folder], { stdio: 'ignore' }).status === 0
  rmSync(join(folder, archive))
  return unpacked
}

/** The lists of packages may be old, or not there; only root may fetch new ones. */
const listsRenewed = (): boolean =>
  process.getuid?.() === 0 &&
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 120_000 }).status === 0
