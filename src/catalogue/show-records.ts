import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { readBranchNames, readExported } from './read-bibs.ts'
import { marcOf } from './records/write-records.ts'
import type { BibRecord } from './rules/bib.ts'
import type { ImportedItem } from './rules/imported/imported.ts'
import { isLocalField } from './rules/marc/items.ts'
import type { MarcRecord } from './rules/marc/record.ts'
import { itemField } from './rules/marc/to-marc.ts'

/** A record as other catalogues get it: the bib, its copies, and the MARC record. */
export type PublicRecord = {
  id: BibId
  changedAt: Temporal.Instant
  bib: BibRecord
  items: (ImportedItem & { branchName: string })[]
  /**
   * As it came, or made; with the copies of today alone, for what an earlier system wrote of its own (852, 952) may be
   * prices and notes.
   */
  marc: MarcRecord
}

/** The records of these numbers, in their order; what has gone, or goes by the name of another, is left out. */
export async function showRecords(library: Library, ids: readonly BibId[]): Promise<PublicRecord[]> {
  const [records, nameOf] = await Promise.all([readExported(library, ids), readBranchNames(library)])
  return records.map(({ id, changedAt, ...exported }) => {
    const { leader, fields } = marcOf({ ...exported, items: [] })
    const kept = fields.filter(({ tag }) => !isLocalField(tag))
    return {
      id,
      changedAt,
      bib: exported.bib,
      items: exported.items.map(item => ({ ...item, branchName: nameOf.get(item.branch) ?? item.branch })),
      marc: { leader, fields: [...kept, ...exported.items.map(itemField)] },
    }
  })
}
