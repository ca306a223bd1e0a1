import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMailer } from '#delivery/mailer.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import { expectAccessible } from '../../test/axe.ts'
import { shoot, visit } from '../../test/browser.ts'
import { givenPatron, givenSession, signIn } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { readText, startSmtp } from '../../test/smtp.ts'
import { serveWeb, type WebServer } from './serve.ts'

let web: WebServer
let library: TestLibrary
let base: string
beforeAll(async () => {
  library = await openLibrary()
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(base + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })

test('the 認証ページ lets a patron in, and says no without saying why', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await page.goto('/my/settings')
  expect(page.url()).toBe(`${base}/login?next=%2Fmy%2Fsettings`)
  await expectAccessible(page, 'login')
  await signIn(page, { cardNumber: patron.cardNumber, password: '0000' })
  expect(await page.getByRole('alert').textContent()).toContain('ちがいます')
  await expectAccessible(page, 'login refused')
  await shoot(page, 'login')
  await signIn(page, patron)
  expect(page.url()).toBe(`${base}/my`)
})

test('a form of a patron needs the token of the session, and a page of ours', async () => {
  const { id } = await givenPatron(library)
  const { cookie, csrf } = await givenSession(library, id)
  const own = { 'sec-fetch-site': 'same-origin' }
  expect((await post('/logout', {}, { cookie, ...own })).status).toBe(403)
  expect((await post('/logout', { csrf: 'x' }, { cookie, ...own })).status).toBe(403)
  expect((await post('/logout', { csrf }, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post('/logout', { csrf }, { cookie, origin: 'https://elsewhere.example' })).status).toBe(403)
  // A feature phone that sends neither header has the token.
  expect((await post('/logout', { csrf }, { cookie })).status).toBe(303)
  const after = await fetch(`${base}/my`, { headers: { cookie }, redirect: 'manual' })
  expect(after.headers.get('location')).toBe('/login?next=%2Fmy')
})

test('a forgotten password is set anew by a link from a mail, and for a day nothing tells what its patron reads', async () => {
  const before = library.policy
  library.policy = {
    ...before,
    services: { ...before.services, passwordByMail: true },
    identity: { ...before.identity, publicAddress: base },
  }
  const smtp = await startSmtp()
  const patron = await givenPatron(library, { mail: 'hana@example.org' })
  const { page } = await visit(base)
  await page.goto('/login')
  await page.getByRole('link', { name: 'メールで決めなおす' }).click()
  await page.getByRole('button', { name: 'メールを送る' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('登録してあるメールアドレス：')
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('登録してあるメールアドレス').fill('hana@example.org')
  await expectAccessible(page, 'forgotten')
  await shoot(page, 'forgotten')
  await page.getByRole('button', { name: 'メールを送る' }).click()
  expect(await page.getByRole('status').textContent()).toContain('まもなくメールが届きます')

  const mailer = openMailer({ smtpUrl: smtp.url, from: 'kago@lib.example.jp', directory: '/nowhere' })
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(1)
  const { text } = readText(smtp.taken[0]!.source)
  const link = /http:\S+\/forgotten\/\S+/.exec(text)![0]
  await page.goto(link)
  await expectAccessible(page, 'new password')
  await shoot(page, 'new-password')
  await page.getByLabel('新パスワード', { exact: true }).fill('7152')
  await page.getByLabel('確認パスワード').fill('7153')
  await page.getByRole('button', { name: '決めてログインする' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('確認パスワード')
  await page.getByLabel('新パスワード', { exact: true }).fill('7152')
  await page.getByLabel('確認パスワード').fill('7152')
  await page.getByRole('button', { name: '決めてログインする' }).click()
  expect(page.url()).toBe(`${base}/my`)
  expect(await page.getByRole('main').textContent()).toContain('パスワードを新しくされたばかりです')
  await expectAccessible(page, 'veiled')
  await shoot(page, 'veiled')
  for (const path of [
    'holds',
    'loans',
    'basket',
    'lists',
    'reading',
    'searches',
    'requests',
    'family',
    'export',
    'mail',
  ]) {
    await page.goto(`/my/${path}`)
    expect([path, page.url()]).toEqual([path, `${base}/my`])
  }
  await page.goto('/my/settings')
  expect(page.url()).toBe(`${base}/my/settings`)
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent, 'the patron is told').toBe(1)
  expect(readText(smtp.taken[1]!.source).text).toContain('パスワードが新しく決められました')
  await page.goto(link)
  expect(await page.getByRole('alert').textContent()).toContain('もう使えません')
  expect(await page.getByRole('alert').getByRole('link').first().getAttribute('href')).toBe('/login')
  library.clock.forward({ hours: 24 })
  await signIn(page, { cardNumber: patron.cardNumber, password: '7152' })
  await page.goto('/my/holds')
  expect(page.url()).toBe(`${base}/my/holds`)
  await smtp.stop()
  library.policy = before
})

test('a passkey is made after the password, opens without it, and is removed; without script none is offered', async () => {
  const before = library.policy
  const here = base.replace('127.0.0.1', 'localhost')
  library.policy = {
    ...before,
    services: { ...before.services, passkeys: true },
    identity: { ...before.identity, publicAddress: here },
  }
  const patron = await givenPatron(library)
  const { page, context } = await visit(here, { javaScript: true })
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await signIn(page, patron)
  await page.goto('/my/settings')
  await page.getByRole('link', { name: 'パスキー' }).click()
  await expectAccessible(page, 'passkeys, none')
  await page.getByLabel('いまのパスワード').fill('0000')
  await page.getByRole('button', { name: 'つぎへ' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('機器の名前：')
  await page.getByLabel('機器の名前').fill('わたしの電話')
  await page.getByLabel('いまのパスワード').fill('0000')
  await page.getByRole('button', { name: 'つぎへ' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('いまのパスワード：')
  expect(await page.getByLabel('機器の名前').inputValue()).toBe('わたしの電話')
  await page.getByLabel('いまのパスワード').fill(patron.password)
  await page.getByRole('button', { name: 'つぎへ' }).click()
  await page.getByRole('button', { name: 'この機器で作る' }).waitFor()
  await expectAccessible(page, 'make a passkey')
  await shoot(page, 'passkey-make')
  await page.getByRole('button', { name: 'この機器で作る' }).click()
  expect(await page.getByRole('status').textContent()).toBe('パスキーを作りました。')
  await expectAccessible(page, 'passkeys')
  await shoot(page, 'passkeys')

  await context.clearCookies()
  await page.goto('/my/loans')
  await page.getByRole('button', { name: 'パスキーで入る' }).waitFor()
  await expectAccessible(page, 'login with passkeys')
  await shoot(page, 'login-passkey')
  await page.getByRole('button', { name: 'パスキーで入る' }).click()
  await page.waitForURL(`${here}/my/loans`)

  await page.goto('/my/passkeys')
  await page.getByRole('link', { name: '「わたしの電話」を消す' }).click()
  await expectAccessible(page, 'remove a passkey')
  await page.getByLabel('いまのパスワード').fill(patron.password)
  await page.getByRole('button', { name: 'パスキーを消す' }).click()
  expect(await page.getByRole('status').textContent()).toBe('パスキーを消しました。')
  await context.clearCookies()
  await page.goto('/login')
  await page.getByRole('button', { name: 'パスキーで入る' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('このパスキーでは入れませんでした')

  const plain = await visit(here)
  await plain.page.goto('/login')
  expect(await plain.page.getByRole('button', { name: 'パスキーで入る' }).count()).toBe(0)
  const elsewhere = await visit(base, { javaScript: true })
  await elsewhere.page.goto('/login')
  expect(await elsewhere.page.getByRole('button', { name: 'パスキーで入る' }).count()).toBe(0)
  library.policy = before
})
