import type { BranchId } from '#ids.ts'
import { readMailAddress } from '#notices/rules/mail-address.ts'
import type { PatronCategory } from '#policy.ts'

/** 利用者区分: a code of the library's own, as 'general', 'child', 'group'. */
export type Category = string

/** 団体: the category 'group', and those that a library has made of it ('group-school'). */
export const isGroup = (category: Category): boolean => /^group(-|$)/.test(category)

/** 利用者: what is registered of a person (or a group). */
export type PatronDetails = {
  category: Category
  name: string
  nameReading: string
  birthDate: Temporal.PlainDate
  phone: string | null
  mail: string | null
  postalCode: string | null
  address: string | null
  homeBranchId: BranchId | null
}

export type DetailsRefusal =
  | { why: 'nameMissing' }
  | { why: 'impossibleBirthDate' }
  | { why: 'impossiblePhone' }
  | { why: 'impossibleMail' }
  | { why: 'unknownCategory' }
  | { why: 'ageOutsideCategory'; from: number; until: number }

/** What stands in the way of registering these details; null: nothing. */
export function judgeDetails(
  details: PatronDetails,
  today: Temporal.PlainDate,
  categories: readonly PatronCategory[],
): DetailsRefusal | null {
  return detailsFaults(details, today, categories)[0] ?? null
}

/** Everything that stands in the way. A birth date that is no day is null. */
export function detailsFaults(
  details: Pick<PatronDetails, 'name' | 'nameReading' | 'phone' | 'mail' | 'category'> & {
    birthDate: Temporal.PlainDate | null
  },
  today: Temporal.PlainDate,
  categories: readonly PatronCategory[],
): DetailsRefusal[] {
  const { category, birthDate } = details
  const unknown: DetailsRefusal[] = birthDate === null ? [{ why: 'impossibleBirthDate' }] : []
  const person = personFaults({ ...details, birthDate: birthDate ?? today }, today)
  const outside = judgeCategory({ category, birthDate }, today, categories)
  return [...person.map(why => ({ why })), ...unknown, ...(outside ? [outside] : [])]
}

type PersonFault = Exclude<DetailsRefusal['why'], 'unknownCategory' | 'ageOutsideCategory'>

/** Everything that is wrong with what is said of a person, whatever their category. */
export function personFaults(
  person: Pick<PatronDetails, 'name' | 'nameReading' | 'birthDate' | 'phone' | 'mail'>,
  today: Temporal.PlainDate,
): PersonFault[] {
  const { name, nameReading, birthDate, phone, mail } = person
  const isFuture = Temporal.PlainDate.compare(birthDate, today) > 0
  const isTooOld = birthDate.until(today, { largestUnit: 'years' }).years > 130
  return [
    ...(name.trim() === '' || nameReading.trim() === '' ? (['nameMissing'] as const) : []),
    ...(isFuture || isTooOld ? (['impossibleBirthDate'] as const) : []),
    ...(phone !== null && !/^[0-9]{9,11}$/.test(phone.replaceAll('-', '')) ? (['impossiblePhone'] as const) : []),
    ...(mail !== null && 'why' in readMailAddress(mail) ? (['impossibleMail'] as const) : []),
  ]
}

/** A telephone number as people write it, with the hyphens of a plain keyboard. */
export const readPhone = (typed: string): string =>
  typed.normalize('NFKC').replace(/[\s‐−–—ー]/g, sign => (sign.trim() ? '-' : ''))

function judgeCategory(
  { category, birthDate }: { category: string; birthDate: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
  categories: readonly PatronCategory[],
): DetailsRefusal | null {
  const known = categories.find(({ code }) => code === category)
  if (!known) return { why: 'unknownCategory' }
  if (birthDate === null) return null
  const age = birthDate.until(today, { largestUnit: 'years' }).years
  const isWithin = !known.ages || (age >= known.ages.from && age <= known.ages.until)
  return isWithin ? null : { why: 'ageOutsideCategory', ...known.ages! }
}

/** Details that were judged, with the address as it was understood. */
export function asRead<Details extends PatronDetails>(details: Details): Details {
  const read = details.mail === null ? null : readMailAddress(details.mail)
  return read && 'address' in read ? { ...details, mail: read.address } : details
}
