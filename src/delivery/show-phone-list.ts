import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { type PhoneListEntry, phoneList } from './phone-list.ts'

/** Shows the 電話連絡リスト to a member of staff; the audit trail keeps whose numbers they saw. */
export async function showPhoneList(
  library: Library,
  staff: { login: string },
  branchId: string,
): Promise<PhoneListEntry[]> {
  const entries = await phoneList(library, branchId)
  const detail = { seen: entries.map(entry => entry.patronId) }
  const at = library.clock.now()
  if (entries.length > 0)
    await writeAudit(library.db, { at, staffLogin: staff.login, did: 'showPhoneList', patronId: null, detail })
  return entries
}
