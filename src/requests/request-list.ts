import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { countRequests, loadRequests, type Request } from './request-store.ts'
import type { RequestState } from './rules/request.ts'

export type DeskRequest = Request & { patronName: string }

const shownMax = 200

/** How many wait to be decided. */
export const countReceived = async (library: Library): Promise<number> =>
  (await countRequests(library.db)).get('received') ?? 0

/**
 * リクエストの一覧 at the counter: those in one state, the oldest first, with how many there are in each. What was seen is in
 * the audit trail.
 */
export async function requestList(
  library: Library,
  staff: { login: string },
  state: RequestState,
): Promise<{ requests: DeskRequest[]; counts: ReadonlyMap<RequestState, number> }> {
  const [requests, counts] = await Promise.all([loadRequests(library.db, [state], shownMax), countRequests(library.db)])
  const seen = [...new Set(requests.map(({ patronId }) => patronId))]
  if (seen.length > 0)
    await writeAudit(library.db, {
      at: library.clock.now(),
      staffLogin: staff.login,
      did: 'requestList',
      patronId: null,
      detail: { seen },
    })
  return { requests, counts }
}
