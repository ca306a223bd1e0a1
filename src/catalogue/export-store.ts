import type { Database } from '#database/database.ts'
import type { ExportedRecord } from './records/write-records.ts'
import type { Audience, BibKind, Creator } from './rules/bib.ts'
import type { ImportedItem, LoanRule } from './rules/imported/imported.ts'
import type { MarcInJson } from './rules/marc/record.ts'

/** The bibs after `afterId` in the order of their numbers, with their copies; deleted and merged ones are not there, nor withdrawn copies. */
export async function loadExportPage(
  db: Database,
  afterId: number,
  limit: number,
): Promise<{ records: ExportedRecord[]; lastId: number | null }> {
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
  const records = bibs.map(bib => ({
    bib: {
      sourceKey: bib.source_key,
      kind: bib.kind as BibKind,
      title: bib.title,
      titleReading: bib.title_reading,
      subtitle: bib.subtitle,
      volume: bib.volume,
      series: bib.series,
      seriesReading: bib.series_reading,
      responsibility: bib.responsibility,
      creators: bib.creators as Creator[],
      publisher: bib.publisher,
      place: bib.place,
      published: bib.published,
      year: bib.year,
      isbns: bib.isbns,
      issn: bib.issn,
      ndc: bib.ndc,
      subjects: bib.subjects,
      subjectReadings: bib.subject_readings,
      extent: bib.extent,
      contents: bib.contents,
      note: bib.note,
      audience: bib.audience as Audience,
      language: bib.language,
      url: bib.url,
    },
    items: (itemsOf.get(bib.id) ?? []).map(
      (item): ImportedItem => ({
        barcode: item.barcode,
        branch: item.home_branch_id,
        location: item.shelf,
        callNumber: item.call_number,
        loanRule: item.loan_rule as LoanRule,
        joinedOn: item.joined_on,
      }),
    ),
    raw: bib.raw as MarcInJson | null,
  }))
  return { records, lastId: ids.at(-1) ?? null }
}
