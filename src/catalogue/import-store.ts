import { sql, type Tx } from '#database/database.ts'
import type { BibRecord } from './rules/bib.ts'
import type { ImportedItem } from './rules/imported/imported.ts'
import type { MarcInJson } from './rules/marc/record.ts'

/** How many rows a batch made, altered and found as they were. */
export type Counts = { added: number; changed: number; unchanged: number }

export type BibToSave = { bib: BibRecord; raw: MarcInJson | null }
export type ItemToSave = { item: ImportedItem; sourceKey: string; branchId: string }

/** 館 by each name it goes by: its code, its name, its short name. */
export async function loadBranchNames(tx: Tx): Promise<Map<string, string>> {
  const branches = await tx.selectFrom('branch').select(['id', 'name', 'short_name']).execute()
  return new Map(
    branches.flatMap(({ id, name, short_name }) =>
      [id, name, short_name].map(known => [branchName(known), id] as const),
    ),
  )
}

/** Width and spaces of a branch's name do not matter. */
export const branchName = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/**
 * Adds bibs or brings them up to date, by source key. A bib that is as it was is not touched, so that followers of the change feed see
 * only what changed. One that was deleted comes back; one that was merged stays merged. What comes without MARC leaves the MARC record that is
 * there, for what Kago does not map; an export brings it up to date.
 */
export async function saveBibs(tx: Tx, bibs: BibToSave[], now: Temporal.Instant): Promise<Counts> {
  if (bibs.length > 0) await numbersInOrder(tx)
  const rows = bibs.map(({ bib, raw }) => ({
    source_key: bib.sourceKey,
    kind: bib.kind,
    title: bib.title,
    title_reading: bib.titleReading,
    subtitle: bib.subtitle,
    other_titles: bib.otherTitles,
    other_title_readings: bib.otherTitleReadings,
    volume: bib.volume,
    series: bib.series,
    series_reading: bib.seriesReading,
    responsibility: bib.responsibility,
    creators: bib.creators,
    publisher: bib.publisher,
    place: bib.place,
    published: bib.published,
    year: bib.year,
    isbns: bib.isbns,
    issn: bib.issn,
    ndc: bib.ndc,
    subjects: bib.subjects,
    subject_readings: bib.subjectReadings,
    extent: bib.extent,
    contents: bib.contents,
    note: bib.note,
    audience: bib.audience,
    language: bib.language,
    url: bib.url,
    raw,
  }))
  const columns = sql.raw(bibColumns.join(', '))
  const saved = await sql<{ is_new: boolean }>`
    insert into bib (source_key, ${columns}, raw, added_at, changed_at)
    select source_key, ${columns}, raw, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${storable(rows)}::jsonb) as incoming (
      source_key text, kind text, title text, title_reading text, subtitle text, other_titles text[],
      other_title_readings text[], volume text, series text, series_reading text,
      responsibility text, creators jsonb, publisher text, place text, published text, year smallint, isbns text[], issn text,
      ndc text[], subjects text[], subject_readings text[], extent text, contents text, note text, audience text, language text, url text, raw jsonb)
    order by source_key
    on conflict (source_key) do update set
      ${sql.raw(bibColumns.map(column => `${column} = excluded.${column}`).join(', '))},
      raw = coalesce(excluded.raw, bib.raw), raw_is_older = excluded.raw is null and bib.raw is not null,
      changed_at = excluded.changed_at, deleted_at = null
    where (${sql.raw(bibColumns.map(column => `bib.${column}`).join(', '))})
      is distinct from (${sql.raw(bibColumns.map(column => `excluded.${column}`).join(', '))})
      or bib.raw is distinct from coalesce(excluded.raw, bib.raw) or bib.deleted_at is not null
    returning xmax = 0 as is_new`.execute(tx)
  return counts(saved.rows, bibs.length)
}

/**
 * Whoever adds bibs does it after everybody who adds some now: so no bib can be seen before one with a lower number, and what came in
 * since somebody looked is what has a higher number than they saw.
 */
async function numbersInOrder(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('numbers of bibs ' || current_schema(), 0))`.execute(tx)
}

// biome-ignore format: a list of names
const bibColumns = [
  'kind', 'title', 'title_reading', 'subtitle', 'other_titles', 'other_title_readings', 'volume', 'series', 'series_reading', 'responsibility', 'creators', 'publisher',
  'place', 'published', 'year', 'isbns', 'issn', 'ndc', 'subjects', 'subject_readings', 'extent', 'contents', 'note', 'audience', 'language', 'url',
]

/**
 * Adds copies or brings them up to date, by barcode. Where a copy stands now is the counter's to say: an import moves one only from its
 * old home shelf to its new one. A copy that is lent, held or on its way stays with its bib.
 * @returns the counts, the barcodes that stayed with another bib, and those whose bib is not in the catalogue
 */
export async function saveItems(
  tx: Tx,
  items: ItemToSave[],
  today: Temporal.PlainDate,
  moveCopies: boolean,
): Promise<Counts & { stayed: { barcode: string; sourceKey: string }[]; homeless: string[] }> {
  if (items.length === 0) return { added: 0, changed: 0, unchanged: 0, stayed: [], homeless: [] }
  const rows = items.map(({ item, sourceKey, branchId }) => ({
    barcode: item.barcode,
    source_key: sourceKey,
    branch_id: branchId,
    shelf: item.location,
    call_number: item.callNumber,
    category: item.loanRule,
    joined_on: item.joinedOn?.toString() ?? null,
    joined_unread: item.joinedUnread === true,
  }))
  const incoming = sql`(
    select named.*, coalesce(bib.merged_into, bib.id) as bib_id,
      coalesce((select code from item_category where code = named.category), 'normal') as loan_rule
    from jsonb_to_recordset(${storable(rows)}::jsonb) as named (
      barcode text, source_key text, branch_id text, shelf text, call_number text, category text, joined_on date, joined_unread boolean)
    left join bib using (source_key))`
  // No bib is merged away between the reading of its number and the writing of its copies.
  const keys = [...new Set(items.map(({ sourceKey }) => sourceKey))]
  await sql`
    select 1 from bib where source_key = any(${keys}) or id in (select merged_into from bib where source_key = any(${keys}))
    order by id for key share`.execute(tx)
  const saved = await sql<{ is_new: boolean }>`
    insert into item (barcode, bib_id, home_branch_id, current_branch_id, shelf, call_number, loan_rule, joined_on)
    select incoming.barcode, incoming.bib_id, incoming.branch_id, incoming.branch_id, incoming.shelf, incoming.call_number,
      incoming.loan_rule, coalesce(incoming.joined_on, item.joined_on, case when incoming.joined_unread then ${LONG_AGO}::date else ${today}::date end)
    from ${incoming} as incoming left join item using (barcode)
    where incoming.bib_id is not null
    order by incoming.barcode
    on conflict (barcode) do update set
      bib_id = excluded.bib_id, home_branch_id = excluded.home_branch_id, shelf = excluded.shelf,
      call_number = excluded.call_number, loan_rule = excluded.loan_rule, joined_on = excluded.joined_on,
      current_branch_id = case when item.status = 'shelf' and item.current_branch_id = item.home_branch_id
        then excluded.home_branch_id else item.current_branch_id end
    where (item.bib_id, item.home_branch_id, item.shelf, item.call_number, item.loan_rule, item.joined_on)
      is distinct from (excluded.bib_id, excluded.home_branch_id, excluded.shelf, excluded.call_number, excluded.loan_rule,
        excluded.joined_on)
      and (item.bib_id = excluded.bib_id or (${moveCopies} and item.status not in ('loan', 'holdShelf', 'transit')))
    returning xmax = 0 as is_new`.execute(tx)
  const left = await sql<{ barcode: string; is_homeless: boolean; present: string | null }>`
    select incoming.barcode, incoming.bib_id is null as is_homeless, present.source_key as present
    from ${incoming} as incoming left join item using (barcode) left join bib present on present.id = item.bib_id
    where incoming.bib_id is null or item.bib_id <> incoming.bib_id`.execute(tx)
  const homeless = left.rows.filter(row => row.is_homeless).map(({ barcode }) => barcode)
  const stayed = left.rows
    .filter(row => !row.is_homeless)
    .map(({ barcode, present }) => ({ barcode, sourceKey: present ?? '' }))
  return { ...counts(saved.rows, items.length - homeless.length - stayed.length), stayed, homeless }
}

/** When a copy joined whose day cannot be read: it stands in no list of what is new. */
const LONG_AGO = '1900-01-01'

export function counts(saved: { is_new: boolean }[], asked: number): Counts {
  const added = saved.filter(({ is_new }) => is_new).length
  return { added, changed: saved.length - added, unchanged: asked - saved.length }
}

/** What PostgreSQL does not take in a text, the character NUL and half a surrogate pair, must not stop a batch. */
export function storable(rows: object[]): string {
  const json = JSON.stringify(rows)
  if (!json.includes('\\u0000') && !json.includes('\\ud')) return json
  return json.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\ufffd')
}
