import { type Database, sql, type Tx } from '#database/database.ts'
import type { BranchId, StaffId } from '#ids.ts'
import { inForceVersion } from '#in-force-store.ts'
import type { Role } from './rules/roles.ts'

export type StaffRow = {
  id: StaffId
  login: string
  name: string
  role: Role
  branchId: BranchId
  otherBranches: readonly BranchId[]
  resetsPasswords: boolean
  passwordHash: string
  /** As stored: sealed (see code-secret.ts). */
  codeSecret: string | null
}

export type StoredStaff = StaffRow & {
  /** Since when the account has been without a one-time code, as far as that was looked at. */
  codeSince: Temporal.Instant | null
  codePending: string | null
}

/** What is registered of an account, without its secrets. */
const accountColumns = [
  'login',
  'name',
  'role',
  'branch_id as branchId',
  'other_branches as otherBranches',
  'resets_passwords as resetsPasswords',
] as const

export async function findStaff(db: Database, login: string): Promise<StoredStaff | null> {
  const row = await db
    .selectFrom('staff')
    .where('login', '=', login)
    .where('disabled_at', 'is', null)
    .select([
      'id',
      ...accountColumns,
      'password_hash as passwordHash',
      'totp_secret as codeSecret',
      'code_since as codeSince',
      'code_pending as codePending',
    ])
    .executeTakeFirst()
  return row ?? null
}

/**
 * Adds an account; to `renew` gives a known login all of this.
 * @returns null: the login is taken, and nothing has changed
 */
export async function saveStaff(
  tx: Tx,
  staff: Omit<StaffRow, 'id'>,
  { now, renew, codeStep }: { now: Temporal.Instant; renew: boolean; codeStep: number | null },
): Promise<'added' | 'renewed' | null> {
  const values = {
    name: staff.name,
    role: staff.role,
    branch_id: staff.branchId,
    other_branches: [...staff.otherBranches],
    resets_passwords: staff.resetsPasswords,
    password_hash: staff.passwordHash,
    totp_secret: staff.codeSecret,
    code_since: now,
    code_pending: null,
    code_step: codeStep,
    disabled_at: null,
  }
  const added = await tx
    .insertInto('staff')
    .values({ ...values, login: staff.login, created_at: now })
    .onConflict(conflict => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) return 'added'
  if (!renew) return null
  await tx.updateTable('staff').set(values).where('login', '=', staff.login).execute()
  return 'renewed'
}

export async function isCentral(tx: Tx, branchId: BranchId): Promise<boolean> {
  const row = await tx.selectFrom('branch').select('is_central').where('id', '=', branchId).executeTakeFirst()
  return row?.is_central ?? false
}

/** Gives an account another password, or another secret for its one-time code. */
export async function updateStaff(
  db: Database,
  staffId: StaffId,
  change: { passwordHash?: string; codeSecret?: string; codePending?: string | null; codeSince?: Temporal.Instant },
): Promise<void> {
  const columns = {
    ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
    ...(change.codeSecret === undefined ? {} : { totp_secret: change.codeSecret }),
    ...(change.codePending === undefined ? {} : { code_pending: change.codePending }),
    ...(change.codeSince === undefined ? {} : { code_since: change.codeSince }),
  }
  await db.updateTable('staff').set(columns).where('id', '=', staffId).execute()
}

export async function disableStaff(tx: Tx, login: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    with gone as (update staff set disabled_at = ${now} where login = ${login} and disabled_at is null returning id)
    , ended as (delete from staff_session where staff_id in (select id from gone))
    select id from gone`.execute(tx)
  return rows.length > 0
}

/** @returns whether there was a stopped one */
export async function enableStaff(tx: Tx, login: string): Promise<boolean> {
  const { rows } = await sql`
    update staff set disabled_at = null where login = ${login} and disabled_at is not null returning 1`.execute(tx)
  return rows.length > 0
}

export async function listStaff(db: Database) {
  return db
    .selectFrom('staff')
    .select(eb => [
      ...accountColumns,
      eb('totp_secret', 'is not', null).$castTo<boolean>().as('hasCode'),
      'disabled_at as disabledAt',
    ])
    .orderBy('login')
    .execute()
}

/** Counts a try before it is made; whether the account has to wait after it. Null: it has to wait already. */
export async function countTry(
  db: Database,
  staffId: StaffId,
  now: Temporal.Instant,
): Promise<{ waits: boolean } | null> {
  const { rows } = await sql<{ waits: boolean }>`
    insert into staff_attempt (staff_id, failures) values (${staffId}, 1)
    on conflict (staff_id) do update set failures = staff_attempt.failures + 1,
      -- Five are free; then a minute, doubled each time, a day at most.
      wait_until = case when staff_attempt.failures < 5 then null
        else ${now}::timestamptz + least(interval '1 day', interval '1 minute' * power(2, least(staff_attempt.failures - 5, 12))) end
    where staff_attempt.wait_until is null or staff_attempt.wait_until <= ${now}
    returning wait_until is not null and wait_until > ${now} as waits`.execute(db)
  return rows[0] ?? null
}

export async function forgetTries(db: Database, staffId: StaffId): Promise<void> {
  await db.deleteFrom('staff_attempt').where('staff_id', '=', staffId).execute()
}

export async function forgetTriesOf(tx: Tx, login: string): Promise<void> {
  await sql`delete from staff_attempt using staff where staff.id = staff_id and login = ${login}`.execute(tx)
}

/**
 * Counts a try from a known browser before it is made; false when it is not known for this account, or has none left.
 */
export async function countOnStaffDevice(
  db: Database,
  {
    staffId,
    device,
    now,
    failuresMax,
  }: { staffId: StaffId; device: Buffer; now: Temporal.Instant; failuresMax: number },
): Promise<boolean> {
  const counted = await db
    .updateTable('staff_device')
    .set(eb => ({ failures: eb('failures', '+', 1), last_used_at: now }))
    .where('device_hash', '=', device)
    .where('staff_id', '=', staffId)
    .where('failures', '<', failuresMax)
    .returning('staff_id')
    .executeTakeFirst()
  return counted !== undefined
}

/**
 * Remembers that this member of staff has signed in with this browser, or gives it its tries back; the ten used last
 * are kept.
 */
export async function saveStaffDevice(
  db: Database,
  { staffId, device, now }: { staffId: StaffId; device: Buffer; now: Temporal.Instant },
): Promise<void> {
  await sql`
    with remembered as (
      insert into staff_device (device_hash, staff_id, last_used_at) values (${device}, ${staffId}, ${now})
      on conflict (device_hash, staff_id) do update set failures = 0, last_used_at = ${now}
    )
    delete from staff_device where staff_id = ${staffId} and device_hash in (
      select device_hash from staff_device where staff_id = ${staffId} and device_hash <> ${device}
      order by last_used_at desc offset 9)`.execute(db)
}

export async function deleteDevicesOfStaff(tx: Tx, login: string): Promise<void> {
  await sql`delete from staff_device using staff where staff.id = staff_id and login = ${login}`.execute(tx)
}

export async function insertStaffSession(
  db: Database,
  session: { idHash: Buffer; staffId: StaffId; branchId: BranchId; now: Temporal.Instant },
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
    id: StaffId
    login: string
    name: string
    role: Role
    branch_id: BranchId
    resets_passwords: boolean
    other_branches: BranchId[]
    own_branch: BranchId
    has_code: boolean
    code_since: Temporal.Instant | null
    branch_name: string
    seen_at: Temporal.Instant
    in_force: number
  }>`
    select t.id, t.login, t.name, t.role, s.branch_id, b.name as branch_name, t.resets_passwords, t.other_branches,
      t.branch_id as own_branch, t.totp_secret is not null as has_code, t.code_since, s.seen_at, ${inForceVersion} as in_force
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

/**
 * What was drawn opens from now on, but for the code by which it was confirmed.
 * @param pending what was confirmed: false when another was drawn meanwhile
 */
export async function saveConfirmedCode(tx: Tx, staffId: StaffId, pending: string, step: number): Promise<boolean> {
  const saved = await tx
    .updateTable('staff')
    .set({ totp_secret: pending, code_pending: null, code_step: step })
    .where('id', '=', staffId)
    .where('code_pending', '=', pending)
    .executeTakeFirst()
  return saved.numUpdatedRows > 0n
}

/** Of two at once with one code, or of one who comes with it later, one is let in. @returns whether it was this one */
export async function useUpCode(db: Database, staffId: StaffId, step: number): Promise<boolean> {
  const used = await db
    .updateTable('staff')
    .set({ code_step: step })
    .where('id', '=', staffId)
    .where(eb => eb.or([eb('code_step', 'is', null), eb('code_step', '<', step)]))
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}

export async function endSessionsOfStaff(tx: Tx, login: string, but: Buffer | null = null): Promise<void> {
  await tx
    .deleteFrom('staff_session')
    .where('staff_id', 'in', eb => eb.selectFrom('staff').where('login', '=', login).select('id'))
    .$if(but !== null, query => query.where('id_hash', '<>', but!))
    .execute()
}

export async function moveStaffSession(db: Database, idHash: Buffer, branchId: BranchId): Promise<void> {
  await db.updateTable('staff_session').set({ branch_id: branchId }).where('id_hash', '=', idHash).execute()
}
