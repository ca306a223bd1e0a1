import type { Database } from '#database/database.ts'
import { loadAddresses } from '../notice-store.ts'
import { type Addresses, howToTell, type Telling } from '../rules/channel.ts'
import { type AddressedNotice, loadAddressed, saveReaddressed } from './readdress-store.ts'

/**
 * What is not told yet to a patron goes to the address that they have now, not to that of the moment of writing; where an address has
 * gone, a call is made instead, and the other way round. What they cannot be told any more is withdrawn.
 */
export async function addressAgain(tx: Database, patronId: number, now: Temporal.Instant): Promise<void> {
  const addresses = (await loadAddresses(tx, [patronId])).get(patronId)
  if (!addresses) return
  for (const notice of await loadAddressed(tx, patronId)) {
    const telling = tellingNow(notice, addresses)
    if (telling?.channel === notice.channel && telling.recipient === notice.recipient) continue
    await saveReaddressed(tx, notice.id, patronId, telling, now)
  }
}

/** A mail that did not come through was moved to the phone list, and stays there. */
function tellingNow(notice: AddressedNotice, addresses: Addresses): Telling | null {
  if (notice.channel === 'phone' && addresses.phone) return { channel: 'phone', recipient: addresses.phone }
  const contact = notice.channel === 'phone' ? 'phone' : 'mail'
  return howToTell({ ...notice, contact }, addresses)
}
