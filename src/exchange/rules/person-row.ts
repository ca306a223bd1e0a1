import { readMailAddress } from '#notices/rules/mail-address.ts'
import { personFaults, readPhone } from '#patrons/rules/patron.ts'
import type { CellProblem } from './want.ts'

type Row = Readonly<Record<string, string | null>>

/** With fewer digits nobody can be called. More may stand there: a word of whose telephone it is. */
const phoneDigitsMin = 9

/**
 * Telephone, mail address and birth date of a row of `patrons` or `families`, as the counter reads them. By what is no
 * number and no address nobody can be told anything, so it is left empty, and told. No patron is left behind for it.
 * @returns the row as it is taken in, and what is said of it
 */
export function readPerson(
  row: Row,
  today: Temporal.PlainDate,
): { row: Record<string, string | null>; problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const read = { ...row }
  for (const of of ['phone', 'mail'] as const) {
    const value = row[of]
    if (!value) continue
    read[of] = readers[of](value)
    if (read[of] === null) problems.push({ column: of, value, want: { is: 'leftEmpty', of } })
  }
  if (row.birth_date && row.forgotten !== 'true') {
    const birthDate = Temporal.PlainDate.from(row.birth_date)
    const faults = personFaults({ name: '', nameReading: '', phone: null, mail: null, birthDate }, today)
    if (faults.includes('impossibleBirthDate'))
      problems.push({ column: 'birth_date', value: row.birth_date, want: { is: 'birthDate' } })
  }
  return { row: read, problems }
}

const readers = {
  phone(value: string): string | null {
    const typed = readPhone(value)
    return typed.replace(/\D/g, '').length < phoneDigitsMin ? null : typed
  },
  mail(value: string): string | null {
    const read = readMailAddress(value)
    return 'address' in read ? read.address : null
  },
}
