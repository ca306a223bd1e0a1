import type { Context } from 'hono'
import { readSigned } from '../cookies.ts'
import type { Page } from '../page.ts'
import { isStaffPath, rowAt } from '../path-table.ts'

/** A lane of the service. A swarm in one does not hold up the others. */
export type RequestLane = 'anonymous' | 'patron' | 'staff' | 'door' | 'counterDoor'

/** In which lane a request is, and whose it is there. */
export function laneOf(c: Context<Page>): { lane: RequestLane; who: string } {
  const address = c.get('address')
  if (isStaffPath(c.req.path)) {
    const staff = readSigned(c, 'staff') ?? readSigned(c, 'staffDevice')
    return staff ? { lane: 'staff', who: staff } : { lane: 'counterDoor', who: address }
  }
  const session = readSigned(c, 'session')
  if (session) return { lane: 'patron', who: session }
  if (rowAt(c.req.path)?.lane !== 'door') return { lane: 'anonymous', who: address }
  const device = readSigned(c, 'device')
  return device ? { lane: 'patron', who: device } : { lane: 'door', who: address }
}
