import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { insertAccountChange } from '../account-change-store.ts'
import { saveAgreement } from '../agreement/agreement-store.ts'
import { agreementNow } from '../agreement/terms.ts'
import { loadMail, lockPatronRow, updatePatron } from '../patron-store.ts'
import { asRead, type DetailsRefusal, judgeDetails, type PatronDetails } from '../rules/patron.ts'

/**
 * 登録内容の変更 at the counter. What stood there before is not kept; that it was changed is.
 * @param agrees whether they agree to the 利用規約 at the counter; without, what they agreed to before stays
 */
export async function changePatron(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  details: PatronDetails,
  { agrees = false }: { agrees?: boolean } = {},
): Promise<Outcome<null, DetailsRefusal | { why: 'unknownPatron' }>> {
  const now = library.clock.now()
  const wrong = judgeDetails(details, dayOf(now), library.policy.patronCategories)
  if (wrong) return refused(wrong)
  return transact(library.db, async tx => {
    if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknownPatron' })
    const read = asRead(details)
    if ((await loadMail(tx, patronId)) !== read.mail) await insertAccountChange(tx, { patronId, at: now, what: 'mail' })
    await updatePatron(tx, patronId, read)
    const agreement = agreementNow(library.policy, agrees, now)
    if (agreement) await saveAgreement(tx, patronId, agreement)
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'changePatron', patronId })
    return done(null)
  })
}
