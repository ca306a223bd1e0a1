import { type Database, sql } from '#database/database.ts'
import type { Role } from './rules/roles.ts'

export type StaffRow = {
  id: number
  login: string
  name: string
  role: Role
  branchId: string
  passwordHash: string
  codeSecret: string | null
}

export async function findStaff(db: Database, login: string): Promise<StaffRow | null> {
  const row = await db
    .selectFrom('staff')
    .where('login', '=', login)
    .where('disabled_at', 'is', null)
    .select([
      'id',
      'login',
      'name',
      'role',
      'branch_id as branchId',
      'password_hash as passwordHash',
      'totp_secret as codeSecret',
    ])
    .executeTakeFirst()
  return row ? { ...row, role: row.role as Role } : null
}

/** Adds an account, or gives a known login a new name, role, branch, password and secret. */
export async function saveStaff(db: Database, staff: Omit<StaffRow, 'id'>, now: Temporal.Instant): Promise<void> {
  const values = {
    name: staff.name,
    role: staff.role,
    branch_id: staff.branchId,
    password_hash: staff.passwordHash,
    totp_secret: staff.codeSecret,
    disabled_at: null,
  }
  await db
    .insertInto('staff')
    .values({ ...values, login: staff.login, created_at: now })
    .onConflict(conflict => conflict.column('login').doUpdateSet(values))
    .execute()
}

export async function disableStaff(db: Database, login: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    with gone as (update staff set disabled_at = ${now} where login = ${login} and disabled_at is null returning id)
    , ended as (delete from staff_session where staff_id in (select id from gone))
    select id from gone`.execute(db)
  return rows.length > 0
}

export async function listStaff(db: Database) {
  return db
    .selectFrom('staff')
    .select(['login', 'name', 'role', 'branch_id as branchId', 'disabled_at as disabledAt'])
    .orderBy('login')
    .execute()
}

/** Counts a try before it is made. False: this account has to wait. */
export async function countTry(db: Database, staffId: number, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    insert into staff_attempt (staff_id, failures) values (${staffId}, 1)
    on conflict (staff_id) do update set failures = staff_attempt.failures + 1,
      -- Five are free; then a minute, doubled each time, a day at most.
      wait_until = case when staff_attempt.failures < 5 then null
        else ${now}::timestamptz + least(interval '1 day', interval '1 minute' * power(2, least(staff_attempt.failures - 5, 12))) end
    where staff_attempt.wait_until is null or staff_attempt.wait_until <= ${now}
    returning failures`.execute(db)
  return rows.length > 0
}

export async function forgetTries(db: Database, staffId: number): Promise<void> {
  await db.deleteFrom('staff_attempt').where('staff_id', '=', staffId).execute()
}

export async function insertStaffSession(
  db: Database,
  session: { idHash: Buffer; staffId: number; branchId: string; now: Temporal.Instant },
): Promise<void> {
  await db
    .insertInto('staff_session')
    .values({
      id_hash: session.idHash,
      staff_id: session.staffId,
      branch_id: session.branchId,
      started_at: session.now,
      seen_at: session.now,
    })
    .execute()
}

/** The session, and who and where it is, if it was seen since then. */
export async function loadStaffSession(db: Database, idHash: Buffer, seenAfter: Temporal.Instant) {
  const { rows } = await sql<{
    id: number
    login: string
    name: string
    role: Role
    branch_id: string
    is_central: boolean
    branch_name: string
    seen_at: Temporal.Instant
  }>`
    select t.id, t.login, t.name, t.role, s.branch_id, b.is_central, b.name as branch_name, s.seen_at
    from staff_session s join staff t on t.id = s.staff_id join branch b on b.id = s.branch_id
    where s.id_hash = ${idHash} and s.seen_at > ${seenAfter} and t.disabled_at is null`.execute(db)
  return rows[0] ?? null
}

export async function touchStaffSession(db: Database, idHash: Buffer, now: Temporal.Instant): Promise<void> {
  await sql`update staff_session set seen_at = ${now} where id_hash = ${idHash}`.execute(db)
}

export async function deleteStaffSession(db: Database, idHash: Buffer): Promise<void> {
  await db.deleteFrom('staff_session').where('id_hash', '=', idHash).execute()
}

export async function endSessionsOfStaff(db: Database, login: string): Promise<void> {
  await db
    .deleteFrom('staff_session')
    .where('staff_id', 'in', eb => eb.selectFrom('staff').where('login', '=', login).select('id'))
    .execute()
}

export async function moveStaffSession(db: Database, idHash: Buffer, branchId: string): Promise<void> {
  await db.updateTable('staff_session').set({ branch_id: branchId }).where('id_hash', '=', idHash).execute()
}

/** What staff read and changed about patrons. */
export async function insertAudit(
  db: Database,
  row: { at: Temporal.Instant; login: string; did: string; patronId: number | null; detail?: object },
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: row.at,
      staff_login: row.login,
      did: row.did,
      patron_id: row.patronId,
      detail: JSON.stringify(row.detail ?? {}),
    })
    .execute()
}
