import { randomUUID } from 'node:crypto'
import { type Database, type Row, sql } from '#database/database.ts'
import {
  type BibId,
  BranchId,
  type HoldId,
  type ItemId,
  type LoanId,
  OrderId,
  type PatronId,
  type StopId,
} from '#ids.ts'
import { readInstant } from '#time/clock.ts'
import { anewEachFile } from './file-life.ts'

// Makers for the nights: rows as they lie in the tables, each with the story that belongs to it, so that the checker
// agrees.

export const day = (text: string) => Temporal.PlainDate.from(text)
export const at = (text: string) => readInstant(text)

/** A small town: 中央図書館 (closed on Mondays), 荒川図書室 and the bookmobile with the stop 吉浦. Days are not laid out yet. */
export async function givenTown(db: Database): Promise<void> {
  await sql`
    insert into branch (id, kind, name, short_name, phone, is_central, list_order) values
      ('chuo', 'library', '中央図書館', '中央', '0254-00-0001', true, 1),
      ('arakawa', 'room', '荒川図書室', '荒川', '0254-00-0002', false, 2),
      ('bm', 'bookmobile', '移動図書館車', 'BM', '0254-00-0001', false, 3)`.execute(db)
  await sql`insert into stop (id, branch_id, name, list_order) values ('yoshiura', 'bm', '吉浦', 1)`.execute(db)
  await sql`
    insert into weekly_hours (branch_id, weekday, opens, closes)
    select branch_id, weekday, '09:00', '19:00'
    from unnest('{chuo,arakawa,bm}'::text[]) branch_id, unnest('{0,2,3,4,5,6}'::smallint[]) weekday`.execute(db)
  await sql`
    insert into stop_schedule (stop_id, first_day, every_weeks, arrives, leaves)
    values ('yoshiura', '2026-11-11', 2, '10:00', '10:30')`.execute(db)
}

export async function givenPatron(
  db: Database,
  patron: { mail?: string | null; phone?: string | null; keepsHistory?: boolean; expiresOn?: string } = {},
): Promise<PatronId> {
  const { id } = await db
    .insertInto('patron')
    .values({
      category: 'general',
      name: '籠 花子',
      name_reading: 'カゴ ハナコ',
      birth_date: day('1970-01-01'),
      phone: patron.phone === undefined ? '0254-99-0001' : patron.phone,
      mail: patron.mail ?? null,
      expires_on: day(patron.expiresOn ?? '2029-03-31'),
      keeps_history: patron.keepsHistory ?? false,
      created_at: at('2026-04-01T10:00:00'),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into card (number, patron_id, issued_on) values (${`9${String(id).padStart(7, '0')}`}, ${id}, '2026-04-01')`.execute(
    db,
  )
  return id
}

let serial = 0
anewEachFile(() => {
  serial = 0
})

/** A bib with one copy on the shelf of 中央図書館 (or as said). */
export async function givenCopy(
  db: Database,
  copy: { title?: string; status?: Row<'item'>['status']; branchId?: BranchId; bibId?: BibId } = {},
): Promise<{ bibId: BibId; itemId: ItemId; title: string }> {
  serial++
  const title = copy.title ?? `籠の本 ${serial}`
  const bibId =
    copy.bibId ??
    (
      await db
        .insertInto('bib')
        .values({
          source_key: `test:${serial}`,
          kind: 'book',
          title,
          added_at: at('2026-01-10T10:00:00'),
          changed_at: at('2026-01-10T10:00:00'),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const branchId = copy.branchId ?? BranchId('chuo')
  const { id: itemId } = await db
    .insertInto('item')
    .values({
      barcode: `T${String(serial).padStart(8, '0')}`,
      bib_id: bibId,
      home_branch_id: branchId,
      current_branch_id: branchId,
      status: copy.status ?? 'shelf',
      joined_on: day('2026-01-10'),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { bibId, itemId, title }
}

export type GivenHold = {
  patronId: PatronId
  bibId: BibId
  state?: 'applied' | 'waiting' | 'ready' | 'cancelApplied'
  itemId?: ItemId
  contact?: 'phone' | 'mail' | 'self'
  pickup?: { branchId: BranchId; stopId?: StopId }
  appliedAt?: string
  readyAt?: string
  notifiedAt?: string | null
  pickUpBy?: string
}

export async function givenHold(db: Database, given: GivenHold): Promise<HoldId> {
  const state = given.state ?? 'waiting'
  const appliedAt = at(given.appliedAt ?? '2026-11-20T12:00:00')
  const orderId = OrderId(randomUUID())
  await db
    .insertInto('hold_order')
    .values({
      id: orderId,
      patron_id: given.patronId,
      kind: 'ordinary',
      channel: 'web',
      placed_at: appliedAt,
    })
    .execute()
  const readyAt = state === 'ready' ? at(given.readyAt ?? '2026-11-24T09:30:00') : null
  const { id } = await db
    .insertInto('hold')
    .values({
      patron_id: given.patronId,
      bib_id: given.bibId,
      order_id: orderId,
      order_position: 1,
      kind: 'ordinary',
      channel: 'web',
      state,
      place: state === 'applied' ? null : sql<number>`nextval('hold_place')`,
      item_id: given.itemId ?? null,
      pickup_branch_id: given.pickup?.branchId ?? BranchId('chuo'),
      pickup_stop_id: given.pickup?.stopId ?? null,
      contact: given.contact ?? 'self',
      applied_at: appliedAt,
      captured_at: readyAt,
      ready_at: readyAt,
      notified_at: state === 'ready' && given.notifiedAt ? at(given.notifiedAt) : null,
      pick_up_by: state === 'ready' ? day(given.pickUpBy ?? '2026-12-01') : null,
      told_until:
        state === 'ready' && (given.notifiedAt || (given.contact ?? 'self') === 'self')
          ? day(given.pickUpBy ?? '2026-12-01')
          : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const story: [from: string | null, to: string, why: string][] = [[null, 'applied', 'apply']]
  if (state !== 'applied') story.push(['applied', 'waiting', 'takeIn'])
  if (state === 'ready') story.push(['waiting', 'ready', 'capture'])
  if (state === 'cancelApplied') story.push(['waiting', 'cancelApplied', 'applyCancel'])
  for (const [from, to, why] of story) {
    await db
      .insertInto('hold_event')
      .values({
        hold_id: id,
        at: to === 'ready' ? readyAt! : appliedAt,
        actor: 'system',
        from_state: from,
        to_state: to,
        why,
        item_id: to === 'ready' ? (given.itemId ?? null) : null,
      })
      .execute()
  }
  if (state === 'ready' && given.itemId) {
    await sql`update item set status = 'holdShelf', current_branch_id = ${given.pickup?.branchId ?? 'chuo'} where id = ${given.itemId}`.execute(
      db,
    )
  }
  return id
}

export async function givenLoan(
  db: Database,
  loan: { patronId: PatronId; bibId: BibId; itemId: ItemId; dueOn: string; lentAt?: string; stopId?: StopId },
): Promise<LoanId> {
  const { id } = await db
    .insertInto('loan')
    .values({
      item_id: loan.itemId,
      bib_id: loan.bibId,
      patron_id: loan.patronId,
      branch_id: loan.stopId ? BranchId('bm') : BranchId('chuo'),
      stop_id: loan.stopId ?? null,
      lent_at: at(loan.lentAt ?? '2026-11-10T10:00:00'),
      due_on: day(loan.dueOn),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`update item set status = 'loan' where id = ${loan.itemId}`.execute(db)
  return id
}

/** Writes a notice as its cause would: a hold of this patron has become ready. */
export const readyNotice = (patronId: PatronId, holdId: HoldId, title: string, contact: 'mail' | 'phone' = 'mail') => ({
  kind: 'ready' as const,
  dedupeKey: `ready:hold:${holdId}`,
  patronId,
  holdId,
  contact,
  facts: { titles: [title], pickup: '中央図書館' },
})
