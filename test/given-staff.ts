import type { Page } from 'playwright-core'
import { transact } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Role } from '#staff/rules/roles.ts'
import { signInStaff } from '#staff/sign-in-staff.ts'
import { isCentral, saveStaff } from '#staff/staff-store.ts'
import { visit } from './browser.ts'
import { anewEachFile } from './file-life.ts'
import { quickHash } from './quick-hash.ts'
import { type SignedIn, signedInAs } from './signed-in.ts'

let made = 0
anewEachFile(() => {
  made = 0
})

export type GivenStaff = { login?: string; role?: Role; branchId?: BranchId; name?: string }

/** A staff account, of 中央図書館 if not said. */
export async function givenStaff(
  library: Library,
  given: GivenStaff = {},
): Promise<{ login: string; password: string }> {
  const login = given.login ?? `staff${++made}`
  const password = 'correct horse battery'
  const account = {
    login,
    name: given.name ?? '窓口 花子',
    role: given.role ?? 'counter',
    branchId: given.branchId ?? BranchId('chuo'),
    otherBranches: [],
    passwordHash: quickHash(library.secrets.pepper, password),
    codeSecret: null,
  }
  const added = await transact(library.db, async tx => {
    const resetsPasswords = await isCentral(tx, account.branchId)
    return await saveStaff(
      tx,
      { ...account, resetsPasswords },
      { now: library.clock.now(), renew: false, codeStep: null },
    )
  })
  if (added === null) throw new Error(`There is an account ${login} already`)
  return { login, password }
}

/** Somebody at work: an account, a browser without script, signed in through 「職員ログイン」. */
export async function staffAtDesk(
  service: { library: Library; base: string },
  given: GivenStaff = {},
): Promise<{ page: Page; login: string }> {
  const { login, password } = await givenStaff(service.library, given)
  const { page } = await visit(service.base, { width: 1280, height: 900 })
  await page.goto('/counter')
  await page.getByLabel('職員ID').fill(login)
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  return { page, login }
}

/** Types a code where the cursor stands and sends Enter, as a scanner does. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.waitForLoadState()
  await page.locator('input:focus').waitFor()
  await page.keyboard.type(code)
  const sent = page.waitForNavigation()
  await page.keyboard.press('Enter')
  await sent
}

/** A session without a browser: the cookie to send, and the token that a form must carry. */
export async function givenStaffSession(
  library: Library,
  given: GivenStaff = {},
): Promise<SignedIn & { login: string }> {
  const { login, password } = await givenStaff(library, given)
  const signedIn = await signInStaff(library, { login, password, code: '', branchId: null })
  if (!signedIn.ok) throw new Error(`${login} cannot sign in: ${signedIn.refusal.why}`)
  return { login, ...signedInAs(library, 'staff', signedIn.value) }
}
