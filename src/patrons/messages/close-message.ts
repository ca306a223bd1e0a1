import { transact } from '#database/database.ts'
import type { MessageId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { deleteMessage } from './message-store.ts'

/** 読みました: its patron has read it, and it is gone. Pressed twice it is gone; one to somebody else stays. */
export async function closeMessage(library: Library, patronId: PatronId, id: MessageId): Promise<void> {
  await transact(library.db, tx => deleteMessage(tx, patronId, id))
}

/** Taken back at the counter before it was read. */
export async function takeBackMessage(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  id: MessageId,
): Promise<void> {
  await transact(library.db, async tx => {
    if (await deleteMessage(tx, patronId, id))
      await writeAudit(tx, { at: library.clock.now(), staffLogin: staff.login, did: 'takeBackMessage', patronId })
  })
}
