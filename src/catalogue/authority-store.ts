import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import { type Counts, counts, storable } from '#database/incoming.ts'
import type { ExportPage } from './exchange/export-store.ts'
import type { KnownAuthority } from './index/browsing/authority-names.ts'
import type { ExportedAuthority } from './records/write-records.ts'
import type { Authority, NameLink } from './rules/authority/authority.ts'
import type { MarcInJson } from './rules/marc/record.ts'

/**
 * Adds 典拠 or brings them up to date, by source key; one that is as it was is not touched. The MARC record of one that a
 * form without MARC changes is dropped: it would say what was so before.
 */
export async function saveAuthorities(
  tx: Tx,
  authorities: readonly { authority: Authority; raw: MarcInJson | null }[],
  now: Temporal.Instant,
): Promise<Counts> {
  if (authorities.length === 0) return { added: 0, changed: 0, unchanged: 0 }
  const rows = authorities.map(({ authority: { sourceKey, ...authority }, raw }) => ({
    source_key: sourceKey,
    ...authority,
    raw,
  }))
  const saved = await sql<{ is_new: boolean }>`
    insert into authority (source_key, kind, name, reading, links, raw, changed_at)
    select source_key, kind, name, reading, links, raw, ${now}::timestamptz
    from jsonb_to_recordset(${storable(rows)}::jsonb) as incoming (
      source_key text, kind text, name text, reading text, links jsonb, raw jsonb)
    order by source_key
    on conflict (source_key) do update set kind = excluded.kind, name = excluded.name, reading = excluded.reading,
      links = excluded.links, raw = excluded.raw, changed_at = excluded.changed_at
    where (authority.kind, authority.name, authority.reading, authority.links)
      is distinct from (excluded.kind, excluded.name, excluded.reading, excluded.links)
      or authority.raw is distinct from coalesce(excluded.raw, authority.raw)
    returning xmax = 0 as is_new`.execute(tx)
  return counts(saved.rows, authorities.length)
}

/** @returns false when there is none of this key */
export async function deleteAuthority(tx: Tx, sourceKey: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('authority')
    .where('source_key', '=', sourceKey)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** The 典拠 of these numbers; one that was deleted is not among them. */
export async function loadAuthorities(db: Database, ids: readonly number[]): Promise<KnownAuthority[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('authority').where('id', 'in', ids).select(columns).execute()
  return rows.map(toAuthority)
}

/** The next ones in the order of their numbers. */
export async function loadAuthoritiesAfter(db: Database, id: number, limit: number): Promise<KnownAuthority[]> {
  const rows = await db
    .selectFrom('authority')
    .where('id', '>', id)
    .select(columns)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toAuthority)
}

/** The 典拠 after `afterId` in the order of their numbers, each with the MARC record it came from. */
export async function loadAuthorityExportPage(
  db: Database,
  afterId: number,
  limit: number,
): Promise<ExportPage<ExportedAuthority>> {
  const rows = await db
    .selectFrom('authority')
    .where('id', '>', afterId)
    .select([...columns, 'raw'])
    .orderBy('id')
    .limit(limit)
    .execute()
  const records = rows.map(row => {
    const { id: _id, ...authority } = toAuthority(row)
    return { authority, raw: row.raw as MarcInJson | null }
  })
  return { records, lastId: rows.at(-1)?.id ?? null }
}

const columns = ['id', 'source_key', 'kind', 'name', 'reading', 'links'] as const

const toAuthority = ({
  id,
  source_key,
  kind,
  name,
  reading,
  links,
}: Pick<Row<'authority'>, (typeof columns)[number]>): KnownAuthority => ({
  id,
  sourceKey: source_key,
  kind,
  name,
  reading,
  links: links as NameLink[],
})
