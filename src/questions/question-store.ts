import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId, QuestionId } from '#ids.ts'
import type { AskedQuestion, QuestionState } from './rules/question.ts'

/** A question as it stands. */
export type Question = AskedQuestion & {
  patronId: PatronId
  state: QuestionState
  madeAt: Temporal.Instant
  changedAt: Temporal.Instant
  /** The login of who at the library took it on last; null: nobody yet. */
  changedBy: string | null
  answer: string | null
}

const columns = sql`q.id, q.patron_id as "patronId", q.asks, q.looked_at as "lookedAt", q.wanted_by as "wantedBy", q.state,
  q.made_at as "madeAt", q.changed_at as "changedAt", q.changed_by as "changedBy", q.answer`

/** A patron's questions, the youngest first. */
export async function loadQuestionsOf(db: Database, patronId: PatronId, limit: number): Promise<Question[]> {
  const { rows } = await sql<Question>`
    select ${columns} from question q where q.patron_id = ${patronId} order by q.made_at desc, q.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/**
 * Questions in this state with who asks: first what is needed first, then the oldest; answered ones the newest first.
 */
export async function loadQuestions(
  db: Database,
  state: QuestionState,
  limit: number,
): Promise<(Question & { patronName: string })[]> {
  const order = state === 'answered' ? sql`q.changed_at desc, q.id` : sql`q.wanted_by nulls last, q.made_at, q.id`
  const { rows } = await sql<Question & { patronName: string }>`
    select p.name as "patronName", ${columns} from question q join patron p on p.id = q.patron_id
    where q.state = ${state} order by ${order} limit ${limit}`.execute(db)
  return rows
}

export async function countQuestions(db: Database): Promise<ReadonlyMap<QuestionState, number>> {
  const { rows } = await sql<{ state: QuestionState; count: number }>`
    select state, count(*)::int as count from question group by state`.execute(db)
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/** Whose question an id is, and how many a patron has asked since then. */
export async function findAsking(
  tx: Tx,
  patronId: PatronId,
  id: QuestionId,
  since: Temporal.Instant,
): Promise<{ owner: PatronId | null; madeToday: number }> {
  const { rows } = await sql<{ owner: PatronId | null; madeToday: number }>`
    select (select patron_id from question where id = ${id}) as owner,
      (select count(*)::int from question where patron_id = ${patronId} and made_at > ${since}) as "madeToday"`.execute(
    tx,
  )
  return rows[0]!
}

export async function insertQuestion(
  tx: Tx,
  patronId: PatronId,
  { id, asks, lookedAt, wantedBy }: AskedQuestion,
  at: Temporal.Instant,
): Promise<void> {
  const asked = { id, patron_id: patronId, asks, looked_at: lookedAt, wanted_by: wantedBy }
  await tx
    .insertInto('question')
    .values({ ...asked, state: 'received', made_at: at, changed_at: at })
    .execute()
}

/** Locks one until the end of the transaction; null when there is none. */
export async function lockQuestion(tx: Tx, id: QuestionId): Promise<Question | null> {
  const { rows } = await sql<Question>`select ${columns} from question q where q.id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function saveQuestionState(
  tx: Tx,
  id: QuestionId,
  { to, answer, at, by }: { to: QuestionState; answer: string | null; at: Temporal.Instant; by: string },
): Promise<void> {
  await tx
    .updateTable('question')
    .set({ state: to, answer, changed_at: at, changed_by: by })
    .where('id', '=', id)
    .execute()
}

/** One that is somebody else's stays. */
export async function deleteQuestion(db: Database, patronId: PatronId, id: QuestionId): Promise<void> {
  await db.deleteFrom('question').where('id', '=', id).where('patron_id', '=', patronId).execute()
}

/** Deletes what was answered before. @returns how many there were, at most `limit` at a time */
export async function deleteAnswered(db: Database, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from question where id in (
      select id from question where state = 'answered' and changed_at <= ${before} limit ${limit})
    returning 1`.execute(db)
  return rows.length
}

/** 利用者の統合: the questions of both are those of the one who stays. */
export async function moveQuestions(tx: Tx, fromPatronId: PatronId, intoPatronId: PatronId): Promise<void> {
  await tx.updateTable('question').set({ patron_id: intoPatronId }).where('patron_id', '=', fromPatronId).execute()
}

/** All of a patron who leaves. */
export async function forgetQuestions(tx: Tx, patronId: PatronId): Promise<void> {
  await tx.deleteFrom('question').where('patron_id', '=', patronId).execute()
}
