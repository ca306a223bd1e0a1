import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { importPassword } from '#patrons/signing-in/import-password.ts'
import { makeTerminalCode } from '#patrons/terminals/terminals.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { givenBib } from '../given.ts'
import { givenPatron, signIn } from '../given-patron.ts'
import { serveLibrary } from '../served.ts'

const { library, base } = await serveLibrary()

test('M02 searching is for everybody; everything beyond it asks for a login, and goes on to where one was going', async () => {
  const patron = await givenPatron(library)
  const bib = await givenBib(library)
  const { page } = await visit(base)
  for (const path of ['/', '/search?q=x', '/new', `/bib/${bib.id}`]) {
    await page.goto(path)
    expect(page.url()).toBe(base + path)
  }
  await page.goto('/')
  await page.getByRole('link', { name: 'Myライブラリ' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('ログイン')
  for (const path of ['/my/holds', '/my/basket', '/my/loans', '/my/settings']) {
    await page.goto(path)
    expect(new URL(page.url()).pathname).toBe('/login')
  }
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.keyboard.press('Enter')
  await page.waitForURL('/my/settings')

  // Half an hour without a page ends it; so does ログアウト, also for the Back button.
  library.clock.forward({ minutes: 31 })
  await page.goto('/my/settings')
  expect(new URL(page.url()).pathname).toBe('/login')
  expect(await page.textContent('main')).toContain('しばらく操作がなかったため、ログアウトしました')
  await signIn(page, patron)
  await page.goto('/my/settings')
  expect(await page.textContent('main')).toContain(patron.cardNumber)
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await page.waitForURL(`${base}/`, { waitUntil: 'load' })
  await page.goBack()
  expect(await page.textContent('body')).not.toContain(patron.cardNumber)
})

test('M03 利用者カード番号 without hyphens, with hyphens, with spaces or in full-width digits: the same card', async () => {
  const patron = await givenPatron(library, { cardNumber: '00310042' })
  for (const typed of ['00310042', '0031-0042', '0031 0042', '００３１ー００４２', '００３１００４２', 'A00310042A']) {
    const { page, context } = await visit(base)
    await page.goto('/login')
    expect(await page.textContent('main')).toContain('ハイフン不要')
    await page.getByLabel('利用者カード番号').fill(typed)
    await page.getByLabel('パスワード').fill(patron.password)
    await page.getByRole('button', { name: 'ログイン' }).click()
    expect([typed, new URL(page.url()).pathname]).toEqual([typed, '/my'])
    await context.close()
  }
})

test('M03 what is wrong is said at the field, what was typed stays, and the digits of other scripts are none', async () => {
  const { page } = await visit(base, { width: 240 })
  await page.goto('/login')
  await page.getByRole('button', { name: 'ログイン' }).click()
  const summary = await page.getByRole('alert').textContent()
  expect(await page.title()).toMatch(/^エラー：/)
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert')
  expect(summary).toContain('利用者カード番号：入力してください')
  expect(summary).toContain('パスワード：入力してください')
  await expectAccessible(page, 'login with nothing typed')
  await page.getByLabel('利用者カード番号').fill('١٢٣٤')
  await page.getByLabel('パスワード').fill('1234')
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('ちがいます')
  expect(await page.getByLabel('利用者カード番号').inputValue()).toBe('١٢٣٤')
  expect(await page.getByLabel('パスワード').inputValue()).toBe('')
})

test('M06 who has a password already keeps it: plain or hashed by an earlier system', async () => {
  const plain = await givenPatron(library, { password: null })
  await importPassword(library, plain.cardNumber, '1234')
  const hashed = await givenPatron(library, { password: null })
  await importPassword(library, hashed.cardNumber, `{sha1}${createHash('sha1').update('9172').digest('hex')}`)
  for (const [patron, password, opened] of [
    [plain, '1234', '/my/password'], // easily guessed: it opens the change of password
    [hashed, '9172', '/my'],
    [hashed, '9172', '/my'],
  ] as const) {
    const { page, context } = await visit(base)
    await signIn(page, { cardNumber: patron.cardNumber, password })
    expect(new URL(page.url()).pathname).toBe(opened)
    await context.close()
  }
  const { page } = await visit(base)
  await signIn(page, { cardNumber: plain.cardNumber, password: plain.password })
  expect(await page.getByRole('alert').textContent()).toContain('ちがいます')
})

test('M11 no page and no row shows a password, and the library says that it cannot', async () => {
  const patron = await givenPatron(library, { birthDate: '1961-05-05', password: null })
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.getByLabel('仮パスワード', { exact: true }).fill('19610505')
  await page.getByLabel('新パスワード', { exact: true }).fill('mimizuku-7193')
  await page.getByLabel('確認パスワード', { exact: true }).fill('mimizuku-7193')
  await page.getByRole('button', { name: '変更' }).click()
  for (const path of ['/my', '/my/settings', '/my/password', '/my/export']) {
    const answer = await page.request.get(path)
    expect(await answer.text()).not.toContain('mimizuku')
  }
  const tables = await library.db.introspection.getTables()
  for (const { name } of tables) {
    const rows = await library.db
      .selectFrom(name as 'patron')
      .selectAll()
      .execute()
    expect(JSON.stringify(rows)).not.toContain('mimizuku')
  }
  const { hash } = await library.db
    .selectFrom('patron_secret')
    .select('hash')
    .where('patron_id', '=', patron.id)
    .executeTakeFirstOrThrow()
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{20,}\$[^$]{40,}$/)
  await page.goto('/login')
  const { page: anonymous } = await visit(base)
  await anonymous.goto('/login')
  expect(await anonymous.textContent('main')).toContain('パスワードは図書館の職員にも分かりません')
})

test('M03 a card with a letter can be typed on a telephone: the field asks for no keyboard of digits', async () => {
  const patron = await givenPatron(library, { cardNumber: 'K-00321' })
  const { page } = await visit(base)
  await page.goto('/login')
  expect(await page.getByLabel('利用者カード番号').getAttribute('inputmode')).toBeNull()
  await signIn(page, { ...patron, cardNumber: 'k-00321' })
  expect(new URL(page.url()).pathname).toBe('/my')
})

test('M03 on an in-library terminal card number and password are typed by finger, without keyboard and without script', async () => {
  await givenPatron(library, { cardNumber: 'K00654', password: '8264' })
  const code = await makeTerminalCode(library, { login: 'chief1' }, BranchId('chuo'), '中央2番')
  const { page } = await visit(base, { width: 1280 })
  await page.goto('/login')
  expect(await page.getByRole('group', { name: 'カード番号のキー' }).count()).toBe(0)
  await page.goto('/kiosk')
  await page.getByLabel('登録番号').fill(code)
  await page.getByRole('button', { name: '登録' }).click()

  await page.goto('/login?next=/my/holds')
  const card = page.getByRole('group', { name: 'カード番号のキー' })
  await card.getByText('英字のキー').click()
  for (const key of ['K', 'K']) await card.getByRole('button', { name: key, exact: true }).click()
  await card.getByRole('button', { name: '1字けす' }).click()
  for (const key of '00654') await card.getByRole('button', { name: key, exact: true }).click()
  expect(await page.getByRole('textbox', { name: '利用者カード番号' }).inputValue()).toBe('K00654')
  const secret = page.getByRole('group', { name: '暗証番号のキー' })
  for (const key of '8264') await secret.getByRole('button', { name: key, exact: true }).click()
  // The same key lies under the finger, the keyboard goes on from it, and nobody reads over a shoulder.
  expect(await page.evaluate('document.activeElement.value')).toBe('password:4')
  expect(await page.getByLabel('パスワード', { exact: true }).getAttribute('type')).toBe('password')
  await expectAccessible(page, 'login with keys')
  await shoot(page, 'terminal-login-keys')
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(new URL(page.url()).pathname).toBe('/my/holds')

  await page.goto('/my/password')
  for (const [field, digits] of [
    ['いまの番号', '8264'],
    ['新しい番号', '7152'],
    ['確かめの番号', '7152'],
  ] as const) {
    const keys = page.getByRole('group', { name: `${field}のキー`, exact: true })
    for (const key of digits) await keys.getByRole('button', { name: key, exact: true }).click()
  }
  await page.getByRole('button', { name: '変更', exact: true }).click()
  expect(await page.textContent('main')).toContain('パスワードを変更しました')
})
