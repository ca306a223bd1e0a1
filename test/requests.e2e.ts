import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { answerRequest } from '#requests/answer-request.ts'
import { forgetRequests, lookForRequested } from '#requests/look-for-requested.ts'
import { myRequests } from '#requests/my-requests.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { staffAtDesk } from './given-staff.ts'
import { serveLibrary } from './served.ts'

const { library, base } = await serveLibrary({}, async library => {
  await givenBib(library, { title: '草枕', author: '夏目漱石', isbns: ['9784003101049'] })
  await givenIndex(library)
})

const main = (page: Page) => page.textContent('main')

async function fill(page: Page, typed: { title: string; isbn?: string }): Promise<void> {
  await page.getByLabel('書名').fill(typed.title)
  await page.getByLabel('ISBN').fill(typed.isbn ?? '')
  await page.getByLabel('中央図書館').check()
  await page.getByLabel('自主確認').check()
  // The answer stands there, taken or refused, before anybody goes on.
  const answered = page.waitForURL(/\/my\/requests(\?|$)/)
  await page.getByRole('button', { name: 'リクエストする' }).click()
  await answered
}

test('what a search does not find is requested, taken on at the counter, and becomes a hold', async () => {
  const patron = await givenPatron(library, { mail: 'hana@example.org' })
  const { page } = await visit(base)
  await page.goto('/search?q=北越雪譜の謎')
  await page.getByRole('link', { name: '図書館にない本をリクエストする' }).click()
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByLabel('書名').inputValue()).toBe('北越雪譜の謎')
  await expectAccessible(page, 'new request')
  await shoot(page, 'request-new')
  await fill(page, { title: '北越雪譜の謎' })
  expect(await page.getByRole('status').textContent()).toBe('「北越雪譜の謎」のリクエストを受け付けました。')
  await expectAccessible(page, 'requests')
  await shoot(page, 'requests')

  const desk = await staffAtDesk({ library, base })
  await desk.page.goto('/counter/requests')
  expect(await main(desk.page)).toContain('北越雪譜の謎')
  await expectAccessible(desk.page, 'requests at the counter')
  await shoot(desk.page, 'counter-requests')
  const answer = async (to: string, words: string, bib = '') => {
    await desk.page.getByLabel('次の状態').selectOption({ label: to })
    await desk.page.getByLabel('利用者への返事').fill(words)
    await desk.page.getByLabel('書誌番号').fill(bib)
    await desk.page.getByRole('button', { name: '進める' }).click()
  }
  await answer('おことわり', '')
  expect(await desk.page.getByRole('alert').textContent()).toContain('返事を書いてください')
  await answer('発注', '12月に届く見込みです。')
  expect(await desk.page.getByRole('status').textContent()).toBe('状態を進めました。')
  await page.goto('/my/requests')
  expect(await main(page)).toContain('発注')
  expect(await main(page)).toContain('図書館から：12月に届く見込みです。')
  expect(await page.getByRole('button', { name: '取り下げる' }).count()).toBe(0)

  const { id } = await givenBib(library, { title: '北越雪譜の謎' })
  await desk.page.goto('/counter/requests?state=ordered')
  await answer('用意できました', '', `${id}`)
  await page.goto('/my/requests')
  expect(await main(page)).toContain('用意できました')
  await page.goto('/my/holds')
  expect(await main(page)).toContain('北越雪譜の謎')
})

test('a request is refused with every reason at once, keeps what was typed, and changes nothing', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my/requests/new?isbn=9784003101049')
  await fill(page, { title: '', isbn: '12345' })
  const alert = await page.getByRole('alert').textContent()
  expect(alert).toContain('書名')
  expect(alert).toContain('ISBNとして読み取れません')
  for (const title of ['一冊目', '二冊目', '三冊目']) {
    await page.goto('/my/requests/new')
    await fill(page, { title })
  }
  await page.goto('/my/requests/new')
  await fill(page, { title: '草枕', isbn: '4-00-310104-6' })
  const refused = await page.getByRole('alert').textContent()
  expect(refused).toContain('この本は図書館にあります')
  expect(refused).toContain('7日間に3件まで')
  expect(await page.getByLabel('書名').inputValue()).toBe('草枕')
  await expectAccessible(page, 'request refused')
  expect(await myRequests(library, patron.id)).toHaveLength(3)
})

test('sent twice it is one; taken back it stays so; somebody else has none of it', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my/requests/new')
  await fill(page, { title: '二度押した本' })
  await page.goBack()
  await fill(page, { title: '二度押した本' })
  expect(await myRequests(library, patron.id)).toHaveLength(1)

  const [request] = await myRequests(library, patron.id)
  const other = await visit(base)
  await signIn(other.page, await givenPatron(library))
  await other.page.goto('/my/requests')
  expect(await main(other.page)).not.toContain('二度押した本')

  await page.goto('/my/requests')
  await page.getByRole('button', { name: '取り下げる' }).click()
  expect(await page.getByRole('status').textContent()).toBe('リクエストを取り下げました。')
  expect((await myRequests(library, patron.id))[0]).toMatchObject({ id: request!.id, state: 'withdrawn' })
  const staff = { is: 'staff', login: 'test' } as const
  expect(await answerRequest(library, staff, request!.id, { to: 'ordered', answer: null, bibId: null })).toMatchObject({
    ok: false,
    refusal: { why: 'notFromHere' },
  })
})

test('the night makes a hold of a request whose ISBN has been catalogued, once, and forgets what ended long ago', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my/requests/new')
  await fill(page, { title: '新しい本', isbn: '9784101010014' })
  const day = Temporal.PlainDate.from('2026-11-26')
  const night = (on: Temporal.PlainDate) => ({ day: on, now: library.clock.now(), limit: 100 })
  expect(await lookForRequested(library, night(day))).toMatchObject({ report: { becameHolds: 0 } })
  const { id } = await givenBib(library, { title: '新しい本', isbns: ['9784101010014'] })
  const next = day.add({ days: 1 })
  expect(await lookForRequested(library, night(next))).toMatchObject({ report: { becameHolds: 1 } })
  expect(await lookForRequested(library, night(next))).toMatchObject({ did: 0 })
  expect((await myRequests(library, patron.id))[0]).toMatchObject({ state: 'held', bibId: id })
  const holds = await library.db.selectFrom('hold').where('patron_id', '=', patron.id).selectAll().execute()
  expect(holds).toMatchObject([{ bib_id: id, state: 'waiting' }])

  const later = library.clock.now().add({ hours: 24 * 31 })
  await forgetRequests(library, { day: next, now: later, limit: 100 })
  expect(await myRequests(library, patron.id)).toEqual([])
})

test('調べもの相談: asked in Myライブラリ, looked up and answered at the counter, read and taken away by its patron', async () => {
  library.policy = { ...library.policy, services: { ...library.policy.services, questions: true } }
  const patron = await givenPatron(library, { name: '村上 花子' })
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my')
  await page.getByRole('link', { name: '調べもの相談' }).click()
  await shoot(page, 'questions-empty')
  await page.getByRole('link', { name: '相談する' }).click()
  await page.getByLabel('いつまでに').fill('2026-11-01')
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('入力してください。')
  await page.getByLabel('知りたいこと').fill('村上の鮭漁は、いつごろ始まりましたか。\n古い記録が見たいです。')
  await page.getByLabel('もう調べた資料').fill('『村上市史』通史編1')
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('もう過ぎています')
  await expectAccessible(page, 'new question')
  await shoot(page, 'question-new')
  await page.getByLabel('いつまでに').fill('2026-12-10')
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  expect(await page.getByRole('status').textContent()).toBe('相談を受け付けました。')

  const { page: desk } = await staffAtDesk({ library, base }, {})
  await desk.goto('/counter')
  expect(await desk.getByRole('region', { name: 'いまの仕事' }).textContent()).toContain('調べもの相談 1件')
  const waiting = (await desk.getByRole('region', { name: 'いまの仕事' }).textContent())!
  expect(waiting).toContain('ページの間違いのお知らせ 0件')
  expect(waiting).not.toContain('利用登録の申し込み')
  await desk.getByRole('link', { name: '調べもの相談' }).first().click()
  expect(await main(desk)).toContain('12月10日（木）までに')
  await desk.getByRole('button', { name: '調べはじめる' }).click()
  await desk.getByRole('link', { name: '調べています 1' }).click()
  await desk.getByRole('button', { name: 'に回答する' }).click()
  expect(await desk.getByRole('alert').textContent()).toBe('回答を書いてください。')
  await desk.getByLabel('への回答').fill('平安時代の記録があります。\n『村上市史』資料編2、35ページをごらんください。')
  await expectAccessible(desk, 'questions at the counter')
  await shoot(desk, 'counter-questions')
  await desk.getByRole('button', { name: 'に回答する' }).click()
  expect(await desk.getByRole('status').textContent()).toBe('記録しました。')

  await page.reload()
  expect(await main(page)).toContain('『村上市史』資料編2、35ページ')
  for (const language of ['en', 'ja-easy', 'ja']) {
    for (const [path, name] of [
      ['/my/questions', 'questions'],
      ['/my/questions/new', 'question-form'],
    ] as const) {
      await page.goto(`/language?to=${language}&back=${path}`)
      await expectAccessible(page, `${path} in ${language}`)
      await shoot(page, `${name}-${language}`)
    }
  }
  await page.goto('/my/questions')
  await page.getByRole('button', { name: 'を消す' }).click()
  expect(await main(page)).toContain('相談はありません。')
})
