import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// What a run of the tests makes lies below one directory. Whatever still works there at the end is ended with it; and
// what a run that was killed has left, the next one takes away.

const prefix = 'kago-tests-'

/** In memory where there is room: on a disk, making and removing a thousand databases takes longer than their tests. */
const roomNeeded = 6 * 2 ** 30
const places = ['/dev/shm', tmpdir()].filter(existsSync)

/** The directory of this run. */
export function openRun(): string {
  // First what others have left, wherever it lies: it takes the room of this one.
  for (const place of places)
    for (const name of readdirSync(place).filter(known => known.startsWith(prefix))) {
      const directory = join(place, name)
      if (!isAlive(numberIn(join(directory, 'pid')))) closeRun(directory)
    }
  const place = places.find(one => roomIn(one) >= roomNeeded) ?? tmpdir()
  const directory = mkdtempSync(join(place, prefix))
  writeFileSync(join(directory, 'pid'), `${process.pid}`)
  return directory
}

/** Ends every PostgreSQL below the directory, and removes it. */
export function closeRun(directory: string): void {
  for (const pid of postmastersBelow(directory)) {
    try {
      process.kill(pid, 'SIGCONT')
      process.kill(pid, 'SIGQUIT')
    } catch {
      // It has ended meanwhile.
    }
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

/** The servers that run on clusters below a directory. */
export function postmastersBelow(directory: string): number[] {
  if (!existsSync(directory)) return []
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
  return files
    .filter(file => file.name === 'postmaster.pid')
    .map(file => numberIn(join(file.parentPath, file.name)))
    .filter(isAlive)
}

const numberIn = (file: string): number => (existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0)

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // Where nobody asks for the end of an orphan it stays in the list, though it runs no more.
  const stat = `/proc/${pid}/stat`
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'))
}

/** Bytes. */
function roomIn(directory: string): number {
  const { bavail, bsize } = statfsSync(directory)
  return bavail * bsize
}
