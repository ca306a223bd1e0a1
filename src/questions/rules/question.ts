import type { QuestionId } from '#ids.ts'
import type { Policy } from '#policy.ts'

/** 調べもの相談: 受付, 調べています, 回答しました. */
export const questionStates = ['received', 'looking', 'answered'] as const
export type QuestionState = (typeof questionStates)[number]

/** What a patron asks the library to look up. */
export type AskedQuestion = {
  /** Given by the form: sent twice, it is one question. */
  id: QuestionId
  asks: string
  /** What they have looked at already. */
  lookedAt: string | null
  /** Until when they need the answer. */
  wantedBy: Temporal.PlainDate | null
}

/** So much may be written. */
export const asksMax = 1_000
export const lookedAtMax = 500
export const answerMax = 3_000

export type QuestionRefusal = { why: 'tooManyToday'; max: number } | { why: 'wantedByPast' }

/** Everything that stands against a question at once. `today` counts those of the patron within 24 hours. */
export function judgeQuestion(
  policy: Pick<Policy, 'questions'>,
  { wantedBy }: Pick<AskedQuestion, 'wantedBy'>,
  { madeToday }: { madeToday: number },
  today: Temporal.PlainDate,
): QuestionRefusal[] {
  const { perDayMax: max } = policy.questions
  const refusals: QuestionRefusal[] = []
  if (madeToday >= max) refusals.push({ why: 'tooManyToday', max })
  if (wantedBy !== null && Temporal.PlainDate.compare(wantedBy, today) < 0) refusals.push({ why: 'wantedByPast' })
  return refusals
}

/** Where staff may take a question from a state. An answer may be written anew. */
export const nextStates: Readonly<Record<QuestionState, readonly QuestionState[]>> = {
  received: ['looking', 'answered'],
  looking: ['answered', 'received'],
  answered: ['answered'],
}
