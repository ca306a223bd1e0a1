import { sql, type Tx } from '#database/database.ts'
import { type Counts, counts, storable } from '#database/incoming.ts'
import type { BranchId } from '#ids.ts'
import type { BibRecord } from '../rules/bib.ts'
import type { MarcInJson } from '../rules/marc/record.ts'

export type BibToSave = { bib: BibRecord; raw: MarcInJson | null }

/** 館 by each name it goes by: its code, its name, its short name. */
export async function loadBranchNames(tx: Tx): Promise<Map<string, BranchId>> {
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
 * Adds bibs or brings them up to date, by source key. A bib that is as it was is not touched, so that followers of the
 * change feed see only what changed. One that was deleted comes back; one that was merged stays merged. What comes
 * without MARC leaves the MARC record that is there, for what Kago does not map; an export brings it up to date.
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
 * Whoever adds bibs does it after everybody who adds some now: so no bib can be seen before one with a lower number,
 * and what came in since somebody looked is what has a higher number than they saw.
 */
async function numbersInOrder(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('numbers of bibs ' || current_schema(), 0))`.execute(tx)
}

// biome-ignore format: a list of names
const bibColumns = [
  'kind', 'title', 'title_reading', 'subtitle', 'other_titles', 'other_title_readings', 'volume', 'series', 'series_reading', 'responsibility', 'creators', 'publisher',
  'place', 'published', 'year', 'isbns', 'issn', 'ndc', 'subjects', 'subject_readings', 'extent', 'contents', 'note', 'audience', 'language', 'url',
]
