import { type Tx, transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadAddresses } from '../notice-store.ts'
import { type Addresses, howToTell, type Telling } from '../rules/channel.ts'
import { type AddressedNotice, loadAddressed, loadReachedOtherwise, saveReaddressed } from './readdress-store.ts'

/**
 * What is not told yet to a patron goes to the address that they have now, not to that of the moment of writing; where
 * an address has gone, a call is made or a letter written instead, and the other way round. What they cannot be told
 * any more is withdrawn.
 */
export async function addressAgain(tx: Tx, patronId: PatronId, now: Temporal.Instant): Promise<void> {
  const addresses = (await loadAddresses(tx, [patronId])).get(patronId)
  if (!addresses) return
  for (const notice of await loadAddressed(tx, patronId)) {
    const telling = tellingNow(notice, addresses)
    if (telling?.channel === notice.channel && telling.recipient === notice.recipient) continue
    await saveReaddressed(tx, notice.id, patronId, telling, now)
  }
}

/**
 * Takes calls and letters off their lists that go another way by now: the number was taken away, or a number or an
 * address was registered since. Called before mails are sent, so a list is behind by some seconds. Patrons beyond
 * `limit` are for the next call.
 */
export async function readdressCallsAndLetters(library: Library, { limit }: { limit: number }): Promise<void> {
  const { db, clock } = library
  for (const patronId of await loadReachedOtherwise(db, limit)) {
    await transact(db, tx => addressAgain(tx, patronId, clock.now()))
  }
}

/** A mail that did not come through is not tried again: it is told otherwise, or by mail to another address. */
function tellingNow(notice: AddressedNotice, addresses: Addresses): Telling | null {
  if (notice.channel === 'phone' && addresses.phone) return { channel: 'phone', recipient: addresses.phone }
  const contact = notice.channel === 'phone' || notice.contact === 'phone' ? 'phone' : 'mail'
  const mail = addresses.mail === notice.failedMail ? null : addresses.mail
  // What is about an address goes to that one: such a mail has its recipient from the beginning.
  return howToTell({ ...notice, contact, to: notice.recipient }, { ...addresses, mail })
}
