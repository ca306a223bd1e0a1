import { listBranches } from '#branches/list-branches.ts'
import { loadBib } from '#catalogue/bib-store.ts'
import { lockBibSides } from '#catalogue/merged-bib-store.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { transact } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import { saveItems } from '#items/import-store.ts'
import { findItem } from '#items/item-bib-store.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type CopyRefusal, judgeCopy, type NewCopy } from './rules/copy.ts'

/**
 * Adds a copy to a bib: it stands on the shelf of its branch from now on, and whoever waits for the title is served by
 * the lists; or it is still to come, and its first scan at a desk serves them. Sent twice it is there once.
 * @param copy.barcode as it was scanned or typed
 * @returns the barcode as it is kept; or everything that is wrong at once
 */
export async function addCopy(
  library: Library,
  staff: { login: string },
  bibId: BibId,
  copy: NewCopy,
): Promise<Outcome<string, { whys: CopyRefusal[] }>> {
  const now = library.clock.now()
  const barcode = readBarcode(copy.barcode)
  const known = (await listBranches(library)).map(({ id }) => id)
  return transact(library.db, async (tx): Promise<Outcome<string, { whys: CopyRefusal[] }>> => {
    const side = (await lockBibSides(tx, [bibId])).get(bibId)
    const bib = side && !side.gone && side.mergedInto === null ? await loadBib(tx, bibId) : null
    if (!bib) return refused({ whys: ['bibGone'] })
    const whys = judgeCopy(library.policy, { ...copy, barcode }, known)
    const present =
      whys.includes('barcode') || barcode === '' ? null : ((await findItem(tx, barcode, bibId))?.bibId ?? null)
    if (present === bibId && whys.length === 0) return done(barcode)
    if (present !== null) whys.push('barcodeTaken')
    if (whys.length > 0) return refused({ whys })
    const { branchId, shelf, callNumber, category, coming } = copy
    const item = {
      barcode,
      branch: branchId,
      location: shelf,
      callNumber,
      loanRule: category,
      joinedOn: dayOf(now),
      ...(coming ? { coming } : {}),
    }
    const saved = await saveItems(tx, [{ item, sourceKey: bib.sourceKey, branchId }], dayOf(now), false)
    if (saved.added !== 1) return refused({ whys: ['barcodeTaken'] })
    const detail = { bibId, barcode, branchId, ...(coming ? { coming } : {}) }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'addCopy', patronId: null, detail })
    return done(barcode)
  })
}
