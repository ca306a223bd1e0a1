import { isAmong, type PickupGroup, pickupLocations } from '#branches/pickup-locations.ts'
import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { UsualChoice } from '#patrons/usual-choice/usual-choice-store.ts'
import { offers, type Policy } from '#policy.ts'
import type { Contact } from '../rules/hold.ts'
import { type ContactFacts, loadContactFacts, loadLastChoice } from './choices-store.ts'

/** What a patron can choose for a hold, and what they choose as a rule, or else chose the last time. */
export type Choices = {
  places: PickupGroup[]
  contacts: OfferedContacts
  /** What they have laid down for every order, and whether both of it can still be chosen; null: nothing. */
  usual: (UsualChoice & { isOffered: boolean }) | null
  pickup: PickupLocation | null
  contact: Contact | null
}

/** 予約連絡方法 (M21): 電話 and メール are offered only to a patron who has one registered. */
export type OfferedContacts = {
  offered: Contact[]
  /** Whether the library calls anybody at all. */
  phoneOffered: boolean
  /**
   * The last four digits: enough to recognise one's own number, not enough for somebody who looks over the shoulder.
   */
  phoneEnd: string | null
  mailApplied: boolean
}

export async function myChoices(
  library: Pick<Library, 'db' | 'clock' | 'kept' | 'policy'>,
  patronId: PatronId,
): Promise<Choices> {
  const [places, facts, last] = await Promise.all([
    pickupLocations(library),
    loadContactFacts(library.db, patronId),
    loadLastChoice(library.db, patronId),
  ])
  const contacts = offeredContacts(library.policy, facts)
  const home = facts.homeBranchId === null ? null : { branchId: facts.homeBranchId, stopId: null }
  const { usual } = facts
  const isUsualPlace = usual !== null && isAmong(places, usual.pickup)
  const wished = isUsualPlace ? usual.pickup : (last?.pickup ?? home)
  const contact = [usual, last].flatMap(one => one?.contact ?? []).find(one => contacts.offered.includes(one))
  return {
    places,
    contacts,
    usual: usual && { ...usual, isOffered: isUsualPlace && contacts.offered.includes(usual.contact) },
    pickup: wished && isAmong(places, wished) ? wished : null,
    contact: contact ?? onlyOne(contacts.offered),
  }
}

function offeredContacts(policy: Policy, facts: ContactFacts): OfferedContacts {
  const offered: Contact[] = ['self']
  if (facts.mail) offered.unshift('mail')
  if (facts.phone && offers(policy, 'phoneContact')) offered.unshift('phone')
  const phoneOffered = offers(policy, 'phoneContact')
  return {
    offered,
    phoneOffered,
    phoneEnd: facts.phone?.replace(/\D/g, '').slice(-4) ?? null,
    mailApplied: facts.mailApplied,
  }
}

const onlyOne = (offered: Contact[]): Contact | null => (offered.length === 1 ? offered[0]! : null)
