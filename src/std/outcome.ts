/** The answer of an action that may be refused: a value of either kind, never an exception. */
export type Outcome<T, Refusal> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refused = <Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })

/** A refusal with every reason that stands against it, the first of them in front. */
export type AllReasons<Reason> = Reason & { all: readonly Reason[] }

/** Says no with all reasons at once; null when there is none. */
export function allReasons<Reason extends object>(reasons: readonly Reason[]): AllReasons<Reason> | null {
  return reasons[0] ? { ...reasons[0], all: reasons } : null
}
