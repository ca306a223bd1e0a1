import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes a folder a disk of its own, of so many megabytes. @returns false: this user may not, or not on this system */
export const mountSmallDisk = (folder: string, megabytes: number): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0

export const unmount = (folder: string): void => void spawnSync('umount', ['-l', folder])

/** Whether a test may fill a disk; a container, or who is not root, may not. */
export function maySmallDisk(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'kago-disk-'))
  const may = mountSmallDisk(folder, 1)
  if (may) unmount(folder)
  rmdirSync(folder)
  return may
}

/** The tests that fill a disk: where none can be made they are no part of the run. */
export const smallDiskTests = ['test/service/disk-full.e2e.ts']
