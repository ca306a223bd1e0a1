import { deskOf } from '#acting.ts'
import type { Library } from '#library.ts'
import { loadCallsMade, loadPhoneCalls, type PhoneCall } from '#notices/phone-store.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import { factsNow } from './facts-now.ts'

export type { PhoneCall }

/** 電話連絡リスト: one entry a patron, with everything to be said in one call. */
export type PhoneListEntry = {
  patronId: number
  name: string
  nameReading: string
  phone: string
  calls: PhoneCall[]
}

/** The calls a branch has to make, with what is so today, those who wait longest first. If somebody else answers, the titles are not told. */
export async function phoneList(library: Library, branchId: string): Promise<PhoneListEntry[]> {
  const entries = new Map<string, PhoneListEntry>()
  const desk = deskOf(library, { is: 'system' })
  const calls = await loadPhoneCalls(library.db, branchId, desk, callsMax)
  const facts = await factsNow(
    library.db,
    desk,
    calls.map(call => ({ ...call, id: call.noticeId })),
  )
  for (const written of calls) {
    const call = { ...written, facts: facts.get(written.noticeId)?.facts ?? written.facts }
    const { patronId, name, nameReading, phone } = call
    const key = `${patronId} ${phone}`
    const entry = entries.get(key) ?? { patronId, name, nameReading, phone, calls: [] }
    entry.calls.push(call)
    entries.set(key, entry)
  }
  return [...entries.values()]
}

/** The calls of a branch that were marked as made today, the last first: each can be taken back until midnight. */
export const callsMadeToday = (library: Library, branchId: string) =>
  loadCallsMade(library.db, branchId, instantAt(dayOf(library.clock.now()), '00:00'), callsMax)

/** More than anybody can call in a day. */
const callsMax = 500
