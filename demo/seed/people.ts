import { transact } from '#database/database.ts'
import { BranchId, type PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { registerPatron } from '#patrons/desk/register-patron.ts'
import { stopPatron } from '#patrons/desk/stop-patron.ts'
import { importPassword } from '#patrons/signing-in/import-password.ts'
import { resetPassword } from '#patrons/signing-in/reset-password.ts'
import { savePolicy } from '#policy-store.ts'
import { addStaff } from '#staff/add-staff.ts'
import { assert } from '#std/assert.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import { demoPatrons, demoStaff } from '../patrons.ts'

/**
 * Patrons of every kind, each registered so long ago that their card expires when it should.
 * @returns their numbers by card
 */
export async function seedPatrons(library: Library): Promise<Map<string, PatronId>> {
  const today = dayOf(library.clock.now())
  const clerk = { login: demoStaff[0]!.login }
  const byCard = new Map<string, PatronId>()
  for (const patron of demoPatrons) {
    const registeredOn = today.add({ days: patron.expiresInDays }).subtract({ years: library.policy.cards.validYears })
    const then = { ...library, clock: { now: () => instantAt(registeredOn, '11:00') } }
    const registered = await registerPatron(then, clerk, {
      cardNumber: patron.card,
      name: patron.name,
      nameReading: patron.reading,
      birthDate: Temporal.PlainDate.from(patron.born),
      category: patron.category,
      phone: patron.phone,
      mail: patron.mail,
      postalCode: null,
      address: null,
      homeBranchId: BranchId(patron.branch),
    })
    assert(registered.ok, `the demo patron ${patron.card} can be registered`)
    const { patronId } = registered.value
    byCard.set(patron.card, patronId)
    if (patron.password.kind === 'own') await importPassword(library, patron.card, patron.password.digits)
    else await resetPassword(library, clerk, patronId, '利用者登録')
    if (patron.blocked) await stopPatron(library, clerk, patronId, patron.blocked)
  }
  return byCard
}

export async function seedStaff(library: Library): Promise<void> {
  // Everybody may read these passwords: a code beside them would keep nobody out but those who try the demo.
  const policy = { ...library.policy, staff: { codeGraceDays: 36_500 } }
  await transact(library.db, tx => savePolicy(tx, policy, { at: library.clock.now(), by: 'demo' }))
  library.policy = policy
  for (const { login, name, role, branch, password } of demoStaff) {
    const added = await addStaff(library, { login, name, role, branchId: BranchId(branch), password, withCode: false })
    assert(added.ok, `the demo account ${login} can be added`)
  }
}
