import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { assert } from '#std/assert.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { findAsking, insertQuestion } from './question-store.ts'
import { type AskedQuestion, judgeQuestion, type QuestionRefusal } from './rules/question.ts'

/**
 * 調べもの相談: a patron asks the library to look something up. Sent twice with the same id it is one question. Refused with
 * every reason at once, and then nothing is stored.
 */
export async function sendQuestion(
  library: Library,
  signedInAs: PatronId,
  asked: AskedQuestion,
): Promise<Outcome<null, QuestionRefusal[] | 'notFound'>> {
  const now = library.clock.now()
  return transact(library.db, async tx => {
    const patronId = await lockPatron(tx, signedInAs)
    assert(patronId !== null, 'a patron who asks exists')
    const { owner, madeToday } = await findAsking(tx, patronId, asked.id, now.subtract({ hours: 24 }))
    if (owner !== null) return owner === patronId ? done(null) : refused('notFound')
    const refusals = judgeQuestion(library.policy, asked, { madeToday }, dayOf(now))
    if (refusals.length > 0) return refused(refusals)
    await insertQuestion(tx, patronId, asked, now)
    return done(null)
  })
}
