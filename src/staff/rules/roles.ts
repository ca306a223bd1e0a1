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
  'calendar', // closures and visits
  'policy', // what the library has decided
  'manageStaff',
  'readAudit',
] as const
export type Duty = (typeof duties)[number]

const mayDo: Record<Role, readonly Duty[]> = {
  counter: ['circulate', 'servePatrons'],
  chief: ['circulate', 'servePatrons', 'resetPassword', 'override', 'mergeRecords', 'calendar'],
  admin: [...duties],
}

/**
 * Whether somebody may do this here. Passwords are initialised at the 中央図書館, there by everyone who serves patrons (M07).
 * @param atCentral whether they stand at the central library
 */
export const may = (role: Role, duty: Duty, atCentral = false): boolean =>
  mayDo[role].includes(duty) || (duty === 'resetPassword' && atCentral && mayDo[role].includes('servePatrons'))
