import { type Database, sql, type Tx } from '#database/database.ts'
import type { MessageId, PatronId } from '#ids.ts'
import type { PatronMessage } from '../patron-view.ts'

/** The oldest first. */
export async function loadMessages(db: Database, patronId: PatronId): Promise<PatronMessage[]> {
  const { rows } = await sql<PatronMessage>`
    select m.id, m.words, coalesce(s.name, m.written_by) as "writtenBy", m.written_at as "writtenAt"
    from patron_message m left join staff s on s.login = m.written_by
    where m.patron_id = ${patronId} order by m.written_at, m.id`.execute(db)
  return rows
}

/** @returns false when there is one of this id already: the form was sent twice */
export async function insertMessage(tx: Tx, message: PatronMessage & { patronId: PatronId }): Promise<boolean> {
  const made = await tx
    .insertInto('patron_message')
    .values({
      id: message.id,
      patron_id: message.patronId,
      words: message.words,
      written_by: message.writtenBy,
      written_at: message.writtenAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .execute()
  return made.length > 0
}

/** @returns false when there is no such message to this patron (any more) */
export async function deleteMessage(tx: Tx, patronId: PatronId, id: MessageId): Promise<boolean> {
  const gone = await tx
    .deleteFrom('patron_message')
    .where('patron_id', '=', patronId)
    .where('id', '=', id)
    .returning('id')
    .execute()
  return gone.length > 0
}

/** What was written to either registration is for the one who stays. */
export async function moveMessages(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await tx.updateTable('patron_message').set({ patron_id: into }).where('patron_id', '=', from).execute()
}
