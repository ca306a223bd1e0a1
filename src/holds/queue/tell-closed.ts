import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import { writeNotices } from '#notices/write-notices.ts'
import type { StoredHold } from '../hold-store.ts'
import { loadTitles } from '../lists/list-store.ts'
import type { CancelReason } from '../rules/changing/cancel-reason.ts'

/** 取消・期限切れ・受付不可: a hold that ended without its patron's doing is told to them. */
export async function tellClosed(
  tx: Tx,
  desk: Desk,
  ended: readonly {
    hold: Pick<StoredHold, 'id' | 'patronId' | 'contact' | 'bibId'>
    reason: string
    because?: CancelReason | null
  }[],
): Promise<void> {
  const told = ended.filter(({ hold }) => hold.contact !== 'self' && hold.patronId !== null)
  if (told.length === 0) return
  const bibIds = told.map(({ hold }) => hold.bibId)
  const titles = new Map((await loadTitles(tx, 'library', bibIds)).map(({ bibId, title }) => [bibId, title]))
  await writeNotices(
    tx,
    desk,
    told.map(({ hold, reason, because }) => ({
      kind: 'closed',
      dedupeKey: `closed:hold:${hold.id}`,
      patronId: hold.patronId!,
      holdId: hold.id,
      contact: hold.contact,
      facts: { titles: [titles.get(hold.bibId) ?? ''], reason, ...(because ? { because } : {}) },
    })),
  )
}
