import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadRequestsOf, type Request } from './request-store.ts'
import { isOpen, mayWithdraw } from './rules/request.ts'

/** One row of リクエスト in Myライブラリ, with what the patron may still do. */
export type MyRequest = Request & { mayWithdraw: boolean; isOpen: boolean }

/** More than anybody has within the time that they are kept. */
export const requestsShownMax = 100

/** A patron's requests, the youngest first. */
export async function myRequests(library: Library, patronId: PatronId): Promise<MyRequest[]> {
  const requests = await loadRequestsOf(library.db, patronId, requestsShownMax)
  return requests.map(request => ({
    ...request,
    mayWithdraw: mayWithdraw(request.state),
    isOpen: isOpen(request.state),
  }))
}
