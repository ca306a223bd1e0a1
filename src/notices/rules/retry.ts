/** What a refusal says of the address: nothing, that nobody has it (any more), or that it is none at all. */
export type AddressFault = 'mayBeGood' | 'isGone' | 'isNone'

/** How a mail server answered. */
export type Delivery =
  | { is: 'accepted' }
  /** 4xx: not now (greylisting, a full mailbox). */
  | { is: 'later'; said: string }
  /** 5xx for this recipient or this mail: never. */
  | { is: 'refused'; said: string; address: AddressFault }
  /** No server, or one that does not talk with us: the recipient is not to blame, nor are our tries counted. */
  | { is: 'unreachable'; said: string }

/** Greylisting asks for a few minutes; a full mailbox needs days. After the last wait the mail counts as refused. */
const waitMinutes = [5, 10, 30, 60, 240, 720, 1440, 1440, 1440]

/** While the server is gone it is asked again about this often. */
const unreachableWaitMinutes = 5

/**
 * When a mail that was not accepted is tried again; null: no more.
 * @param attempts how often it was tried, this time included
 */
export function nextTryAt(delivery: Delivery, attempts: number, now: Temporal.Instant): Temporal.Instant | null {
  switch (delivery.is) {
    case 'accepted':
    case 'refused':
      return null
    case 'unreachable':
      return now.add({ minutes: unreachableWaitMinutes })
    case 'later': {
      const minutes = waitMinutes[attempts - 1]
      return minutes === undefined ? null : now.add({ minutes })
    }
    default:
      return delivery satisfies never
  }
}
