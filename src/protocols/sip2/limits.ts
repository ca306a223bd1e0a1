/** What one connection may ask of the service. Who goes beyond is cut, and staff are told. */
export type Limits = {
  /** The longest line. Ten fields of 255 kanji are shorter. */
  lineBytes: number
  /** So long somebody who connects may take to sign in. */
  signInSeconds: number
  /** A line that has begun must end within this time. */
  stallSeconds: number
  /**
   * A machine that has said nothing for so long is gone; one that hangs without a word is found by TCP's own probes.
   */
  idleSeconds: number
  /** Messages a second, and how many at once after a quiet time: a machine speaks as fast as people scan. */
  perSecond: number
  atOnce: number
  /** Messages that wait for their answers: SIP2 has one question at a time. */
  unansweredMax: number
  /** Unreadable lines in a row. */
  nonsenseMax: number
  wrongPasswordsMax: number
  /** Answers that are not fetched. */
  unreadBytes: number
  connectionsMax: number
  /** After so many cuts within ten minutes an address is not let in for ten minutes. */
  cutsMax: number
}

export const usualLimits: Limits = {
  lineBytes: 8_192,
  signInSeconds: 30,
  stallSeconds: 10,
  idleSeconds: 12 * 3600,
  perSecond: 100,
  atOnce: 600,
  unansweredMax: 20,
  nonsenseMax: 5,
  wrongPasswordsMax: 3,
  unreadBytes: 65_536,
  connectionsMax: 1_000,
  cutsMax: 20,
}

/**
 * Messages that are answered at the same time, of all machines together: patrons' pages keep the rest of the database's
 * connections.
 */
export const lanes = 6
