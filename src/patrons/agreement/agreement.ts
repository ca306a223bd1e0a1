import type { PatronId, PreRegistrationId } from '#ids.ts'
import type { Library } from '#library.ts'
import { type Policy, wordLanguages } from '#policy.ts'
import { loadTermsSoFar } from '#policy-store.ts'
import { loadAgreement, loadAgreementAtHome } from './agreement-store.ts'
import { type Agreement, termsVersion, versionOfTerms } from './terms.ts'

/** To which 利用規約 a patron, or who has begun to register, has agreed; null: to none. It shows nothing else of them. */
export const agreementOf = (
  { db }: Library,
  who: { patronId: PatronId } | { begun: PreRegistrationId },
): Promise<Agreement | null> =>
  'patronId' in who ? loadAgreement(db, who.patronId) : loadAgreementAtHome(db, who.begun)

/**
 * What a patron reads of their own agreement: whether these terms are still in force, and whether their words are known
 * here; null: there is none.
 */
export async function myAgreement(
  library: Library,
  patronId: PatronId,
): Promise<(Agreement & { isInForce: boolean; isKnown: boolean }) | null> {
  const agreement = await loadAgreement(library.db, patronId)
  if (agreement === null) return null
  const isInForce = agreement.version === termsVersion(library.policy)
  return { ...agreement, isInForce, isKnown: isInForce || (await agreedTerms(library, agreement.version)) !== null }
}

/** A wording of the 利用規約, in every language in which the library wrote it. */
type AgreedTerms = {
  from: Temporal.Instant
  terms: Policy['words']['terms']
  texts: { language: (typeof wordLanguages)[number]; text: string }[]
}

/**
 * The words behind a version to which somebody agreed, and since when they were in force; null: the settings have never
 * had them here, as when the agreement came along from another system.
 */
export async function agreedTerms(library: Library, version: string): Promise<AgreedTerms | null> {
  const found = (await termsSoFar(library)).find(({ terms }) => versionOfTerms(terms) === version)
  if (!found) return null
  const { terms, from } = found
  return { from, terms, texts: wordLanguages.flatMap(language => inLanguage(terms, language)) }
}

const read = new WeakMap<Policy, ReturnType<typeof loadTermsSoFar>>()

/** Read once as long as the same settings are in force: anybody may ask, and all settings there were are looked at. */
function termsSoFar({ db, policy }: Library): ReturnType<typeof loadTermsSoFar> {
  const known = read.get(policy)
  if (known) return known
  const reading = loadTermsSoFar(db)
  read.set(policy, reading)
  // What failed is asked again.
  reading.catch(() => read.delete(policy))
  return reading
}

const inLanguage = (terms: Policy['words']['terms'], language: (typeof wordLanguages)[number]) =>
  terms[language] ? [{ language, text: terms[language] }] : []
