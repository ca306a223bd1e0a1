import type { PatronId } from '#ids.ts'

/** So many cards somebody may look after beside their own. */
export const familyMax = 10

export type FamilyRefusal =
  /** Wrong card or password, or a card that cannot be used: nobody is told which. */
  | { why: 'refused' }
  | { why: 'birthDateNeeded' }
  | { why: 'tooManyFromHere' }
  | { why: 'busy' }
  /** The card has its 仮パスワード yet, which proves no consent. */
  | { why: 'temporary' }
  /** Its password came by mail a moment ago: whoever reads that mail could agree in its holder's place. */
  | { why: 'veiled' }
  | { why: 'yourself' }
  | { why: 'tooMany'; max: number }

/** What stands in the way of a card that has agreed; null: nothing. */
export function judgeLink(facts: {
  carerId: PatronId
  memberId: PatronId
  count: number
}): Extract<FamilyRefusal, { why: 'yourself' | 'tooMany' }> | null {
  if (facts.carerId === facts.memberId) return { why: 'yourself' }
  return facts.count >= familyMax ? { why: 'tooMany', max: familyMax } : null
}

/**
 * Until when somebody looks after the card of a person born on that day: a guardian until the child is old enough to
 * decide alone. Null: the person is, and has decided.
 */
export function linkEndsOn(
  birthDate: Temporal.PlainDate,
  guardianUntilAge: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  // Who was born on 29 February is a year older on the 28th, as the law counts.
  const grown = birthDate.add({ years: guardianUntilAge })
  return Temporal.PlainDate.compare(grown, today) > 0 ? grown : null
}
