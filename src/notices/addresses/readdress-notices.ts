import type { Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Policy } from '#policy.ts'
import { loadAddresses } from '../notice-store.ts'
import { howToTell } from '../rules/channel.ts'
import { loadDueNoticesOf, moveDoneNotices, saveReaddressed } from './readdress-store.ts'

/**
 * 利用者の統合: what is not told yet to the one patron is told to the other, to their address; one that they cannot be told,
 * or that is about the address of the former, is not told any more. What was told is theirs too.
 */
export async function readdressNotices(
  tx: Tx,
  { now }: { now: Temporal.Instant; policy: Policy },
  from: PatronId,
  into: PatronId,
): Promise<void> {
  const addresses = (await loadAddresses(tx, [into])).get(into)!
  for (const notice of await loadDueNoticesOf(tx, from)) {
    const contact = notice.channel === 'phone' ? ('phone' as const) : ('mail' as const)
    const isOfAddress = ['mailRegistered', 'accountChanged', 'passwordLink'].includes(notice.kind)
    // Who had to be called because no mail came through is written to when the other has an address that works.
    const telling = isOfAddress ? null : howToTell({ ...notice, contact }, addresses)
    await saveReaddressed(tx, notice.id, into, telling, now)
  }
  await moveDoneNotices(tx, from, into)
}
