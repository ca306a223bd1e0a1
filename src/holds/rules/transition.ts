import type { HoldState } from './hold.ts'

/** What happens to a hold, as its history names it. */
export const holdHappenings = [
  'apply',
  'place',
  'takeIn',
  'refuse',
  'applyCancel',
  'takeCancelIn',
  'keep',
  'cancel',
  'capture',
  'arrive',
  'complete',
  'lose',
  'astray',
  'placeEnded',
  'undo',
  'letGo',
  'checkOut',
  'expire',
  'notNeeded',
  'enough',
  'notice',
  'moveDate',
  'move',
  'giveWay',
  'lengthen',
  'changePickup',
  'suspend',
  'resume',
  'neededUntil',
  'convert',
  'rebind',
  'moveToTitle',
  'fallTogether',
  'alreadyHave',
  'moveIn',
] as const
export type HoldHappening = (typeof holdHappenings)[number]

/** A hold as it is stored: `captured` lies in the tables as waiting with an item. */
export type StoredState = 'applied' | 'waiting' | 'inTransit' | 'ready' | 'cancelApplied' | 'closed'

export const storedState = (state: HoldState): StoredState => (state.is === 'captured' ? 'waiting' : state.is)

type Is = HoldState['is']

const open: Is[] = ['applied', 'waiting', 'captured', 'inTransit', 'ready', 'cancelApplied']
const uncaught: Is[] = ['applied', 'waiting']
const caught: Is[] = ['captured', 'inTransit', 'ready']

/**
 * The life of a hold: from which states each happening leads to which. What is not written here does not happen; an
 * ended hold stays ended, but for a loan that is taken back.
 */
export const transitions: Record<HoldHappening, readonly { from: Is[]; to: Is[] }[]> = {
  apply: [],
  place: [],
  moveIn: [],
  takeIn: [{ from: ['applied'], to: ['waiting'] }],
  refuse: [{ from: ['applied'], to: ['closed'] }],
  applyCancel: [
    { from: ['applied', 'waiting', 'captured', 'inTransit'], to: ['cancelApplied'] }, // M36; ready: M40
  ],
  // The patron keeps it after all, before the night.
  keep: [{ from: ['cancelApplied'], to: ['applied', 'waiting', 'captured', 'inTransit'] }],
  takeCancelIn: [{ from: ['cancelApplied'], to: ['closed'] }],
  cancel: [{ from: open, to: ['closed'] }],
  capture: [{ from: ['waiting'], to: ['ready', 'inTransit', 'captured'] }],
  arrive: [
    { from: ['inTransit'], to: ['ready'] },
    { from: ['captured'], to: ['captured'] },
  ],
  complete: [{ from: ['captured'], to: ['ready'] }],
  lose: [{ from: caught, to: ['waiting'] }],
  // A ready copy turns up elsewhere: it is on its way back, and is ready again when it arrives.
  astray: [{ from: ['ready'], to: ['inTransit', 'captured'] }],
  // A copy comes by whose pickup location is no more: it goes to others, and the hold waits for another place.
  placeEnded: [{ from: caught, to: ['waiting'] }],
  undo: [
    { from: caught, to: ['waiting'] },
    // Its patron applied for the cancellation meanwhile: that stays.
    { from: ['cancelApplied'], to: ['cancelApplied'] },
    { from: ['ready'], to: ['inTransit'] },
    // The loan that fulfilled it was taken back within a minute: the one way out of an end.
    { from: ['closed'], to: ['waiting', 'inTransit', 'ready', 'cancelApplied'] },
  ],
  // A copy that comes by for a cancelled hold goes on, though the cancellation is not taken in yet.
  letGo: [{ from: ['cancelApplied'], to: ['cancelApplied'] }],
  checkOut: [{ from: ['waiting', 'captured', 'inTransit', 'ready', 'cancelApplied'], to: ['closed'] }],
  expire: [{ from: ['ready'], to: ['closed'] }],
  notNeeded: [{ from: ['applied', 'waiting', 'captured', 'inTransit'], to: ['closed'] }],
  // いずれか予約: others of its order have come.
  enough: [{ from: uncaught, to: ['closed'] }],
  notice: [{ from: ['ready'], to: ['ready'] }],
  moveDate: [{ from: ['ready'], to: ['ready'] }],
  move: [{ from: ['waiting'], to: ['waiting'] }],
  giveWay: [{ from: ['waiting'], to: ['waiting'] }],
  lengthen: [{ from: ['ready'], to: ['ready'] }],
  changePickup: [
    ...['applied', 'waiting', 'captured', 'inTransit'].map(is => ({ from: [is as Is], to: [is as Is] })),
    { from: ['ready'], to: ['ready', 'inTransit', 'captured'] },
  ],
  suspend: uncaught.map(is => ({ from: [is], to: [is] })),
  resume: uncaught.map(is => ({ from: [is], to: [is] })),
  neededUntil: uncaught.map(is => ({ from: [is], to: [is] })),
  convert: [...uncaught.map(is => ({ from: [is], to: [is] })), { from: ['captured'], to: ['inTransit', 'ready'] }],
  // The record or the patron it belongs to was merged into another; the ended ones go along, and stay ended.
  rebind: [...open, 'closed' as const].map(is => ({ from: [is], to: [is] })),
  moveToTitle: [{ from: ['waiting'], to: ['waiting'] }],
  // 統合: two holds became one; and one of a title that its patron has on loan.
  fallTogether: [{ from: open, to: ['closed'] }],
  alreadyHave: [{ from: ['waiting'], to: ['closed'] }],
}

/** Whether this can happen to a hold in this state. */
export const mayHappen = (happening: HoldHappening, from: HoldState, to: HoldState): boolean =>
  // Of the ended ones only a fulfilled hold can be opened again; all may go over, and are as ended there.
  (from.is !== 'closed' || from.why === 'fulfilled' || happening === 'rebind') &&
  transitions[happening].some(way => way.from.includes(from.is) && way.to.includes(to.is))
