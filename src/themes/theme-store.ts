import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import type { BibId, ThemeId } from '#ids.ts'
import { columnsOfTexts, textsOfColumns } from '#news/text-columns.ts'
import { type ChangedTheme, type Theme, type ThemeTitle, themesShownMax } from './rules/theme.ts'

/** What is shown on this day, the newest first. */
export async function loadThemesOn(db: Database, day: Temporal.PlainDate): Promise<ChangedTheme[]> {
  const rows = await db
    .selectFrom('theme')
    .where(({ eb, or }) => or([eb('shown_from', 'is', null), eb('shown_from', '<=', day)]))
    .where(({ eb, or }) => or([eb('shown_until', 'is', null), eb('shown_until', '>=', day)]))
    .selectAll()
    .orderBy('shown_from', order => order.desc().nullsLast())
    .orderBy('written_at', 'desc')
    .limit(themesShownMax)
    .execute()
  return rows.map(toTheme)
}

/** Every theme with how many titles it has, what ends last first. */
export async function loadAllThemes(db: Database, limit: number): Promise<(Theme & { titles: number })[]> {
  const rows = await db
    .selectFrom('theme')
    .selectAll()
    .select(({ selectFrom, fn }) =>
      selectFrom('theme_title')
        .whereRef('theme_id', '=', 'theme.id')
        .select(fn.countAll<number>().as('titles'))
        .as('titles'),
    )
    .orderBy('shown_until', order => order.desc().nullsFirst())
    .orderBy('written_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({ ...toTheme(row), titles: Number(row.titles) }))
}

export async function loadTheme(db: Database, id: ThemeId): Promise<ChangedTheme | null> {
  const row = await db.selectFrom('theme').where('id', '=', id).selectAll().executeTakeFirst()
  return row ? toTheme(row) : null
}

/** The titles of a theme, in their order. */
export async function loadThemeTitles(db: Database, id: ThemeId): Promise<ThemeTitle[]> {
  const rows = await db
    .selectFrom('theme_title')
    .where('theme_id', '=', id)
    .select(['bib_id', 'line'])
    .orderBy('place')
    .orderBy('bib_id')
    .execute()
  return rows.map(row => ({ bibId: row.bib_id, line: row.line }))
}

/** Locks a theme that is to change, but for a merge of its titles; null when there is none. */
export async function lockTheme(tx: Tx, id: ThemeId): Promise<ChangedTheme | null> {
  const row = await tx.selectFrom('theme').where('id', '=', id).selectAll().forNoKeyUpdate().executeTakeFirst()
  return row ? toTheme(row) : null
}

/** Writes a new one, or a known one anew. */
export async function saveTheme(tx: Tx, theme: Theme, now: Temporal.Instant): Promise<void> {
  const row = {
    shown_from: theme.shownFrom,
    shown_until: theme.shownUntil,
    ...columnsOfTexts(theme),
    for_children: theme.forChildren,
    branch_id: theme.branchId,
    changed_at: now,
  }
  await tx
    .insertInto('theme')
    .values({ id: theme.id, written_at: now, ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
}

/**
 * The titles of a theme from now on, in this order. One that was merged away since `before` was read stays what it has
 * become: only what is new is inserted.
 */
export async function saveThemeTitles(
  tx: Tx,
  id: ThemeId,
  { before, after }: { before: readonly ThemeTitle[]; after: readonly ThemeTitle[] },
  now: Temporal.Instant,
): Promise<void> {
  const stays = new Set(after.map(({ bibId }) => bibId))
  const gone = before.flatMap(({ bibId }) => (stays.has(bibId) ? [] : bibId))
  const stood = new Set(before.map(({ bibId }) => bibId))
  const placed = after.map((title, index) => ({ ...title, place: index + 1 }))
  await sql`delete from theme_title where theme_id = ${id} and bib_id = any(${gone}::bigint[])`.execute(tx)
  await sql`
    update theme_title t set place = n.place, line = n.line
    from unnest(${placed.map(({ bibId }) => bibId)}::bigint[], ${placed.map(({ place }) => place)}::int[],
      ${placed.map(({ line }) => line)}::text[]) as n (bib_id, place, line)
    where t.theme_id = ${id} and t.bib_id = n.bib_id`.execute(tx)
  const added = placed.filter(({ bibId }) => !stood.has(bibId))
  if (added.length > 0)
    await tx
      .insertInto('theme_title')
      .values(added.map(({ bibId, line, place }) => ({ theme_id: id, bib_id: bibId, place, line })))
      .execute()
  await tx.updateTable('theme').set({ changed_at: now }).where('id', '=', id).execute()
}

/** Gives the title of what is gone now; null when it was gone already. */
export async function deleteTheme(tx: Tx, id: ThemeId): Promise<string | null> {
  const row = await tx.deleteFrom('theme').where('id', '=', id).returning('title').executeTakeFirst()
  return row?.title ?? null
}

/** Which bibs stand under these numbers now, and under those of copies (資料コード, as a desk reads them). */
export async function findNumbered(
  tx: Tx,
  asked: { bibNumbers: readonly number[]; barcodes: readonly string[] },
): Promise<{ ofNumber: Map<number, BibId>; ofBarcode: Map<string, BibId> }> {
  const bibs = await sql<{ id: number; standing: BibId }>`
    select b.id, s.id as standing from bib b join bib s on s.id = coalesce(b.merged_into, b.id)
    where b.id = any(${[...asked.bibNumbers]}::bigint[]) and s.deleted_at is null`.execute(tx)
  const copies = await sql<{ code: string; bib_id: BibId }>`
    select code, i.bib_id from unnest(${[...asked.barcodes]}::text[]) as asked (code) cross join lateral (
      select bib_id from item where barcode in (code, upper(code), replace(upper(code), '-', '')) and status <> 'withdrawn'
      order by barcode = code desc, barcode = upper(code) desc limit 1) i
    join bib b on b.id = i.bib_id and b.deleted_at is null and b.merged_into is null`.execute(tx)
  return {
    ofNumber: new Map(bibs.rows.map(({ id, standing }) => [id, standing])),
    ofBarcode: new Map(copies.rows.map(({ code, bib_id }) => [code, bib_id])),
  }
}

/** 書誌の統合: the former is the record that stays; a list that has both keeps the earlier place and the lines of both. */
export async function moveThemesToBib(tx: Tx, fromBibId: BibId, intoBibId: BibId): Promise<void> {
  await sql`
    insert into theme_title as kept (theme_id, bib_id, place, line)
    select theme_id, ${intoBibId}, place, line from theme_title where bib_id = ${fromBibId}
    on conflict (theme_id, bib_id) do update set place = least(kept.place, excluded.place),
      line = case when kept.line = excluded.line then kept.line
        else nullif(concat_ws(' ', kept.line, excluded.line), '') end`.execute(tx)
  await tx.deleteFrom('theme_title').where('bib_id', '=', fromBibId).execute()
}

const toTheme = (row: Row<'theme'>): ChangedTheme => ({
  id: row.id,
  shownFrom: row.shown_from,
  shownUntil: row.shown_until,
  ...textsOfColumns(row),
  forChildren: row.for_children,
  branchId: row.branch_id,
  changedAt: row.changed_at,
})
