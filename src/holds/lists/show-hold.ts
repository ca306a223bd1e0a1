import { deskOf } from '#acting.ts'
import type { HoldId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Errand } from '../shelf/errand.ts'
import { errandOf } from '../shelf/errands.ts'
import { type DeskStoryLine, loadDeskStory, loadLastCopy } from './desk-story-store.ts'
import type { StaffHold } from './holds-of-bib.ts'
import { listHolds } from './list-store.ts'
import { shelfOf, toMyHold } from './my-holds.ts'

export type DeskHold = StaffHold & {
  story: DeskStoryLine[]
  /** What is to be done with the copy that it has, or had last; null when nothing is. */
  errand: Errand | null
}

/** More than happens to any hold. */
export const holdStoryMax = 500

/** One hold as the desk sees it, with its whole story; null when there is none. */
export async function showHold(library: Library, holdId: HoldId): Promise<DeskHold | null> {
  const desk = deskOf(library, { is: 'system' })
  const [one] = await listHolds(library.db, desk, { holdIds: [holdId] }, 1)
  if (!one) return null
  const { cardLast4, barcode, hold } = one
  const story = await loadDeskStory(library.db, holdId, holdStoryMax)
  const shelf = await shelfOf(library.db, desk, [one])
  const copy = await loadLastCopy(library.db, holdId)
  const errand = copy === null ? null : await errandOf(library, copy)
  return { ...toMyHold(desk, one, shelf), patronId: hold.patronId, cardLast4, barcode, story, errand }
}
