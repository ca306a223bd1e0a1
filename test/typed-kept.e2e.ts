import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { resetPassword } from '#patrons/signing-in/reset-password.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { serveLibrary } from './served.ts'

let bibId: BibId
const { library, base } = await serveLibrary({}, async library => {
  bibId = (await givenBib(library, { title: '草枕' })).id
  await givenIndex(library)
  library.policy = { ...library.policy, services: { ...library.policy.services, questions: true } }
})

const longest = 'この町の鮭漁は、いつから続いていますか。'.repeat(40)

async function logInAgain(page: Page, { cardNumber, password }: { cardNumber: string; password: string }) {
  await page.getByLabel('利用者カード番号').fill(cardNumber)
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'ログイン' }).click()
}

/** The session ends while somebody writes; they send what they wrote, and log in again. */
async function sendTooLate(page: Page, patron: { cardNumber: string; password: string }, button: string) {
  library.clock.forward({ hours: 13 })
  await page.getByRole('button', { name: button }).click()
  expect(await page.textContent('main')).toContain('書いたことは残っています。')
  await logInAgain(page, { ...patron, password: '9753' })
  expect(await page.textContent('main')).toContain('書いたことは残っています。')
  await logInAgain(page, patron)
  expect(await page.textContent('h1')).toBe('ログインしました')
}

test('a question and a request that were written while the session ended come back after the login, unsent', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my/questions/new')
  await page.getByLabel('知りたいこと').fill(`<b>"鮭"</b>\n${longest}`)
  await page.getByLabel('いつまでに').fill('2026-12-10')
  library.clock.forward({ hours: 13 })
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  await expectAccessible(page, 'login with something typed')
  await shoot(page, 'login-with-typed')
  expect(page.url()).not.toContain('鮭')
  await logInAgain(page, patron)
  await expectAccessible(page, 'typed before')
  await shoot(page, 'typed-before')
  // On the narrowest screen the button is one line: no word of it is torn.
  await page.setViewportSize({ width: 240, height: 400 })
  const button = page.getByRole('button', { name: '書いたところへもどる' })
  const lines = button.evaluate(one => {
    const words = one.ownerDocument.createRange()
    words.selectNodeContents(one)
    return new Set(Array.from(words.getClientRects(), ({ top }) => top)).size
  })
  expect(await lines).toBe(1)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: '書いたところへもどる' }).click()
  expect(await page.getByLabel('知りたいこと').inputValue()).toBe(`<b>"鮭"</b>\n${longest}`)
  expect(await page.getByLabel('いつまでに').inputValue()).toBe('2026-12-10')
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await library.db.selectFrom('question').selectAll().execute()).toEqual([])
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  await page.getByRole('status').waitFor()
  expect((await library.db.selectFrom('question').selectAll().execute()).length).toBe(1)

  await page.goto('/my/requests/new')
  await page.getByLabel('書名').fill('北越雪譜の謎')
  await page.getByLabel('中央図書館').check()
  await page.getByLabel('自主確認').check()
  await sendTooLate(page, patron, 'リクエストする')
  await page.getByRole('button', { name: '書いたところへもどる' }).click()
  expect(await page.getByLabel('書名').inputValue()).toBe('北越雪譜の謎')
  expect(await page.getByLabel('中央図書館').isChecked()).toBe(true)
  await page.getByRole('button', { name: 'リクエストする' }).click()
  expect(await page.getByRole('status').textContent()).toContain('「北越雪譜の謎」のリクエストを受け付けました。')
})

test('a note to a title that goes onto a list comes back too', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto(`/my/lists/add?bib=${bibId}`)
  await page.getByLabel('新しいリストの名前').fill('冬休み')
  await page.getByLabel('メモ').fill('春に読む')
  await sendTooLate(page, patron, 'リストに入れる')
  await page.getByRole('button', { name: '書いたところへもどる' }).click()
  expect(await page.getByLabel('新しいリストの名前').inputValue()).toBe('冬休み')
  expect(await page.getByLabel('メモ').inputValue()).toBe('春に読む')
  expect(await page.textContent('main')).toContain('草枕')
  await page.getByRole('button', { name: 'リストに入れる' }).click()
  expect(await page.getByRole('status').textContent()).toContain('1冊をこのリストに入れました。')
})

test('who must choose a password first gets back what was typed after that; under a veil it is said that it is lost', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  const writeTooLong = async (password: string, before: () => Promise<unknown>) => {
    await signIn(page, { ...patron, password })
    await page.goto('/my/requests/new')
    await page.getByLabel('書名').fill('北越雪譜の謎')
    await page.getByLabel('中央図書館').check()
    await page.getByLabel('自主確認').check()
    library.clock.forward({ hours: 13 })
    await before()
    await page.getByRole('button', { name: 'リクエストする' }).click()
  }
  await writeTooLong(patron.password, () => resetPassword(library, { login: 'mado' }, patron.id, '忘れた'))
  await logInAgain(page, { ...patron, password: '19700101' })
  expect(await page.textContent('main')).toContain('書いたことは残っています。まだ送っていません。')
  await expectAccessible(page, 'password first')
  await shoot(page, 'typed-password-first')
  await page.getByRole('button', { name: 'パスワードを決める' }).click()
  expect(await page.getByRole('alert').count()).toBe(0)
  await page.getByLabel('仮パスワード').fill('19700101')
  await page.getByLabel('新パスワード', { exact: true }).fill('7152')
  await page.getByLabel('確認パスワード').fill('7153')
  await page.getByRole('button', { name: '変更' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('仮パスワード').fill('19700101')
  await page.getByLabel('新パスワード', { exact: true }).fill('7152')
  await page.getByLabel('確認パスワード').fill('7152')
  await page.getByRole('button', { name: '変更' }).click()
  await page.getByRole('button', { name: '書いたところへもどる' }).click()
  expect(await page.getByLabel('書名').inputValue()).toBe('北越雪譜の謎')

  await page.context().clearCookies()
  await writeTooLong('7152', () =>
    library.db
      .updateTable('patron_secret')
      .set({ veiled_until: library.clock.now().add({ hours: 20 }) })
      .where('patron_id', '=', patron.id)
      .execute(),
  )
  await logInAgain(page, { ...patron, password: '7152' })
  expect(await page.getByRole('alert').textContent()).toContain('もう一度書いてください。')
  await expectAccessible(page, 'not kept under a veil')
  await shoot(page, 'typed-veiled')
  await page.goto('/my')
  expect(await page.getByRole('alert').count()).toBe(0)
  const made = await library.db.selectFrom('request').select('title').where('patron_id', '=', patron.id).execute()
  expect(made).toEqual([])
})

test('what goes along with a login leads to a form of ours, or nowhere', async () => {
  const { cardNumber, password } = await givenPatron(library)
  for (const typed of ['x', '{"path":"/my/loans","fields":[]}', '{"path":"https://example.org/","fields":[]}']) {
    const body = new URLSearchParams({ cardNumber, password, typed })
    const headers = { 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(`${base}/login`, { method: 'POST', redirect: 'manual', headers, body })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/my'])
  }
})
