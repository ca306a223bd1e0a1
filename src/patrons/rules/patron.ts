import { readMailAddress } from '#notices/rules/mail-address.ts'
/** 利用者区分: 一般, 児童, 団体. */
export type Category = 'general' | 'child' | 'group'

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
  homeBranchId: string | null
}

export type DetailsRefusal =
  | { why: 'nameMissing' }
  | { why: 'impossibleBirthDate' }
  | { why: 'impossiblePhone' }
  | { why: 'impossibleMail' }

/** What stands in the way of registering these details; null: nothing. */
export function judgeDetails(details: PatronDetails, today: Temporal.PlainDate): DetailsRefusal | null {
  if (details.name.trim() === '' || details.nameReading.trim() === '') return { why: 'nameMissing' }
  const isFuture = Temporal.PlainDate.compare(details.birthDate, today) > 0
  if (isFuture || details.birthDate.until(today, { largestUnit: 'years' }).years > 130)
    return { why: 'impossibleBirthDate' }
  if (details.phone !== null && !/^[0-9]{9,11}$/.test(details.phone.replaceAll('-', '')))
    return { why: 'impossiblePhone' }
  if (details.mail !== null && 'why' in readMailAddress(details.mail)) return { why: 'impossibleMail' }
  return null
}

/** Details that were judged, with the address as it was understood. */
export function asRead<Details extends PatronDetails>(details: Details): Details {
  const read = details.mail === null ? null : readMailAddress(details.mail)
  return read && 'address' in read ? { ...details, mail: read.address } : details
}
