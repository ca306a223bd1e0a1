import { afterAll, beforeAll, expect, test } from 'vitest'
import { hearRoundTrips } from '#database/database.ts'
import { PatronId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { agreementOf } from '#patrons/agreement/agreement.ts'
import { termsVersion } from '#patrons/agreement/terms.ts'
import { myData } from '#patrons/my-account.ts'
import { visit } from './browser.ts'
import { givenReader, staff } from './given-holds.ts'
import { staffAtDesk } from './given-staff.ts'
import { look, openService, patronAtHome, type Service, signInAgain } from './missions/desk.ts'

const agreeing = '利用規約を読み、同意します'
const readTerms = '同意した規約を読む'
const atCounter = '窓口で、いまの規約に同意をいただいた'

let service: Service
beforeAll(async () => {
  service = await openService()
  offer()
})
/** What the settings keep does not say so: it is offered anew after each change of them. */
function offer() {
  const { library } = service
  library.policy = { ...library.policy, services: { ...library.policy.services, preRegistration: true } }
}
afterAll(() => service.web.close())

/** As an administrator does it in the settings. */
async function writeTerms(words: string) {
  const { page: desk } = await staffAtDesk(service, { role: 'admin' })
  await desk.goto('/counter/settings')
  await desk.getByRole('link', { name: '利用規約' }).click()
  await desk.getByLabel('日本語', { exact: true }).fill(words)
  await look(desk, 'settings-terms')
  await desk.getByRole('button', { name: '変わることをたしかめる' }).click()
  await desk.getByRole('button', { name: '使いはじめる', exact: true }).click()
  offer()
}

test('the library writes its terms, who registers agrees at home or at the counter, and other terms are said', async () => {
  const { library, base } = service
  const { page: desk } = await staffAtDesk(service, { role: 'admin' })
  const { page: home } = await visit(base)
  await home.goto('/register')
  expect(await home.getByRole('checkbox').count(), 'no terms, no question').toBe(0)
  await desk.goto('/counter/patrons/new')
  expect(await desk.getByRole('checkbox').count()).toBe(0)

  await writeTerms('1. 本は期限までに返してください。\n2. 本を大切にあつかってください。')
  const first = termsVersion(library.policy)!

  // Everything that is wrong is said at once, and what was typed stays.
  await home.goto('/register')
  await home.getByLabel('名前').fill('新井 読子')
  await home.getByLabel('よみ').fill('アライ ヨミコ')
  await home.getByLabel('生年月日').fill('きのう')
  await home.getByLabel('電話番号').fill('0254-53-0001')
  await home.getByLabel('住所').fill('村上市本町1丁目1-1')
  await home.getByRole('button', { name: '申し込む' }).click()
  const wrong = await home.getByRole('alert').textContent()
  for (const said of ['生年月日：', '利用規約：読んで、同意するしるし']) expect(wrong).toContain(said)
  expect(await home.getByLabel('名前').inputValue()).toBe('新井 読子')
  await look(home, 'register-not-agreed')
  await home.getByLabel(agreeing).check()
  await home.getByRole('button', { name: '申し込む' }).click()
  expect(await home.getByRole('alert').textContent()).not.toContain('利用規約：')
  expect(await home.getByLabel(agreeing).isChecked(), 'the tick stays too').toBe(true)
  await home.getByLabel('生年月日').fill('19900401')

  // They agreed to words that are in force no more when they send it.
  await writeTerms('1. 本は期限までに返してください。\n2. 予約は10点までです。')
  await home.getByRole('button', { name: '申し込む' }).click()
  expect(await home.getByRole('alert').textContent()).toContain('規約が新しくなりました。')
  expect(await home.getByLabel(agreeing).isChecked()).toBe(false)
  expect(await home.getByRole('main').textContent()).toContain('予約は10点までです。')
  await home.getByLabel(agreeing).check()
  await home.getByRole('button', { name: '申し込む' }).click()
  expect(await home.getByRole('heading', { level: 1 }).textContent()).toBe('利用登録の申し込みを受け付けました')
  const second = termsVersion(library.policy)!
  expect(second).not.toBe(first)

  // The counter sees it, has nothing to ask, and it stays with the patron.
  library.clock.forward({ hours: 24 })
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/pre-registrations')
  expect(await page.getByRole('row', { name: /新井/ }).textContent()).toMatch(/規約に同意：\S*11月24日/)
  await look(page, 'counter-pre-registration-agreed')
  await page.getByRole('link', { name: readTerms }).click()
  expect(await page.getByRole('main').textContent()).toMatch(/いまもこの規約です。.*2. 予約は10点までです。/s)
  await page.goBack()
  await page.getByRole('link', { name: '新井 読子 さんの手続きをする' }).click()
  expect(await page.getByRole('group', { name: '規約に同意：' }).textContent()).toContain('11月24日')
  expect(await page.getByLabel(atCounter).count()).toBe(0)
  await page.getByLabel('利用者カード番号').fill('00012601')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('main').textContent()).toMatch(/規約に同意：\S*11月24日/)
  const patronId = PatronId(Number(/patrons\/(\d+)/.exec(page.url())![1]))
  expect(await agreementOf(library, { patronId })).toMatchObject({ version: second })

  // Other terms: the desk reads so, and keeps that they agree to these; what is refused keeps the tick.
  await writeTerms('1. 本は期限までに返してください。')
  await page.goto(`/counter/patrons/${patronId}`)
  expect(await page.getByRole('main').textContent()).toContain('（そのあと規約が変わりました）')
  await look(page, 'counter-agreement')
  // The words to which they agreed can still be read.
  await page.getByRole('link', { name: readTerms }).click()
  expect(await page.getByRole('main').textContent()).toMatch(/いまの規約とはちがいます。.*2. 予約は10点までです。/s)
  await look(page, 'counter-agreed-terms')
  await page.goBack()
  await page.getByRole('link', { name: '登録内容を変える' }).click()
  await page.getByLabel(atCounter).check()
  await page.getByLabel('生年月日').fill('きのう')
  await page.getByRole('button', { name: '変更する' }).click()
  expect(await page.getByLabel(atCounter).isChecked()).toBe(true)
  await page.getByLabel('生年月日').fill('19900401')
  await page.getByRole('button', { name: '変更する' }).click()
  expect(await page.getByRole('main').textContent()).toMatch(/規約に同意：\S*11月25日/)
  expect(await agreementOf(library, { patronId })).toMatchObject({ version: termsVersion(library.policy) })

  // Words that were never in force here are said to be unknown.
  expect((await page.goto('/counter/agreed-terms/0123456789abcdef'))!.status()).toBe(404)
  expect(await page.getByRole('alert').textContent()).toContain('ここの設定の記録にありません。')

  // Who comes without having agreed is registered all the same, and nothing is made up.
  await page.goto('/counter/patrons/new')
  await look(page, 'counter-agreement-not-yet')
  await page.getByLabel('利用者カード番号').fill('00012602')
  await page.getByLabel('名前').fill('森 本子')
  await page.getByLabel('よみ').fill('モリ モトコ')
  await page.getByLabel('生年月日').fill('19800101')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('規約への同意はまだ')
})

test('a registered patron reads the terms on the web, and to which of them they agreed, and when', async () => {
  const { library, base } = service
  const { page, id } = await patronAtHome(service)
  const main = () => page.getByRole('main').textContent()
  const { page: anybody } = await visit(base)
  library.policy = { ...library.policy, words: { ...library.policy.words, terms: {} } }
  await page.goto('/my/settings')
  expect(await page.getByRole('heading', { name: '利用規約' }).count(), 'no terms, nothing to say').toBe(0)
  expect((await anybody.goto('/terms'))!.status()).toBe(404)
  expect(await anybody.getByRole('link', { name: '利用規約' }).count()).toBe(0)

  library.clock.set('2026-11-24T10:00:00')
  await writeTerms('1. 静かに読んでください。')
  const agreed = termsVersion(library.policy)!
  await page.goto('/my/settings')
  expect(await main()).toContain('同意いただいた記録は、まだありません。')
  const at = library.clock.now()
  await library.db.updateTable('patron').set({ agreed_at: at, agreed_to: agreed }).where('id', '=', id).execute()
  await page.reload()
  expect(await main()).toMatch(/11月24日\S*に、いまの規約に同意いただきました。/)

  // Other terms: both wordings can be read, and each says which it is.
  library.clock.forward({ hours: 24 })
  await writeTerms('1. 静かに読んでください。\n2. 飲みものは、ふたのあるものにしてください。')
  await signInAgain(service, { page, id, cardNumber: '', password: '' })
  await page.goto('/my/settings')
  expect(await main()).toMatch(/11月24日\S*に同意いただいたあと、規約が新しくなりました。/)
  await look(page, 'settings-agreement')
  await page.getByRole('link', { name: readTerms }).click()
  expect(await main()).toMatch(/11月24日\S*から使われた、まえの規約です。/)
  expect(await main()).not.toContain('飲みもの')
  await look(page, 'terms-former')
  await page.getByRole('main').getByRole('link', { name: 'いまの規約を読む' }).click()
  expect(await main()).toMatch(/11月25日\S*から、この規約です。.*飲みもの/s)

  // Everybody finds them, from the foot of each page, the guide and 個人情報のあつかい.
  for (const from of ['/guide', '/privacy']) {
    await anybody.goto(from)
    await anybody.getByRole('main').getByRole('link', { name: '利用規約' }).click()
    expect(await anybody.getByRole('main').textContent()).toContain('飲みもの')
  }
  await anybody.goto('/')
  await anybody.getByRole('contentinfo').getByRole('link', { name: '利用規約' }).click()
  await look(anybody, 'terms')

  // All settings that ever were are not read for each who looks.
  const read: string[] = []
  const end = hearRoundTrips(library.db, trip => read.push(...trip))
  for (const version of ['', '?version=0123456789abcdef', `?version=${agreed}`]) await fetch(`${base}/terms${version}`)
  end()
  expect(read.filter(statement => /from policy/.test(statement))).toEqual([])

  // What was never in force here is said to be unknown, and leads to what is.
  for (const version of ['0123456789abcdef', 'x'.repeat(100), '']) {
    expect((await anybody.goto(`/terms?version=${version}`))!.status()).toBe(404)
    expect(await anybody.getByRole('alert').textContent()).toContain('ここには残っていません。')
  }
  await anybody.getByRole('main').getByRole('link', { name: 'いまの規約を読む' }).click()
  expect(await anybody.getByRole('main').textContent()).toContain('飲みもの')
  await library.db.updateTable('patron').set({ agreed_to: 'elsewhere' }).where('id', '=', id).execute()
  await page.goto('/my/settings')
  expect(await main()).toContain('同意いただいた規約のことばは、ここには残っていません。')
  expect(await page.getByRole('link', { name: readTerms }).count()).toBe(0)
})

test('it is handed out to its patron, the latest goes over in a merge, and it is forgotten', async () => {
  const { library } = service
  const [from, into] = [await givenReader(library), await givenReader(library)]
  const agreed = async (patronId: PatronId, at: string, version: string) =>
    library.db
      .updateTable('patron')
      .set({ agreed_at: Temporal.Instant.from(at), agreed_to: version })
      .where('id', '=', patronId)
      .execute()
  await agreed(from, '2026-11-02T00:00:00Z', 'later')
  await agreed(into, '2026-11-01T00:00:00Z', 'earlier')
  expect((await mergePatrons(library, staff, { from, into }, '二重登録')).ok).toBe(true)
  expect(await myData(library, into)).toMatchObject({ agreedToVersionOfTerms: 'later' })
  expect((await forgetPatron(library, staff, into)).ok).toBe(true)
  expect(await agreementOf(library, { patronId: into })).toBeNull()
})
