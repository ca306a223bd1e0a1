import {
  type HiddenBib,
  loadHiddenBibs,
  loadHiddenMark,
  saveHiddenBib,
  sayBibChanged,
} from '#catalogue/hidden-bib-store.ts'
import { lockBibSides } from '#catalogue/merged-bib-store.ts'
import { type Tx, transact } from '#database/database.ts'
import type { BibId, ItemId } from '#ids.ts'
import { loadHiddenCopies, loadMarkedCopy, type MarkedCopy, saveHiddenCopy } from '#items/hidden-copy-store.ts'
import type { HiddenMark } from '#items/rules/hidden-mark.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'

type By = { login: string }
/** As many of each kind as the list names. */
/** More than anybody hides by hand: of records and of copies so many are listed. */
export const hiddenMax = 500

/**
 * 非公開にする: the public does not find or see a record from now on, and nobody new can reserve it; who waits for it or
 * has it goes on. Pressed again it stays as the first said.
 * @param because for the staff; null shows the record again
 */
export async function hideBib(
  library: Library,
  staff: By,
  id: BibId,
  because: string | null,
): Promise<Outcome<null, { why: 'bibGone' }>> {
  const now = library.clock.now()
  return transact(library.db, async (tx): Promise<Outcome<null, { why: 'bibGone' }>> => {
    const side = (await lockBibSides(tx, [id])).get(id)
    if (!side || side.gone || side.mergedInto !== null) return refused({ why: 'bibGone' })
    const known = await loadHiddenMark(tx, id)
    if ((known === null) === (because === null)) return done(null)
    await saveHiddenBib(tx, id, markOf(now, staff, because), now)
    await tell(tx, now, staff, { bibId: id }, because)
    return done(null)
  })
}

/** The same for one copy: the record stays in sight, without it, and it is lent and returned as before. */
export async function hideCopy(
  library: Library,
  staff: By,
  id: ItemId,
  because: string | null,
): Promise<Outcome<null, { why: 'unknownItem' }>> {
  const now = library.clock.now()
  return transact(library.db, async (tx): Promise<Outcome<null, { why: 'unknownItem' }>> => {
    const named = await loadMarkedCopy(tx, id)
    if (!named) return refused({ why: 'unknownItem' })
    await lockBibSides(tx, [named.bibId])
    const copy = await loadMarkedCopy(tx, id)
    if (!copy) return refused({ why: 'unknownItem' })
    if ((copy.mark === null) === (because === null)) return done(null)
    await saveHiddenCopy(tx, id, markOf(now, staff, because))
    await sayBibChanged(tx, copy.bibId, now)
    await tell(tx, now, staff, { bibId: copy.bibId, barcode: copy.barcode }, because)
    return done(null)
  })
}

const markOf = (at: Temporal.Instant, { login }: By, because: string | null): HiddenMark | null =>
  because === null ? null : { at, by: login, because }

async function tell(tx: Tx, at: Temporal.Instant, { login }: By, what: object, because: string | null): Promise<void> {
  const did = because === null ? 'showAgain' : 'hide'
  const detail = because === null ? { ...what } : { ...what, because }
  await writeAudit(tx, { at, staffLogin: login, did, patronId: null, detail })
}

/** 非公開の資料: the records and the copies that the public does not see, the latest first. */
export async function listHidden({ db }: Library): Promise<{ bibs: HiddenBib[]; copies: MarkedCopy[] }> {
  const [bibs, copies] = await Promise.all([loadHiddenBibs(db, hiddenMax), loadHiddenCopies(db, hiddenMax)])
  return { bibs, copies }
}

/** Whether a record is hidden, by whom and why; null: it is shown. */
export const hiddenMark = ({ db }: Library, id: BibId): Promise<HiddenMark | null> => loadHiddenMark(db, id)

/** A copy with its title and whether it is hidden; null when there is none. */
export const markedCopy = ({ db }: Library, id: ItemId): Promise<MarkedCopy | null> => loadMarkedCopy(db, id)
