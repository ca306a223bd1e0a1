/** The answer of an action that may be refused: a value of either kind, never an exception. */
export type Outcome<T, Refusal> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refused = <Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })
