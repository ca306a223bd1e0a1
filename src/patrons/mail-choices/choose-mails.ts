import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import type { MailChoices, Stoppable } from '../rules/mail-choices.ts'
import { loadMailChoices, saveDeclined, saveMailChoices } from './mail-choices-store.ts'
import { readStopToken } from './stop-token.ts'

/** What a patron has chosen; while the library lets nobody choose it is kept, and not heeded. */
export const myMailChoices = (library: Library, patronId: PatronId): Promise<MailChoices> =>
  loadMailChoices(library.db, patronId)

/** お知らせのメール: how long before the day due, and which others not at all. */
export async function chooseMails(
  library: Library,
  patronId: PatronId,
  choices: MailChoices,
): Promise<Outcome<null, { why: 'notOffered' }>> {
  if (!library.policy.notices.patronsChoose) return refused({ why: 'notOffered' })
  await saveMailChoices(library.db, patronId, choices)
  return done(null)
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
