import type { Page } from 'playwright-core'
import { transact } from '#database/database.ts'
import { BranchId, type PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { registerPatron } from '#patrons/desk/register-patron.ts'
import { saveOwn } from '#patrons/signing-in/secret-store.ts'
import { startSession } from '#patrons/signing-in/sessions.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { anewEachFile } from './file-life.ts'
import { quickHash } from './quick-hash.ts'
import { type SignedIn, signedInAs } from './signed-in.ts'

let made = 0
anewEachFile(() => {
  made = 0
})

export type GivenPatron = {
  cardNumber?: string
  name?: string
  nameReading?: string
  birthDate?: string
  /** null: still with the 仮パスワード. */
  password?: string | null
  /** Hashed with the work of the service; if not said, with next to none. */
  hashedSlowly?: boolean
  phone?: string | null
  mail?: string | null
  category?: string
  /** Where the patron registered. */
  homeBranch?: string
}

/** A patron with a card and a password, unless said otherwise with telephone and without mail. */
export async function givenPatron(
  library: Library,
  given: GivenPatron = {},
): Promise<{ id: PatronId; name: string; cardNumber: string; password: string }> {
  made++
  const password = given.password === undefined ? '8264' : given.password
  const birthDate = Temporal.PlainDate.from(given.birthDate ?? '1970-01-01')
  const name = given.name ?? `見本 ${made}`
  const registered = await registerPatron(
    library,
    { login: 'test' },
    {
      cardNumber: given.cardNumber ?? `${20_000_000 + made}`,
      name,
      nameReading: given.nameReading ?? `ミホン ${made}`,
      birthDate,
      phone: given.phone === undefined ? '0254-53-0000' : given.phone,
      mail: given.mail ?? null,
      category: given.category ?? 'general',
      postalCode: null,
      address: null,
      homeBranchId: given.homeBranch === undefined ? null : BranchId(given.homeBranch),
    },
    { anotherPerson: true },
  )
  if (!registered.ok) throw new Error(`This patron cannot be registered: ${registered.refusal.why}`)
  const { patronId, cardNumber } = registered.value
  if (password !== null) {
    const { pepper } = library.secrets
    const hash = given.hashedSlowly ? await hashPassword(pepper, password) : quickHash(pepper, password)
    await transact(library.db, tx => saveOwn(tx, { patronId, now: library.clock.now(), hash }))
  }
  return { id: patronId, name, cardNumber, password: password ?? birthDate.toString().replaceAll('-', '') }
}

/** Signs in through the 認証ページ, as a patron does. */
export async function signIn(page: Page, patron: { cardNumber: string; password: string }): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
}

/** A session without a browser: the cookie to send, and the token that a form must carry. */
export async function givenSession(
  library: Library,
  patronId: PatronId,
  options: { mustChangePassword?: boolean } = {},
): Promise<SignedIn> {
  const id = await startSession(library, {
    patronId,
    mustChangePassword: options.mustChangePassword ?? false,
    terminalId: null,
  })
  return signedInAs(library, 'session', id)
}
