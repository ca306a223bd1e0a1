import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { superfluous } from './rules/retention.ts'

export type BackupInFolder = { file: string; at: Temporal.PlainDateTime }

const namePattern = /^kago-(\d{4}-\d\d-\d\dT\d{4})\.kago$/

/** How a backup of this hour is called in a folder of backups. */
export const nameAt = (at: Temporal.PlainDateTime): string =>
  `kago-${at.toString({ smallestUnit: 'minute' }).replace(':', '')}.kago`

/** The backups in a folder, oldest first. Files with other names are nobody's here. */
export function backupsIn(folder: string): BackupInFolder[] {
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const at = namePattern.exec(name)?.[1]?.replace(/(\d\d)$/, ':$1')
      return at ? [{ file: join(folder, name), at: Temporal.PlainDateTime.from(at) }] : []
    })
}

/** Takes away what need not be kept. @returns how many stay and the names of those that went */
export function tidyFolder(folder: string): { kept: number; gone: string[] } {
  const all = backupsIn(folder)
  const gone = superfluous(all).map(({ file }) => file)
  for (const file of gone) rmSync(file)
  return { kept: all.length - gone.length, gone }
}
