import type { BranchId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { ByHand } from '#notices/rules/channel.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { type HandListEntry, handList } from './hand-list.ts'

/** Shows the 電話連絡リスト, or 手紙で知らせる方, to a member of staff; the audit trail keeps whose numbers or addresses they saw. */
export async function showHandList(
  library: Library,
  by: ByHand,
  staff: { login: string },
  branchId: BranchId,
  patronId?: PatronId,
): Promise<HandListEntry[]> {
  const all = await handList(library, by, branchId)
  const entries = patronId === undefined ? all : all.filter(entry => entry.patronId === patronId)
  const line = {
    at: library.clock.now(),
    staffLogin: staff.login,
    patronId: null,
    detail: { seen: entries.map(entry => entry.patronId) },
  }
  if (entries.length === 0) return entries
  if (by === 'phone') await writeAudit(library.db, { ...line, did: 'showPhoneList' })
  else await writeAudit(library.db, { ...line, did: 'showLetterList' })
  return entries
}
