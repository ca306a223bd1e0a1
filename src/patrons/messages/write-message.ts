import { transact } from '#database/database.ts'
import type { MessageId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockPatronRow } from '../patron-store.ts'
import { judgeMessage, type MessageRefusal } from '../rules/note.ts'
import { insertMessage, loadMessages } from './message-store.ts'

/**
 * ご本人への便り: writes to one patron, who reads it in Myライブラリ. Pressed twice, it is one. The audit trail has who wrote,
 * and no word of it.
 */
export async function writeMessage(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  { id, words }: { id: MessageId; words: string },
): Promise<Outcome<null, MessageRefusal | { why: 'unknownPatron' }>> {
  const now = library.clock.now()
  return transact(library.db, async tx => {
    if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknownPatron' })
    const messages = await loadMessages(tx, patronId)
    if (messages.some(message => message.id === id)) return done(null)
    const refusal = judgeMessage(words, messages.length)
    if (refusal) return refused(refusal)
    if (await insertMessage(tx, { id, patronId, words, writtenBy: staff.login, writtenAt: now }))
      await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'writeMessage', patronId })
    return done(null)
  })
}
