import { transact } from '#database/database.ts'
import type { QuestionId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { zone } from '#time/clock.ts'
import {
  countQuestions,
  deleteAnswered,
  loadQuestions,
  lockQuestion,
  type Question,
  saveQuestionState,
} from './question-store.ts'
import { nextStates, type QuestionState } from './rules/question.ts'

export type DeskQuestion = Question & { patronName: string }

const shownMax = 200

/** 調べもの相談 at the counter: those in one state, with how many there are in each. What was seen is in the audit trail. */
export async function questionList(
  library: Library,
  staff: { login: string },
  state: QuestionState,
): Promise<{ questions: DeskQuestion[]; counts: ReadonlyMap<QuestionState, number> }> {
  const [questions, counts] = await Promise.all([
    loadQuestions(library.db, state, shownMax),
    countQuestions(library.db),
  ])
  const seen = [...new Set(questions.map(({ patronId }) => patronId))]
  if (seen.length > 0) {
    const line = { at: library.clock.now(), staffLogin: staff.login, patronId: null, detail: { seen } }
    await writeAudit(library.db, { ...line, did: 'questionList' })
  }
  return { questions, counts }
}

/** How many wait to be looked up. */
export const countReceived = async (library: Library): Promise<number> =>
  (await countQuestions(library.db)).get('received') ?? 0

/** `notFromHere`: somebody took it on after the form was made, to this state. */
export type AnswerRefusal = { why: 'notFound' | 'answerMissing' } | { why: 'notFromHere'; state: QuestionState }

/** What staff do with a question: where it goes on to, and what its patron reads. */
export type Answer = {
  /** When it had changed last as they saw it, as text: an answer of another desk is not lost below theirs. */
  seen: string
  to: QuestionState
  answer: string | null
}

/**
 * Takes a question on. An answer is read by its patron in Myライブラリ; a mail, where they have an address, says that it is
 * there and not a word of it.
 */
export async function answerQuestion(
  library: Library,
  staff: { login: string },
  id: QuestionId,
  { seen, to, answer }: Answer,
): Promise<Outcome<null, AnswerRefusal>> {
  const at = library.clock.now()
  return transact(library.db, async tx => {
    const question = await lockQuestion(tx, id)
    if (!question) return refused({ why: 'notFound' })
    // Pressed twice it is done; but by two desks it is the first one's.
    if (question.state === to && question.answer === answer && question.changedBy === staff.login) return done(null)
    if (`${question.changedAt}` !== seen || !nextStates[question.state].includes(to))
      return refused({ why: 'notFromHere', state: question.state })
    if (to === 'answered' && answer === null) return refused({ why: 'answerMissing' })
    const { patronId } = question
    await saveQuestionState(tx, id, { to, answer: to === 'answered' ? answer : null, at, by: staff.login })
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'answerQuestion', patronId, detail: { to } })
    if (to !== 'answered') return done(null)
    await writeNotices(tx, { now: at, policy: library.policy }, [
      {
        kind: 'questionAnswered',
        dedupeKey: `questionAnswered:question:${id}:${at.epochMilliseconds}`,
        ...{ patronId, holdId: null, contact: 'mail', facts: { titles: [] } },
      },
    ])
    return done(null)
  })
}

type Batch = { now: Temporal.Instant; limit: number }

/** A step of the night: what was answered goes when it has been in sight long enough. */
export async function forgetAnswered(
  library: Library,
  { now, limit }: Batch,
): Promise<{ did: number; report: { [name: string]: unknown } }> {
  const { keptDays: days } = library.policy.questions
  const before = now.toZonedDateTimeISO(zone).subtract({ days }).toInstant()
  return { did: await deleteAnswered(library.db, before, limit), report: {} }
}
