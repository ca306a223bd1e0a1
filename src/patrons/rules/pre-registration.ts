import type { PreRegistrationId } from '#ids.ts'
import { type PatronDetails, personFaults } from './patron.ts'

/** 利用登録の申し込み: what somebody who has no card yet types at home. */
export type PreRegistration = Pick<
  PatronDetails,
  'name' | 'nameReading' | 'birthDate' | 'phone' | 'mail' | 'postalCode'
> & { id: PreRegistrationId; address: string }

export type PreRegistrationFault =
  | 'nameMissing'
  | 'impossibleBirthDate'
  | 'impossiblePhone'
  | 'impossibleMail'
  | 'addressMissing'
  /** Neither telephone nor mail: nobody could ask back. */
  | 'noWay'

/** So many may be sent from one internet address within 24 hours: a family, not a machine. */
export const perAddressMax = 6
/** More than any library waits for at a time. */
export const waitingMax = 2_000

/** Everything that is wrong with it; empty: it is taken. */
export function judgePreRegistration(
  wish: Omit<PreRegistration, 'birthDate'> & { birthDate: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
): PreRegistrationFault[] {
  const { birthDate } = wish
  const person = personFaults({ ...wish, birthDate: birthDate ?? today }, today)
  return [
    ...person,
    ...(birthDate === null ? (['impossibleBirthDate'] as const) : []),
    ...(wish.address.trim() === '' ? (['addressMissing'] as const) : []),
    ...(wish.phone === null && wish.mail === null ? (['noWay'] as const) : []),
  ]
}
