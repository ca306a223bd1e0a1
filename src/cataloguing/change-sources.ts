import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadSources, lockSources, saveSources } from './copying-store.ts'
import { judgeSource, type RecordSource, type SourceRefusal } from './rules/source.ts'

/** 書誌の取得元, in the order in which they are shown. */
export const listSources = (library: Library): Promise<readonly RecordSource[]> => loadSources(library.db)

/** Adds a source behind the others. @returns everything that is wrong with it at once, when something is */
export async function addSource(
  library: Library,
  staff: { login: string },
  source: RecordSource,
): Promise<Outcome<null, { whys: SourceRefusal[] }>> {
  const at = library.clock.now()
  return transact(library.db, async (tx): Promise<Outcome<null, { whys: SourceRefusal[] }>> => {
    const known = await lockSources(tx)
    const whys = judgeSource(source, known)
    if (whys.length > 0) return refused({ whys })
    await saveSources(tx, [...known, source])
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'addSource', patronId: null, detail: { ...source } })
    return done(null)
  })
}

/** It is asked no more. One that is not there is not there. */
export async function removeSource(library: Library, staff: { login: string }, name: string): Promise<void> {
  const at = library.clock.now()
  await transact(library.db, async tx => {
    const known = await lockSources(tx)
    const left = known.filter(source => source.name !== name)
    if (left.length === known.length) return
    await saveSources(tx, left)
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'removeSource', patronId: null, detail: { name } })
  })
}
