import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

/** One person of a family, as the other sees them. */
export type Relative = { patronId: PatronId; name: string; madeAt: Temporal.Instant; endsOn: Temporal.PlainDate | null }

const holds = (today: Temporal.PlainDate) => sql`(f.ends_on is null or f.ends_on > ${today})`

/** Whose cards a patron may use, in the order in which they agreed. */
export const loadMembers = (db: Database, carerId: PatronId, today: Temporal.PlainDate): Promise<Relative[]> =>
  relatives(db, { of: sql`f.carer_id = ${carerId}`, who: sql`f.member_id` }, today)

/** Who may use a patron's card. */
export const loadCarers = (db: Database, memberId: PatronId, today: Temporal.PlainDate): Promise<Relative[]> =>
  relatives(db, { of: sql`f.member_id = ${memberId}`, who: sql`f.carer_id` }, today)

async function relatives(
  db: Database,
  { of, who }: Record<'of' | 'who', ReturnType<typeof sql>>,
  today: Temporal.PlainDate,
): Promise<Relative[]> {
  const { rows } = await sql<Relative>`
    select ${who} as "patronId", p.name, f.made_at as "madeAt", f.ends_on as "endsOn"
    from family_link f join patron p on p.id = ${who} where ${of} and ${holds(today)}
    order by f.made_at, ${who}`.execute(db)
  return rows
}

export async function loadBirthDate(tx: Tx, patronId: PatronId): Promise<Temporal.PlainDate> {
  const row = await tx.selectFrom('patron').where('id', '=', patronId).select('birth_date').executeTakeFirstOrThrow()
  return row.birth_date
}

/** Who agrees a second time has agreed anew: the end is what it is now. */
export async function saveLink(
  tx: Tx,
  link: { carerId: PatronId; memberId: PatronId; madeAt: Temporal.Instant; endsOn: Temporal.PlainDate | null },
): Promise<void> {
  await sql`
    insert into family_link (carer_id, member_id, made_at, ends_on)
    values (${link.carerId}, ${link.memberId}, ${link.madeAt}, ${link.endsOn})
    on conflict (carer_id, member_id) do update set ends_on = excluded.ends_on`.execute(tx)
}

export async function deleteLink(db: Database, carerId: PatronId, memberId: PatronId): Promise<boolean> {
  const { rows } = await sql`
    delete from family_link where carer_id = ${carerId} and member_id = ${memberId} returning 1`.execute(db)
  return rows.length > 0
}

/** Links that have ended by their day. @returns how many there were, at most `limit` at a time */
export async function deleteEndedLinks(db: Database, today: Temporal.PlainDate, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from family_link where (carer_id, member_id) in (
      select carer_id, member_id from family_link where ends_on <= ${today} limit ${limit}) returning 1`.execute(db)
  return rows.length
}

/** Whose card a session uses from now on; null: its patron's own. False when they have not agreed, or not any more. */
export async function saveActingFor(
  db: Database,
  idHash: Buffer,
  memberId: PatronId | null,
  today: Temporal.PlainDate,
): Promise<boolean> {
  const { rows } = await sql`
    update session s set acting_for = ${memberId}::bigint where s.id_hash = ${idHash} and (${memberId}::bigint is null
      or exists (select from family_link f
        where f.carer_id = s.patron_id and f.member_id = ${memberId}::bigint and ${holds(today)}))
    returning 1`.execute(db)
  return rows.length > 0
}

/** 利用者の統合: the family of both is that of the one who stays; nobody becomes their own relative. */
export async function moveFamily(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await sql`
    insert into family_link (carer_id, member_id, made_at, ends_on)
    select ${into}, member_id, made_at, ends_on from family_link where carer_id = ${from} and member_id <> ${into}
    union all
    select carer_id, ${into}, made_at, ends_on from family_link where member_id = ${from} and carer_id <> ${into}
    on conflict do nothing`.execute(tx)
  await forgetFamily(tx, from)
}

/** All links of a patron who leaves. */
export async function forgetFamily(tx: Tx, patronId: PatronId): Promise<void> {
  await sql`delete from family_link where ${patronId} in (carer_id, member_id)`.execute(tx)
}
