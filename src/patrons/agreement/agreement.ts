import type { PatronId, PreRegistrationId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadAgreement, loadAgreementAtHome } from './agreement-store.ts'
import type { Agreement } from './terms.ts'

/** To which 利用規約 a patron, or who has begun to register, has agreed; null: to none. It shows nothing else of them. */
export const agreementOf = (
  { db }: Library,
  who: { patronId: PatronId } | { begun: PreRegistrationId },
): Promise<Agreement | null> =>
  'patronId' in who ? loadAgreement(db, who.patronId) : loadAgreementAtHome(db, who.begun)
