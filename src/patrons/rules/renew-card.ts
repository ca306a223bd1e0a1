import type { Policy } from '#policy.ts'
import { type Block, blocksOf, type Standing } from './block.ts'

export type RenewCardRefusal =
  | { why: 'switchedOff' }
  | { why: 'notYet'; from: Temporal.PlainDate }
  | { why: 'tooLate'; until: Temporal.PlainDate }
  /** The patron has not said that their address and telephone are still right. */
  | { why: 'notConfirmed' }
  | Exclude<Block, { why: 'cardExpired' }>

/** When a card can be renewed on the web: so many days before its last day and after it, both included; null: never. */
export function renewableOn(
  policy: Policy,
  { expiresOn }: Pick<Standing, 'expiresOn'>,
): { from: Temporal.PlainDate; until: Temporal.PlainDate } | null {
  const days = policy.cards.webRenewalDays
  return days === 0 ? null : { from: expiresOn.subtract({ days }), until: expiresOn.add({ days }) }
}

/** Everything that stands against the renewal of a card by its patron; that it has expired does not. */
export function judgeRenewal(
  policy: Policy,
  standing: Standing,
  isConfirmed: boolean,
  today: Temporal.PlainDate,
): RenewCardRefusal[] {
  const span = renewableOn(policy, standing)
  if (span === null) return [{ why: 'switchedOff' }]
  const refusals: RenewCardRefusal[] = []
  if (Temporal.PlainDate.compare(today, span.from) < 0) refusals.push({ why: 'notYet', from: span.from })
  if (Temporal.PlainDate.compare(today, span.until) > 0) refusals.push({ why: 'tooLate', until: span.until })
  for (const block of blocksOf(standing, today, policy)) if (block.why !== 'cardExpired') refusals.push(block)
  if (!isConfirmed) refusals.push({ why: 'notConfirmed' })
  return refusals
}
