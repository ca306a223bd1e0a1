import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { offers, type Service } from '#policy.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockPatronRow } from '../patron-store.ts'
import { type MailChoices, type Stoppable, stoppable } from '../rules/mail-choices.ts'
import { loadMailChoices, saveDeclined, saveMailChoices } from './mail-choices-store.ts'
import { readStopToken } from './stop-token.ts'

/** What a patron has chosen; while the library lets nobody choose it is kept, and not heeded. */
export const myMailChoices = (library: Library, patronId: PatronId): Promise<MailChoices> =>
  loadMailChoices(library.db, patronId)

/** What a patron can choose of: mails that this library sends. */
export const mailsToChoose = ({ policy }: Library): Stoppable[] =>
  stoppable.filter(kind => {
    const of = serviceOf[kind]
    return of === undefined || offers(policy, of)
  })

/** The part of the service without which a kind of mail is never sent. */
const serviceOf: Partial<Record<Stoppable, Service>> = {
  arrivals: 'savedSearches',
  borrowable: 'wishLists',
  lent: 'loanReceipts',
}

/**
 * お知らせのメール: how long before the day due, and which others not at all. What was chosen before of mails that the library
 * does not send now stays, also what a link of a mail has stopped in the same moment.
 */
export async function chooseMails(
  library: Library,
  patronId: PatronId,
  choices: MailChoices,
): Promise<Outcome<null, { why: 'notOffered' }>> {
  if (!library.policy.notices.patronsChoose) return refused({ why: 'notOffered' })
  const toChoose = mailsToChoose(library)
  return transact(library.db, async tx => {
    await lockPatronRow(tx, patronId)
    const before = await loadMailChoices(tx, patronId)
    const declined = [
      ...choices.declined.filter(kind => toChoose.includes(kind)),
      ...before.declined.filter(kind => !toChoose.includes(kind)),
    ]
    const { receipts } = toChoose.includes('lent') ? choices : before
    const { dueSoonDays } = choices
    await saveMailChoices(tx, patronId, { dueSoonDays, declined, ...(receipts ? { receipts } : {}) })
    return done(null)
  })
}

/** Which mails the link of a mail would stop; null: it is none, or nobody may choose. */
export const whatStops = (library: Library, token: string): Stoppable | null =>
  library.policy.notices.patronsChoose ? (readStopToken(library.secrets, token)?.kind ?? null) : null

/** もういりません: by the link of a mail, without signing in. Pressed twice it is done once. */
export async function stopMails(library: Library, token: string): Promise<Outcome<Stoppable, { why: 'unknown' }>> {
  const read = library.policy.notices.patronsChoose ? readStopToken(library.secrets, token) : null
  if (read === null || !(await saveDeclined(library.db, read.patronId, read.kind))) return refused({ why: 'unknown' })
  return done(read.kind)
}
