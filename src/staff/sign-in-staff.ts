import { createHash, randomBytes } from 'node:crypto'
import type { BranchId, StaffId } from '#ids.ts'
import type { Library } from '#library.ts'
import { hashNothing, isHashingBusy, isPasswordOf } from '#secrets/hash-password.ts'
import type { HashTurn } from '#secrets/hash-slots.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { isSealed, openCodeSecret, sealCodeSecret } from './code-secret.ts'
import { stepOfCode } from './one-time-code.ts'
import { mayStandAt, type Role } from './rules/roles.ts'
import { deleteSecurityEvents } from './security-event-store.ts'
import { recordSecurityEvent } from './security-events.ts'
import {
  countOnStaffDevice,
  countTry,
  deleteStaffSession,
  findStaff,
  forgetTries,
  insertStaffSession,
  loadStaffSession,
  moveStaffSession,
  type StoredStaff,
  saveStaffDevice,
  touchStaffSession,
  updateStaff,
  useUpCode,
} from './staff-store.ts'

/** 職員: who is at work, in which role, and at which branch they stand. */
export type StaffMember = {
  id: StaffId
  login: string
  name: string
  role: Role
  branchId: BranchId
  branchName: string
  /** Their own branch, and where else they may stand. */
  ownBranchId: BranchId
  otherBranches: readonly BranchId[]
  resetsPasswords: boolean
  /** Until when they may sign in without a one-time code; null: they have one. */
  codeDueOn: Temporal.PlainDate | null
  /** The number of what is in force, as `libraryAt` takes it. */
  inForce: number
}

/**
 * One answer for unknown account, wrong password, wrong code and an account that has to wait. Only who knows the
 * password is told that a code is needed, or that the time without one is over.
 */
export type StaffRefusal = { why: 'wrong' } | { why: 'codeNeeded' } | { why: 'codeOverdue' } | { why: 'busy' }

/**
 * Signs a member of staff in: login, password, and the one-time code. Who has none yet signs in without for as many
 * days as the library allows. A browser in which they have signed in before has tries of its own: nobody else can use
 * those up.
 * @returns the id of the session, for the cookie alone
 */
export async function signInStaff(
  library: Library,
  typed: {
    login: string
    password: string
    code: string
    branchId: BranchId | null
    device?: string | null
    address?: string
  },
): Promise<Outcome<string, StaffRefusal>> {
  const { db, secrets } = library
  const turn: HashTurn = typed.device
    ? { lane: 'known', who: `staff ${typed.device}` }
    : { lane: 'staff', who: typed.address ?? '' }
  if (isHashingBusy(turn)) return refused({ why: 'busy' })
  const now = library.clock.now()
  const staff = await findStaff(db, typed.login.normalize('NFKC').trim().toLowerCase())
  const counted = staff ? await countStaffTry(library, staff, typed.device ?? null, now) : null
  if (!staff || !counted) {
    await hashNothing(secrets.pepper, turn)
    return refused({ why: 'wrong' })
  }
  const right = await isPasswordOf(secrets.pepper, staff.passwordHash, typed.password.slice(0, 256), turn)
  const judged = right ? await judgeCode(library, staff, typed.code, now) : 'wrong'
  if (judged !== 'right') {
    if (judged === 'wrong') await recordSecurityEvent(library, 'staffRefused', { staffLogin: staff.login })
    return refused({ why: judged })
  }
  await takeBackStaffTry(library, staff, { counted, device: typed.device ?? null }, now)
  await keepCode(library, staff, now)
  const id = randomBytes(16).toString('base64url')
  const branchId = typed.branchId !== null && mayStandAt(staff, typed.branchId) ? typed.branchId : staff.branchId
  await insertStaffSession(db, { idHash: hashOf(id), staffId: staff.id, branchId, now })
  await recordSecurityEvent(library, 'staffSignedIn', { staffLogin: staff.login })
  await deleteSecurityEvents(db, now.subtract({ hours: 24 * eventDays }))
  return done(id)
}

/**
 * From now on this browser is one of theirs.
 * @param known the id that it has already
 * @returns its id, for the cookie alone
 */
export async function rememberStaffBrowser(
  library: Library,
  staff: StaffMember,
  known: string | null,
): Promise<string> {
  const device = known ?? randomBytes(16).toString('base64url')
  await saveStaffDevice(library.db, { staffId: staff.id, device: hashOf(device), now: library.clock.now() })
  return device
}

/** Counted before anything is compared. @returns by which budget; null: the account has to wait */
export async function countStaffTry(
  library: Library,
  { id: staffId, login }: StoredStaff,
  device: string | null,
  now: Temporal.Instant,
): Promise<TryBudget | null> {
  const known = { staffId, device: hashOf(device ?? ''), now, failuresMax: knownBrowserFailuresMax }
  if (device && (await countOnStaffDevice(library.db, known))) return 'known'
  const counted = await countTry(library.db, staffId, now)
  if (counted?.waits) await recordSecurityEvent(library, 'staffWaits', { staffLogin: login })
  return counted ? 'new' : null
}

/** It was right: the tries of its own budget are free again, and what was tried elsewhere stays counted. */
export async function takeBackStaffTry(
  { db }: Library,
  { id: staffId }: StoredStaff,
  { counted, device }: { counted: TryBudget; device: string | null },
  now: Temporal.Instant,
): Promise<void> {
  if (counted === 'known' && device !== null) await saveStaffDevice(db, { staffId, device: hashOf(device), now })
  else await forgetTries(db, staffId)
}

/** Whether a try counts for a browser in which they have signed in before, or for all others together. */
type TryBudget = 'known' | 'new'

/** A code that has let somebody in is used up, for whoever read it over a shoulder too. */
async function judgeCode(
  { db, policy, secrets }: Library,
  { id, login, codeSecret, codeSince }: StoredStaff,
  typed: string,
  now: Temporal.Instant,
): Promise<'right' | 'wrong' | 'codeNeeded' | 'codeOverdue'> {
  if (codeSecret === null) return isOverdue(policy.staff.codeGraceDays, codeSince ?? now, now) ? 'codeOverdue' : 'right'
  if (typed.trim() === '') return 'codeNeeded'
  const step = stepOfCode(openCodeSecret(secrets.pepper, login, codeSecret), typed, now)
  return step !== null && (await useUpCode(db, id, step)) ? 'right' : 'wrong'
}

const isOverdue = (graceDays: number, since: Temporal.Instant, now: Temporal.Instant) =>
  Temporal.Instant.compare(now, since.add({ hours: 24 * graceDays })) > 0

/**
 * The days without a code begin with the first sign-in that counts them; a secret from before they were sealed is
 * sealed.
 */
async function keepCode({ db, secrets }: Library, staff: StoredStaff, now: Temporal.Instant): Promise<void> {
  const { id, login, codeSecret, codeSince } = staff
  if (codeSecret === null && codeSince === null) await updateStaff(db, id, { codeSince: now })
  if (codeSecret !== null && !isSealed(codeSecret))
    await updateStaff(db, id, { codeSecret: sealCodeSecret(secrets.pepper, login, codeSecret) })
}

/** Who has this session; null when there is none or it has been idle for half a working day. */
export async function findStaffSession(library: Library, id: string): Promise<StaffMember | null> {
  if (!/^[\w-]{22}$/.test(id)) return null
  const now = library.clock.now()
  const row = await loadStaffSession(library.db, hashOf(id), now.subtract({ hours: idleHours }))
  if (!row) return null
  // Not at every page: at the counter a write each time would cost more than the page.
  if (now.since(row.seen_at).total('hours') > idleHours / 20) await touchStaffSession(library.db, hashOf(id), now)
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    role: row.role,
    branchId: row.branch_id,
    branchName: row.branch_name,
    ownBranchId: row.own_branch,
    otherBranches: row.other_branches,
    resetsPasswords: row.resets_passwords,
    inForce: row.in_force,
    codeDueOn: row.has_code
      ? null
      : dayOf((row.code_since ?? now).add({ hours: 24 * library.policy.staff.codeGraceDays })),
  }
}

export const endStaffSession = (library: Library, id: string): Promise<void> =>
  deleteStaffSession(library.db, hashOf(id))

/** The same person now stands at another branch, if the account may. */
export async function standAt(
  library: Library,
  id: string,
  staff: StaffMember,
  branchId: BranchId,
): Promise<Outcome<null, { why: 'notYours' }>> {
  if (!mayStandAt({ ...staff, branchId: staff.ownBranchId }, branchId)) return refused({ why: 'notYours' })
  await moveStaffSession(library.db, hashOf(id), branchId)
  return done(null)
}

/** After these a browser of theirs is one like any other. */
const knownBrowserFailuresMax = 10

/** How long what happened at the doors is kept. */
const eventDays = 400

const idleHours = 4

const hashOf = (id: string) => createHash('sha256').update(id).digest()
