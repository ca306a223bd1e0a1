import type { Library } from '#library.ts'
import { loadPhoneCalls, type PhoneCall } from '#notices/phone-store.ts'

export type { PhoneCall }

/** 電話連絡リスト: one entry a patron, with everything to be said in one call. */
export type PhoneListEntry = {
  patronId: number
  name: string
  nameReading: string
  phone: string
  calls: PhoneCall[]
}

/** The calls a branch has to make, those who wait longest first. If somebody else answers, the titles are not told. */
export async function phoneList(library: Library, branchId: string): Promise<PhoneListEntry[]> {
  const entries = new Map<string, PhoneListEntry>()
  for (const call of await loadPhoneCalls(library.db, branchId, callsMax)) {
    const { patronId, name, nameReading, phone } = call
    const key = `${patronId} ${phone}`
    const entry = entries.get(key) ?? { patronId, name, nameReading, phone, calls: [] }
    entry.calls.push(call)
    entries.set(key, entry)
  }
  return [...entries.values()]
}

/** More than anybody can call in a day. */
const callsMax = 500
