import type { Database } from '#database/database.ts'
import { type BibRow, toBib } from './bib-store.ts'
import type { ExportedBib } from './records/write-records.ts'
import type { BibRecord } from './rules/bib.ts'
import type { ImportedItem, LoanRule } from './rules/imported/imported.ts'
import { fromMarcInJson, type MarcInJson, toMarcInJson } from './rules/marc/record.ts'
import { renewedMarc } from './rules/marc/renew-marc.ts'

/** What an export reads at once: the next page begins behind `lastId`, and there is none behind null. */
export type ExportPage<T> = { records: T[]; lastId: number | null }

/** The bibs after `afterId` in the order of their numbers, with their copies; deleted and merged ones are not there, nor withdrawn copies. */
export async function loadExportPage(db: Database, afterId: number, limit: number): Promise<ExportPage<ExportedBib>> {
  const bibs = await db
    .selectFrom('bib')
    .selectAll()
    .where('id', '>', afterId)
    .where('deleted_at', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
  const ids = bibs.map(({ id }) => id)
  const items =
    ids.length === 0
      ? []
      : await db
          .selectFrom('item')
          .select(['bib_id', 'barcode', 'home_branch_id', 'shelf', 'call_number', 'loan_rule', 'joined_on'])
          .where('bib_id', 'in', ids)
          .where('status', '<>', 'withdrawn')
          .orderBy('id')
          .execute()
  const itemsOf = Map.groupBy(items, ({ bib_id }) => bib_id)
  const records = bibs.map(row => {
    const bib = recordOf(row)
    return {
      bib,
      items: (itemsOf.get(row.id) ?? []).map(
        (item): ImportedItem => ({
          barcode: item.barcode,
          branch: item.home_branch_id,
          location: item.shelf,
          callNumber: item.call_number,
          loanRule: item.loan_rule as LoanRule,
          joinedOn: item.joined_on,
        }),
      ),
      raw: row.raw_is_older ? renewed(row.raw, bib) : (row.raw as MarcInJson | null),
    }
  })
  return { records, lastId: ids.at(-1) ?? null }
}

function recordOf(row: BibRow): BibRecord {
  const { id: _id, mergedInto: _merged, deletedAt: _deleted, changedAt: _changed, ...record } = toBib(row)
  return record
}

function renewed(raw: unknown, bib: BibRecord): MarcInJson | null {
  const kept = fromMarcInJson(raw)
  return kept && toMarcInJson(renewedMarc(kept, bib))
}
