import type { Authority } from '#catalogue/rules/authority/authority.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import type { Doubt, ImportedItem, Read } from '#catalogue/rules/imported/imported.ts'
import { type MarcInJson, type MarcRecord, toMarcInJson } from '#catalogue/rules/marc/record.ts'

/** One record of an import, by its number in the file (from 1; in a table the number of the line). */
export type ReadRecord = { number: number } & (
  | { ok: BibRecord; items: ImportedItem[]; doubts?: Doubt[]; raw?: MarcInJson }
  | { copies: string; items: ImportedItem[]; doubts?: Doubt[] }
  | { doubt: Doubt }
  | { deletion: string }
  | { merge: string; into: string }
  | { authority: Authority; raw?: MarcInJson }
  | { authorityDeletion: string }
  /** `ofFile`: the fault is not of a record, but of the file, whose rest cannot be read. */
  | { error: string; ofFile?: true }
)

/** A reading with the number of its record, and the MARC record it was made of. */
export function numbered(number: number, read: Read, marc: MarcRecord | null = null): ReadRecord {
  const doubts = [...(marc?.doubts ?? []), ...('doubts' in read ? (read.doubts ?? []) : [])]
  const saidDoubts = doubts.length > 0 ? { doubts } : {}
  switch (read.is) {
    case 'bib':
      return { number, ok: read.bib, items: read.items, ...saidDoubts, ...(marc ? { raw: toMarcInJson(marc) } : {}) }
    case 'copies':
      return { number, copies: read.sourceKey, items: read.items, ...saidDoubts }
    case 'deletion':
      return { number, deletion: read.sourceKey }
    case 'merge':
      return { number, merge: read.sourceKey, into: read.into }
    case 'authority':
      return { number, authority: read.authority, ...(marc ? { raw: toMarcInJson(marc) } : {}) }
    case 'authorityDeletion':
      return { number, authorityDeletion: read.sourceKey }
    case 'unreadable':
      return { number, error: read.error }
    default:
      return read satisfies never
  }
}
