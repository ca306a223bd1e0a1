import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { setStopped } from '../patron-store.ts'

/** 利用停止: no loans and no holds, with the reason that the patron is told. null lifts it. */
export async function stopPatron(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  because: string | null,
): Promise<void> {
  const did = because === null ? 'unstopPatron' : 'stopPatron'
  await transact(library.db, async tx => {
    await setStopped(tx, patronId, because)
    await writeAudit(tx, { at: library.clock.now(), staffLogin: staff.login, did, patronId })
  })
}
