import { transact } from '#database/database.ts'
import type { NewsId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { deleteNews } from './news-store.ts'

/** Tells something no more. What is gone already is gone. */
export async function removeNews(library: Library, by: { login: string }, id: NewsId): Promise<void> {
  await transact(library.db, async tx => {
    const title = await deleteNews(tx, id)
    if (title === null) return
    const line = { at: library.clock.now(), staffLogin: by.login, patronId: null, detail: { title } }
    await writeAudit(tx, { ...line, did: 'removeNews' })
  })
}
