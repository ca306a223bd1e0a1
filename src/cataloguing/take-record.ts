import { loadBib } from '#catalogue/bib-store.ts'
import { saveBibs } from '#catalogue/exchange/import-store.ts'
import { findBySourceKey, lockBibSides } from '#catalogue/merged-bib-store.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { isLocalField } from '#catalogue/rules/marc/items.ts'
import type { MarcInJson } from '#catalogue/rules/marc/record.ts'
import { type Tx, transact } from '#database/database.ts'
import type { BibId, DraftId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { assert } from '#std/assert.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockDraft, saveDraftDone } from './copying-store.ts'
import { type Column, type FieldName, takenRecord, wholeFrom } from './rules/fields.ts'
import type { TakeRefusal } from './rules/refusals.ts'
import { copiedIn } from './show-draft.ts'

export type Taking = {
  draftId: DraftId
  chosen: Readonly<Record<FieldName, Column>>
  /** The bib that is changed, as it was when the choice was made; null: a new one. */
  into: { bibId: BibId; seenAt: string } | null
}

/**
 * Makes a bib of what was chosen from a draft, or changes the one that is there. Sent twice it is done once.
 * @returns the number of the bib
 */
export async function takeRecord(
  library: Library,
  staff: { login: string },
  taking: Taking,
): Promise<Outcome<BibId, TakeRefusal>> {
  const now = library.clock.now()
  return transact(library.db, async (tx): Promise<Outcome<BibId, TakeRefusal>> => {
    const draft = await lockDraft(tx, taking.draftId)
    if (!draft) return refused({ why: 'unknownDraft' })
    if (draft.savedBibId !== null) return done(draft.savedBibId)
    const ours = await oursToChange(tx, taking.into)
    if (!ours.ok) return ours
    const copied = copiedIn(draft)
    const bibs = copied.map(({ bib }) => bib)
    const bib = takenRecord(taking.chosen, ours.value, bibs)
    if (!bib) return refused({ why: 'unknownChoice' })
    if (!taking.into) {
      const there = await aliveBySourceKey(tx, bib.sourceKey)
      if (there !== null) return refused({ why: 'alreadyThere', bibId: there })
    }
    const whole = taking.into ? null : wholeFrom(taking.chosen, bibs)
    await saveBibs(tx, [{ bib, raw: whole === null ? null : withoutCopies(copied[whole]!.raw) }], now)
    const bibId = await findBySourceKey(tx, bib.sourceKey)
    assert(bibId !== null, 'a bib that was saved is there')
    await saveDraftDone(tx, draft.id, bibId)
    const detail = { bibId, isNew: taking.into === null, from: [...new Set(copied.map(({ source }) => source))] }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'takeRecord', patronId: null, detail })
    return done(bibId)
  })
}

async function oursToChange(tx: Tx, into: Taking['into']): Promise<Outcome<BibRecord | null, TakeRefusal>> {
  if (!into) return done(null)
  const side = (await lockBibSides(tx, [into.bibId])).get(into.bibId)
  const stored = side && !side.gone && side.mergedInto === null ? await loadBib(tx, into.bibId) : null
  if (!stored) return refused({ why: 'bibGone' })
  if (stored.changedAt.toString() !== into.seenAt) return refused({ why: 'changedSince', bibId: into.bibId })
  const { id: _id, mergedInto: _merged, deletedAt: _deleted, changedAt: _changed, ...record } = stored
  return done(record)
}

/** The bib of a source's number that is in the catalogue, under whatever number it goes now. */
async function aliveBySourceKey(tx: Tx, sourceKey: string): Promise<BibId | null> {
  const id = await findBySourceKey(tx, sourceKey)
  const stored = id === null ? null : await loadBib(tx, id)
  return stored && stored.deletedAt === null ? (stored.mergedInto ?? stored.id) : null
}

/** What a record says of somebody else's copies is not kept. */
const withoutCopies = (raw: MarcInJson | null): MarcInJson | null =>
  raw && { ...raw, fields: raw.fields.filter(field => !isLocalField(Object.keys(field)[0]!)) }
