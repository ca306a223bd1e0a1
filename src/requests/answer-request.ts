import { type Tx, transact } from '#database/database.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import type { OrderRefusal } from '#holds/rules/order.ts'
import { type BibId, OrderId, type RequestId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockRequest, pickupOf, type Request, saveRequestState } from './request-store.ts'
import { nextStates, type RequestState } from './rules/request.ts'

export type AnswerRefusal =
  | { why: 'notFound' }
  | { why: 'notFromHere'; state: RequestState }
  | { why: 'answerMissing' }
  | { why: 'bibMissing' }
  | { why: 'noHold'; refusal: OrderRefusal | { why: 'notFound' } }

/** What staff decide about a request: where it goes on to, what the patron reads, and the title it has become. */
export type Answer = { to: RequestState; answer: string | null; bibId: BibId | null }

/**
 * Takes a request on: the patron reads where it stands, and is told. おことわり needs words; 用意できました needs the title, on
 * which the patron gets a hold that waits like one placed at the counter. The hold's order has the id of the request,
 * so that it is placed once.
 */
export async function answerRequest(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  id: RequestId,
  answer: Answer,
): Promise<Outcome<null, AnswerRefusal>> {
  const judged = await transact(library.db, async tx => judge(await lockRequest(tx, id), answer))
  if (!judged.ok) return judged
  if (answer.to === 'held') return becomeHold(library, staff, judged.value, answer)
  return transact(library.db, async tx => {
    const request = judge(await lockRequest(tx, id), answer)
    if (!request.ok) return request
    await saveAnswer(tx, library, staff, request.value, answer)
    return done(null)
  })
}

/** Places the hold that a request becomes, and says so. */
export async function becomeHold(
  library: Library,
  actor: Actor,
  request: Request,
  answer: Answer,
): Promise<Outcome<null, AnswerRefusal>> {
  // The night acts as the house: its holds stand in the history under its own name.
  const staff = actor.is === 'staff' ? actor : ({ is: 'staff', login: 'night' } as const)
  const placed = await placeHoldsAtCounter(library, staff, request.patronId, {
    // Pressed twice, it is one order.
    id: OrderId(request.id),
    kind: 'ordinary',
    bibIds: [answer.bibId!],
    pickup: pickupOf(request),
    contact: request.contact,
    confirmByMail: false,
  })
  if (!placed.ok) return refused({ why: 'noHold', refusal: placed.refusal })
  return transact(library.db, async tx => {
    const locked = await lockRequest(tx, request.id)
    if (locked && nextStates[locked.state].includes('held')) await saveAnswer(tx, library, actor, locked, answer)
    return done(null)
  })
}

function judge(request: Request | null, { to, answer, bibId }: Answer): Outcome<Request, AnswerRefusal> {
  if (!request) return refused({ why: 'notFound' })
  if (!nextStates[request.state].includes(to)) return refused({ why: 'notFromHere', state: request.state })
  if (to === 'declined' && answer === null) return refused({ why: 'answerMissing' })
  if (to === 'held' && bibId === null) return refused({ why: 'bibMissing' })
  return done(request)
}

async function saveAnswer(tx: Tx, library: Library, actor: Actor, request: Request, answer: Answer): Promise<void> {
  const at = library.clock.now()
  const bibId = answer.to === 'held' ? answer.bibId : null
  await saveRequestState(tx, request, { to: answer.to, at, actor, answer: answer.answer, bibId })
  await writeNotices(tx, { now: at, policy: library.policy }, [
    {
      kind: 'requestAnswered',
      dedupeKey: `requestAnswered:request:${request.id}:${answer.to}:${at.epochMilliseconds}`,
      patronId: request.patronId,
      holdId: null,
      contact: request.contact,
      facts: {
        titles: [request.title],
        reason: answer.to,
        ...(answer.answer === null ? {} : { answer: answer.answer }),
      },
    },
  ])
}
