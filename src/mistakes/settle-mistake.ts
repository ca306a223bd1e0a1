import { transact } from '#database/database.ts'
import type { MistakeId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { countByState, deleteSettled, forgetAddresses, loadMistakes, saveSettled } from './mistake-store.ts'
import { type ListedMistake, type MistakeState, settledInSightDays } from './rules/mistake.ts'

/** More than anybody goes through at once; the next ones come up as these are settled. */
const listedMax = 100

/** 間違いのお知らせ in this state, and how many there are of each. */
export async function mistakeList(
  library: Library,
  state: MistakeState,
): Promise<{ mistakes: ListedMistake[]; counts: ReadonlyMap<MistakeState, number> }> {
  const [mistakes, counts] = await Promise.all([loadMistakes(library.db, state, listedMax), countByState(library.db)])
  return { mistakes, counts }
}

/** How many nobody has looked at. */
export const countReceived = async (library: Library): Promise<number> =>
  (await countByState(library.db)).get('received') ?? 0

/**
 * Says that a mistake is mended, or that it is none. What somebody else settled stays as they said.
 * @returns false: somebody else was quicker
 */
export async function settleMistake(
  library: Library,
  staff: { login: string },
  id: MistakeId,
  state: Exclude<MistakeState, 'received'>,
): Promise<boolean> {
  const at = library.clock.now()
  return transact(library.db, async tx => {
    if (!(await saveSettled(tx, id, { state, at, by: staff.login }))) return false
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'settleMistake', patronId: null, detail: { id, state } })
    return true
  })
}

/** The night: from where one came is forgotten after a day, what was settled after some time. */
export async function forgetMistakes(
  { db, clock }: Library,
  { limit }: { limit: number },
): Promise<{ did: number; report: Record<string, number> }> {
  const now = clock.now()
  const addresses = await forgetAddresses(db, now.subtract({ hours: 24 }), limit)
  const settled = await deleteSettled(db, now.subtract({ hours: 24 * settledInSightDays }), limit)
  return { did: addresses + settled, report: {} }
}
