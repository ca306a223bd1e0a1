import { loadStanding } from '#catalogue/bib-store.ts'
import { findByIsbns } from '#catalogue/find-by-isbn.ts'
import { type Tx, transact } from '#database/database.ts'
import { lockOrderedBibs } from '#holds/ordering/order-facts-store.ts'
import type { BibId, ThemeId } from '#ids.ts'
import type { Library } from '#library.ts'
import { judgeSeen } from '#news/rules/seen.ts'
import { isSameJson } from '#news/same-json.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { titlesMark } from './marks.ts'
import { type Entry, type EntryRefusal, judgeEntries, readEntries } from './rules/entry.ts'
import { type ArrangedTitle, arrange, lineCharactersMax } from './rules/theme.ts'
import { findNumbered, loadThemeTitles, lockTheme, saveThemeTitles } from './theme-store.ts'

/**
 * Adds titles to the end of a theme, several at once, by what `readEntries` reads. One that stands there already stays
 * where it stands, with the new line if one is given. Refused with everything that is wrong, and then nothing is
 * changed.
 * @returns how many came onto the list, and how many stood there
 */
export async function addTitles(
  library: Library,
  by: { login: string },
  id: ThemeId,
  typed: string,
): Promise<Outcome<{ added: number; present: number }, EntryRefusal[] | 'notFound'>> {
  const at = library.clock.now()
  const entries = readEntries(typed)
  const ofIsbn = await findByIsbns(library, [...new Set(entries.flatMap(({ isbn13 }) => isbn13 ?? []))])
  return transact(library.db, async tx => {
    const theme = await lockTheme(tx, id)
    if (!theme) return refused('notFound')
    const before = await loadThemeTitles(tx, id)
    const found = await meant(tx, entries, isbn => (ofIsbn.get(isbn) ?? []).map(({ bib }) => bib.id))
    const present = new Set(before.map(({ bibId }) => bibId))
    const { named, refusals } = judgeEntries(entries, found, present)
    if (refusals.length > 0) return refused(refusals)
    const titles = before.map(one => ({ ...one, line: named.get(one.bibId) ?? one.line }))
    const added = [...named].filter(([bibId]) => !present.has(bibId)).map(([bibId, line]) => ({ bibId, line }))
    await saveThemeTitles(tx, id, { before, after: [...titles, ...added] }, at)
    const detail = { title: theme.ja.title, added: added.map(({ bibId }) => bibId) }
    await writeAudit(tx, { at, staffLogin: by.login, did: 'changeThemeTitles', patronId: null, detail })
    return done({ added: added.length, present: named.size - added.length })
  })
}

/** Which bibs each line may mean, by its number. They are locked against being merged away until the list is saved. */
async function meant(
  tx: Tx,
  entries: readonly Entry[],
  ofIsbn: (isbn13: string) => readonly BibId[],
): Promise<Map<number, Set<BibId>>> {
  const { ofNumber, ofBarcode } = await findNumbered(tx, {
    bibNumbers: entries.flatMap(({ bibNumber }) => bibNumber ?? []),
    barcodes: entries.flatMap(({ barcode }) => barcode ?? []),
  })
  const found = entries.map(({ at, isbn13, bibNumber, barcode }): [number, BibId[]] => {
    const copy = barcode === null ? undefined : ofBarcode.get(barcode)
    const bib = bibNumber === null ? undefined : ofNumber.get(bibNumber)
    return [at, [...(isbn13 === null ? [] : ofIsbn(isbn13)), copy ?? [], bib ?? []].flat()]
  })
  const asked = found.flatMap(([, ids]) => ids)
  await lockOrderedBibs(tx, asked, 'order')
  const standing = await loadStanding(tx, asked)
  return new Map(found.map(([at, ids]) => [at, new Set(ids.flatMap(one => standing.get(one) ?? []))]))
}

/**
 * 並べかえ: the order, the lines and what goes, in one step. Refused where a line is too long, by its title, and where
 * somebody else has changed the titles meanwhile. One that was only added is no such change: it stays behind the
 * others.
 * @param seen the mark (`titlesMark`) of the titles that whoever arranges them saw
 */
export async function arrangeTitles(
  library: Library,
  by: { login: string },
  id: ThemeId,
  { wished, seen }: { wished: readonly ArrangedTitle[]; seen: string },
): Promise<Outcome<null, { tooLong: BibId[] } | 'changedMeanwhile' | 'notFound'>> {
  const at = library.clock.now()
  const tooLong = wished.filter(({ line }) => line !== null && [...line].length > lineCharactersMax)
  return transact(library.db, async tx => {
    const theme = await lockTheme(tx, id)
    if (!theme) return refused('notFound')
    if (tooLong.length > 0) return refused({ tooLong: tooLong.map(({ bibId }) => bibId) })
    const before = await loadThemeTitles(tx, id)
    const after = arrange(before, wished)
    const arranged = new Set(wished.map(({ bibId }) => bibId))
    const mark = titlesMark(before.filter(({ bibId }) => arranged.has(bibId)))
    const judged = judgeSeen(mark, seen, isSameJson(before, after))
    if (judged === 'changedMeanwhile') return refused('changedMeanwhile')
    if (judged === 'asItIs') return done(null)
    await saveThemeTitles(tx, id, { before, after }, at)
    const detail = { title: theme.ja.title, removed: wished.filter(({ off }) => off).map(({ bibId }) => bibId) }
    await writeAudit(tx, { at, staffLogin: by.login, did: 'changeThemeTitles', patronId: null, detail })
    return done(null)
  })
}
