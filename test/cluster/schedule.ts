import { chanceOf } from '../fuzz/chance.ts'

export const faults = [
  'primary killed',
  'primary frozen',
  'primary cut off',
  'standby lost',
  'disk of the standby full',
  'first Kago killed',
  'second Kago killed',
  'proxy restarted',
  'rolling upgrade',
] as const
export type Fault = (typeof faults)[number]

/** @param holdMs so long it lasts, where that is for us to say; null: until the others go on without who was lost */
export type Planned = { fault: Fault; holdMs: number | null; quietMs: number }

/**
 * The same for the same seed: every fault once, in an order, and for times, of its own.
 * @param isShort none lasts longer than it takes the others to go on
 */
export function scheduleOf(seed: number, only: readonly Fault[] = faults, isShort = false): Planned[] {
  const chance = chanceOf(seed)
  const left = [...only]
  const planned: Planned[] = []
  while (left.length > 0) {
    const [fault] = left.splice(chance.upTo(left.length), 1)
    const times = { holdMs: 18_000 + chance.upTo(6_000), quietMs: 1_000 + chance.upTo(2_000) }
    planned.push({ fault: fault!, ...times, ...(isShort ? { holdMs: null } : {}) })
  }
  return planned
}
