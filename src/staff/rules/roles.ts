import type { BranchId } from '#ids.ts'

/** 職員の役割: counter staff, the chief of a counter, the administrator of the service. */
export const roles = ['counter', 'chief', 'admin'] as const
export type Role = (typeof roles)[number]

/** What a page or button of the counter does; each needs one of these. */
export const duties = [
  'circulate', // 貸出, 返却, 延長, 予約
  'servePatrons', // find, register and change patrons
  'resetPassword', // 初期化 (M07)
  'override', // lend or reserve against a rule, with a reason
  'mergeRecords',
  'catalogue', // records from other libraries, copies, 特集
  'calendar', // closures and visits
  'policy', // what the library has decided
  'manageStaff',
  'readAudit',
] as const
export type Duty = (typeof duties)[number]

const mayDo: Record<Role, readonly Duty[]> = {
  counter: ['circulate', 'servePatrons'],
  chief: ['circulate', 'servePatrons', 'resetPassword', 'override', 'mergeRecords', 'catalogue', 'calendar'],
  admin: [...duties],
}

/**
 * Whether somebody may do this. Passwords are initialised by who has the right to, which those of the 中央図書館 are given
 * (M07); where somebody stands changes nothing.
 * @param resetsPasswords whether the account has that right
 */
export const may = (role: Role, duty: Duty, resetsPasswords = false): boolean =>
  mayDo[role].includes(duty) || (duty === 'resetPassword' && resetsPasswords && mayDo[role].includes('servePatrons'))

/**
 * Whether an account may stand at this branch: at its own, at those it was given, as a chief or an administrator at
 * any.
 */
export const mayStandAt = (
  account: { role: Role; branchId: BranchId; otherBranches: readonly BranchId[] },
  branchId: BranchId,
): boolean => account.role !== 'counter' || branchId === account.branchId || account.otherBranches.includes(branchId)
