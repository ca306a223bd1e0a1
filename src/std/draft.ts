import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { newId } from './new-id.ts'

const ending = '.draft'
const keptMs = 3_600_000

/**
 * Where a file is written before it takes its name: beside it, so that renaming is one step. The name is drawn, for two
 * processes in containers, or on two machines with one disk, may have the same number. What processes that were killed
 * left of drafts of this file is removed.
 */
export function draftOf(file: string): string {
  removeOldDrafts(file)
  return `${file}.${newId().slice(-12)}${ending}`
}

/** One that is an hour old is written no more. */
function removeOldDrafts(file: string): void {
  const folder = dirname(file)
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(ending)) continue
    const draft = join(folder, name)
    const wroteAt = statSync(draft, { throwIfNoEntry: false })?.mtimeMs
    if (wroteAt !== undefined && Date.now() - wroteAt > keptMs) rmSync(draft, { force: true })
  }
}
