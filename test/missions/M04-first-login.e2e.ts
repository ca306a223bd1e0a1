import { expect, test } from 'vitest'
import { resetPassword } from '#patrons/signing-in/reset-password.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { givenPatron, signIn } from '../given-patron.ts'
import { serveLibrary } from '../served.ts'

const { library, base } = await serveLibrary()

test('M04 M05 the birth date is the 仮パスワード, and the パスワード変更 opens by itself', async () => {
  const patron = await givenPatron(library, { birthDate: '1970-01-01', password: null })
  const { page } = await visit(base)
  await page.goto('/login')
  expect(await page.textContent('main')).toContain('仮パスワード＝生年月日の西暦8桁（例：19700101）')
  await expectAccessible(page, 'login')
  await shoot(page, 'login')
  await signIn(page, { cardNumber: patron.cardNumber, password: '19700101' })

  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('パスワード変更')
  await expectAccessible(page, 'password change')
  await shoot(page, 'password')
  // Nothing else of MYライブラリ can be reached.
  for (const path of ['/my', '/my/settings', '/my/basket', '/my/holds', '/my/loans', '/my/mail', '/my/export']) {
    await page.goto(path)
    expect(new URL(page.url()).pathname).toBe('/my/password')
  }

  const fill = async (current: string, wished: string, again: string) => {
    await page.getByLabel('仮パスワード', { exact: true }).fill(current)
    await page.getByLabel('新パスワード', { exact: true }).fill(wished)
    await page.getByLabel('確認パスワード', { exact: true }).fill(again)
    await page.getByRole('button', { name: '変更' }).click()
  }
  await fill('19700101', '0101', '0101')
  expect(await page.getByRole('alert').textContent()).toContain('生年月日からできた番号は使えません')
  await expectAccessible(page, 'password change refused')
  await shoot(page, 'password-refused')
  await fill('19700101', '8264', '8265')
  expect(await page.getByRole('alert').textContent()).toContain('同じものを入力してください')
  await fill('19700102', '8264', '8264')
  expect(await page.getByRole('alert').textContent()).toContain('仮パスワード：ちがいます')
  await fill('19700101', '8264', '8264')
  expect(new URL(page.url()).pathname).toBe('/my')
  // What they did themselves is confirmed; it is a warning only when the page is opened another time.
  expect(await page.getByRole('status').textContent()).toContain('パスワードを変更しました。')
  expect(await page.textContent('main')).not.toContain('お心当たりのないとき')
  await expectAccessible(page, 'my library after the first password')
  await shoot(page, 'my-library-first-password')
  await page.goto('/my')
  expect(await page.textContent('main')).toContain('パスワードが変更されました。')
  expect(await page.getByRole('status').count()).toBe(0)
  // A link with that end does not hide a change for long.
  library.clock.forward({ minutes: 11 })
  await page.goto('/my?done=password')
  expect(await page.textContent('main')).toContain('お心当たりのないとき')

  // The 本パスワード holds from now on, on any browser; the birth date no longer does.
  const elsewhere = await visit(base)
  await signIn(elsewhere.page, { cardNumber: patron.cardNumber, password: '19700101' })
  expect(await elsewhere.page.getByRole('alert').textContent()).toContain('ちがいます')
  await signIn(elsewhere.page, { cardNumber: patron.cardNumber, password: '8264' })
  expect(new URL(elsewhere.page.url()).pathname).toBe('/my')
})

test('M05 the new password may be typed in full-width digits; the offered one is taken', async () => {
  const patron = await givenPatron(library, { birthDate: '1988-08-08', password: null })
  const { page } = await visit(base)
  await signIn(page, patron)
  const offered = /おすすめの番号：(\d{4})/.exec((await page.textContent('main')) ?? '')?.[1] ?? ''
  const wide = offered.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  await page.getByLabel('仮パスワード', { exact: true }).fill('１９８８０８０８')
  await page.getByLabel('新パスワード', { exact: true }).fill(wide)
  await page.getByLabel('確認パスワード', { exact: true }).fill(offered)
  await page.getByRole('button', { name: '変更' }).click()
  expect(new URL(page.url()).pathname).toBe('/my')
})

test('M07 after a reset at the central library the birth date is the 仮パスワード again', async () => {
  const patron = await givenPatron(library, { birthDate: '1952-03-14' })
  const { page } = await visit(base)
  await signIn(page, { cardNumber: patron.cardNumber, password: '1111' })
  expect(await page.textContent('main')).toContain('中央図書館で初期化します')
  expect(await page.getByRole('link', { name: '0254-53-7511' }).getAttribute('href')).toBe('tel:0254-53-7511')
  await signIn(page, patron)
  expect(new URL(page.url()).pathname).toBe('/my')

  await resetPassword(library, { login: 'counter1' }, patron.id, '電話で申し出')
  // Whoever was signed in is so no more.
  await page.goto('/my')
  expect(new URL(page.url()).pathname).toBe('/login')
  await signIn(page, patron)
  expect(await page.getByRole('alert').textContent()).toContain('ちがいます')
  await signIn(page, { cardNumber: patron.cardNumber, password: '19520314' })
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('パスワード変更')
  const audit = await library.db.selectFrom('audit').selectAll().where('did', '=', 'resetPassword').execute()
  expect(audit).toMatchObject([{ staff_login: 'counter1', patron_id: patron.id }])

  // A 仮パスワード that nobody used within a fortnight is none.
  library.clock.forward({ days: 14 })
  const { page: late } = await visit(base)
  await signIn(late, { cardNumber: patron.cardNumber, password: '19520314' })
  expect(await late.getByRole('alert').textContent()).toContain('ちがいます')
})
