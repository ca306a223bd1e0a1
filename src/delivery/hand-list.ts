import { deskOf } from '#acting.ts'
import type { BranchId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { type HandNotice, loadHandNotices, loadToldByHand } from '#notices/hand-store.ts'
import type { ByHand } from '#notices/rules/channel.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import { factsNow } from './facts-now.ts'

export type { HandNotice }

/** One entry a patron, with everything to be said in one call or letter. */
export type HandListEntry = {
  patronId: PatronId
  name: string
  nameReading: string
  /** The number; of a letter the postal address, empty when none is registered. */
  recipient: string
  notices: HandNotice[]
}

/** 電話連絡リスト: the calls a branch has to make. If somebody else answers, the titles are not told. */
export const phoneList = (library: Library, branchId: BranchId): Promise<HandListEntry[]> =>
  handList(library, 'phone', branchId)

/** 手紙で知らせる方: whom a branch has to write to, for they have neither telephone nor mail. */
export const letterList = (library: Library, branchId: BranchId): Promise<HandListEntry[]> =>
  handList(library, 'letter', branchId)

/** What a branch has to tell, with what is so today, those who wait longest first. */
export async function handList(library: Library, by: ByHand, branchId: BranchId): Promise<HandListEntry[]> {
  const entries = new Map<string, HandListEntry>()
  const desk = deskOf(library, { is: 'system' })
  const notices = await loadHandNotices(library.db, by, branchId, desk, handListMax)
  const facts = await factsNow(
    library.db,
    desk,
    notices.map(notice => ({ ...notice, id: notice.noticeId })),
  )
  for (const written of notices) {
    const notice = { ...written, ...facts.get(written.noticeId)?.says }
    const { patronId, name, nameReading, recipient } = notice
    const key = `${patronId} ${recipient}`
    const entry = entries.get(key) ?? { patronId, name, nameReading, recipient, notices: [] }
    entry.notices.push(notice)
    entries.set(key, entry)
  }
  return [...entries.values()]
}

/** What a branch has told by this way today, the last first: each can be taken back until midnight. */
export const toldByHandToday = (library: Library, by: ByHand, branchId: BranchId) =>
  loadToldByHand(library.db, by, branchId, instantAt(dayOf(library.clock.now()), '00:00'), handListMax)

/** More than anybody can call or write to in a day: so many notices a list has. */
export const handListMax = 500

/** How many notices a list has. */
export const noticesOf = (entries: readonly HandListEntry[]): number =>
  entries.reduce((sum, { notices }) => sum + notices.length, 0)
