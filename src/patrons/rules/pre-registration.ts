import type { PreRegistrationId } from '#ids.ts'
import { type PatronDetails, personFaults } from './patron.ts'

/** 利用登録の申し込み: what somebody who has no card yet types at home. */
export type PreRegistration = Pick<
  PatronDetails,
  'name' | 'nameReading' | 'birthDate' | 'phone' | 'mail' | 'postalCode'
> & {
  id: PreRegistrationId
  address: string
  /** The version of the 利用規約 to which they agreed; null: to none. */
  agreedTo: string | null
}

export type PreRegistrationFault =
  | 'nameMissing'
  | 'impossibleBirthDate'
  | 'impossiblePhone'
  | 'impossibleMail'
  | 'addressMissing'
  | 'notAgreed'
  /** They agreed to words that are in force no more. */
  | 'termsChanged'
  /** Neither telephone nor mail: nobody could ask back. */
  | 'noWay'

/** So many may be sent from one internet address within 24 hours: a family, not a machine. */
export const perAddressMax = 6
/** More than any library waits for at a time. */
export const waitingMax = 2_000

/**
 * Everything that is wrong with it; empty: it is taken.
 * @param terms the version of the 利用規約 in force; null: nobody is asked
 */
export function judgePreRegistration(
  wish: Omit<PreRegistration, 'birthDate'> & { birthDate: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
  terms: string | null,
): PreRegistrationFault[] {
  const { birthDate, agreedTo } = wish
  const person = personFaults({ ...wish, birthDate: birthDate ?? today }, today)
  return [
    ...person,
    ...(birthDate === null ? (['impossibleBirthDate'] as const) : []),
    ...(wish.address.trim() === '' ? (['addressMissing'] as const) : []),
    ...(wish.phone === null && wish.mail === null ? (['noWay'] as const) : []),
    ...(terms === null || agreedTo === terms
      ? []
      : [agreedTo === null ? ('notAgreed' as const) : ('termsChanged' as const)]),
  ]
}
