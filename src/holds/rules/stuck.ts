/** 止まっている予約: why an open hold cannot be served some day unless somebody does something about it. */
const stuckReasons = [
  'placeEnded', // its pickup location is closed for good, or its stop abolished
  'copyGone', // the one copy it asks for is withdrawn, missing, or not for loan any more
  'noCopies', // no copy of the title is left that could be lent
  'partnerGone', // its set waits for a member that is stuck so
] as const
export type StuckReason = (typeof stuckReasons)[number]
