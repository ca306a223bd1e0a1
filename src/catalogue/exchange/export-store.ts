import type { Database } from '#database/database.ts'
import { BibId } from '#ids.ts'
import { isComing } from '#items/rules/item.ts'
import { type BibRow, toBib, type Viewer } from '../bib-store.ts'
import type { ExportedBib } from '../records/write-records.ts'
import type { BibRecord } from '../rules/bib.ts'
import type { ImportedItem } from '../rules/imported/imported.ts'
import { fromMarcInJson, type MarcInJson, toMarcInJson } from '../rules/marc/record.ts'
import { renewedMarc } from '../rules/marc/renew-marc.ts'

/** What an export reads at once: the next page begins behind `lastId`, and there is none behind null. */
export type ExportPage<T> = { records: T[]; lastId: number | null }

/**
 * The bibs after `afterId` in the order of their numbers, with their copies; deleted and merged ones are not there, nor
 * withdrawn copies. What is hidden is there: it is the library's all the same.
 */
export async function loadExportPage(db: Database, afterId: number, limit: number): Promise<ExportPage<ExportedBib>> {
  const bibs = await db
    .selectFrom('bib')
    .selectAll()
    .where('id', '>', BibId(afterId))
    .where('deleted_at', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
  return { records: await withCopies(db, bibs, 'staff'), lastId: bibs.at(-1)?.id ?? null }
}

/**
 * These bibs as anybody may have them, in their order, each with its number and the instant of its last change. Those
 * that have gone are left out, and what is hidden, a record or a copy.
 */
export async function loadExported(
  db: Database,
  ids: readonly BibId[],
): Promise<(ExportedBib & { id: BibId; changedAt: Temporal.Instant })[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('bib')
    .selectAll()
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('hidden_at', 'is', null)
    .execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  const inOrder = ids.flatMap(id => byId.get(id) ?? [])
  const exported = await withCopies(db, inOrder, 'public')
  return exported.map((record, i) => ({ ...record, id: inOrder[i]!.id, changedAt: inOrder[i]!.changed_at }))
}

type ExportRow = BibRow & { raw: unknown; raw_is_older: boolean }

async function withCopies(db: Database, bibs: readonly ExportRow[], viewer: Viewer): Promise<ExportedBib[]> {
  const ids = bibs.map(({ id }) => id)
  const items =
    ids.length === 0
      ? []
      : await db
          .selectFrom('item')
          .select(['bib_id', 'barcode', 'home_branch_id', 'shelf', 'call_number', 'loan_rule', 'joined_on', 'status'])
          .where('bib_id', 'in', ids)
          .where('status', '<>', 'withdrawn')
          .$if(viewer === 'public', query => query.where('hidden_at', 'is', null))
          .orderBy('id')
          .execute()
  const itemsOf = Map.groupBy(items, ({ bib_id }) => bib_id)
  return bibs.map(row => {
    return {
      ...exportedRecord(row),
      items: (itemsOf.get(row.id) ?? []).map(
        (item): ImportedItem => ({
          barcode: item.barcode,
          branch: item.home_branch_id,
          location: item.shelf,
          callNumber: item.call_number,
          loanRule: item.loan_rule,
          joinedOn: item.joined_on,
          ...(isComing(item.status) ? { coming: item.status } : {}),
        }),
      ),
    }
  })
}

/** A row of `bib` as it goes out, without its copies. */
export function exportedRecord(row: ExportRow): Omit<ExportedBib, 'items'> {
  const bib = recordOf(row)
  return { bib, raw: row.raw_is_older ? renewed(row.raw, bib) : (row.raw as MarcInJson | null) }
}

function recordOf(row: BibRow): BibRecord {
  const {
    id: _id,
    mergedInto: _merged,
    deletedAt: _deleted,
    hiddenAt: _hidden,
    changedAt: _changed,
    ...record
  } = toBib(row)
  return record
}

function renewed(raw: unknown, bib: BibRecord): MarcInJson | null {
  const kept = fromMarcInJson(raw)
  return kept && toMarcInJson(renewedMarc(kept, bib))
}
