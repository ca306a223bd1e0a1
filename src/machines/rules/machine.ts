import type { BranchId } from '#ids.ts'

/** 自動貸出機, 返却仕分け機: a machine of the library that has an account and speaks SIP2. */
export type Machine = {
  name: string
  /** Where it stands: what is scanned at it is scanned there. */
  branchId: BranchId
} & MachineOptions

export type MachineOptions = {
  charset: Charset
  language: 'ja' | 'en'
  /** Whether a patron must give the password at it, or the card is enough. */
  asksPassword: boolean
  /** The address from which a client comes that cannot sign in; null for all others. */
  address: string | null
  /** 「姓, 名」, for clients that cut a name at its comma. */
  commaInName: boolean
  /** Whether a returned copy tells for whose card (its last four digits) it is kept. */
  tellsHoldPatron: boolean
}

/** The character sets in which machines speak. */
export const charsets = ['utf8', 'cp932', 'eucjp'] as const
export type Charset = (typeof charsets)[number]

export const usualOptions: MachineOptions = {
  charset: 'utf8',
  language: 'ja',
  asksPassword: true,
  address: null,
  commaInName: false,
  tellsHoldPatron: false,
}

/** A machine keeps its password and types it itself: it can be long. */
export const machinePasswordMin = 12

export type NewMachine = { name: string; branchId: BranchId; password: string } & MachineOptions

export type MachineRefusal = { why: 'name' | 'unknownBranch' | 'passwordTooShort' | 'address' | 'addressTaken' }

/** What is wrong with a new account by itself, all at once; empty when nothing is. */
export function judgeMachine(machine: NewMachine): MachineRefusal['why'][] {
  const wrong: MachineRefusal['why'][] = []
  if (!/^[a-z][a-z0-9._-]{1,30}$/.test(machine.name)) wrong.push('name')
  if (machine.password.length < machinePasswordMin || machine.password.length > 200) wrong.push('passwordTooShort')
  if (machine.address !== null && !/^[0-9A-Fa-f.:]{3,45}$/.test(machine.address)) wrong.push('address')
  return wrong
}

/** What may go wrong with a machine, so that staff look after it. */
export type TroubleKind =
  | 'wrongPassword'
  | 'notSignedIn'
  | 'nonsense'
  | 'tooLong'
  | 'stalled'
  | 'flood'
  | 'unread'
  | 'failed'
  | 'outOfPaper'
  | 'shuttingDown'

/** A machine as administrators see it: its password is nobody's to see. */
export type ListedMachine = Machine & {
  branchName: string
  seenAt: Temporal.Instant | null
  disabledAt: Temporal.Instant | null
}

/** What went wrong on one day, and how often. */
export type Trouble = {
  day: Temporal.PlainDate
  /** '' while nobody has signed in. */
  machine: string
  address: string
  kind: TroubleKind
  times: number
  lastAt: Temporal.Instant
}
