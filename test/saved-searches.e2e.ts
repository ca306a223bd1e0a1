import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { importRecords } from '#exchange/import-records.ts'
import type { PatronId } from '#ids.ts'
import { mySavedSearches } from '#saved-searches/my-saved-searches.ts'
import { saveSearch } from '#saved-searches/save-search.ts'
import { tellArrivals } from '#saved-searches/tell-arrivals.ts'
import { visit } from './browser.ts'
import { givenIndex } from './given.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { givenBook, look, openService, type PatronAtHome, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
let patron: PatronAtHome
beforeAll(async () => {
  service = await openService()
  for (const title of ['猫の本', '猫の絵本', '猫と暮らす', '銀河鉄道の夜'])
    await givenBook(service, { title, author: '田中花子', items: [{ joinedOn: '2026-10-01' }] })
  await givenIndex(service.library)
})
afterAll(() => service.web.close())
beforeEach(async () => {
  service.library.policy.savedSearches.max = 50
  patron = await patronAtHome(service)
})

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const main = async (page: Page) => (await page.getByRole('main').textContent()) ?? ''
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true }).click()
/** The entry of a search in the list. */
const entry = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) })
const pathOf = (page: Page) => {
  const { pathname, search } = new URL(page.url())
  return decodeURIComponent(pathname + search)
}
/** A record comes in, as from any cataloguing system. */
async function arrives(...titles: string[]): Promise<void> {
  const records = titles.map(title => ({
    id: title,
    title,
    items: [{ barcode: `B${title}`, branch: 'chuo' }],
  }))
  const lines = Buffer.from(records.map(record => JSON.stringify(record)).join('\n'))
  const { bibs, problems } = await importRecords(service.library, [lines], { agency: 'TEST' })
  expect([bibs.added, problems]).toEqual([titles.length, []])
  await givenIndex(service.library)
}
const kept = async (patronId: PatronId) =>
  (await mySavedSearches(service.library, patronId)).map(({ state, found }) => [
    state.q,
    found.ok ? found.value.arrived : found.refusal.why,
  ])
async function givenSaved(patronId: PatronId, query: string): Promise<number> {
  const saved = await saveSearch(service.library, patronId, readSearch(new URLSearchParams(query)))
  if (!saved.ok) throw new Error(saved.refusal.why)
  return saved.value.id
}

test('from the search to the saved one, to what is new, to its name and its end', async () => {
  const { page } = patron
  await page.goto('/my')
  expect(await page.getByRole('link', { name: /^保存した検索/ }).textContent()).toContain('ありません')
  await look(page, 'my-library')
  await page.getByRole('link', { name: /^保存した検索/ }).click()
  expect(await main(page)).toContain('保存した検索はありません。')
  await look(page, 'saved-none')

  await page.goto('/search?q=猫&branch=chuo')
  await look(page, 'results-with-save')
  await press(page, 'この検索を保存')
  expect(pathOf(page)).toMatch(/^\/my\/searches\?saved=\d+$/)
  expect(await page.getByRole('status').textContent()).toContain('「猫」を保存しました。')
  expect(await entry(page, '猫').textContent()).toMatch(
    /しぼりこみ：中央図書館.*新しく入った資料はありません.*全部で3件/,
  )
  await look(page, 'saved-first')
  // The same answer for a reload and for the Back button's second press; the page of results says that it is saved.
  const saved = page.url()
  await page.goBack()
  await page.goto('/search?q=猫&branch=chuo&sort=newest')
  expect(await main(page)).toContain('この検索は、保存してあります。')
  expect(await page.getByRole('button', { name: 'この検索を保存' }).count()).toBe(0)
  await look(page, 'results-saved-already')
  await page.goto('/search?q=犬')
  await press(page, 'この検索を保存')
  expect(await entry(page, '犬').textContent()).toContain('全部で0件')

  await arrives('猫の事典')
  await page.goto('/my')
  await page.getByRole('link', { name: '保存した検索 2件' }).click()
  expect(await entry(page, '猫').textContent()).toMatch(/新しく入った資料 1件.*全部で4件/)
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['猫', '犬'])
  await look(page, 'saved-with-news')
  await press(page, '猫 の新しい資料を見る')
  expect(pathOf(page)).toBe('/search?q=猫&branch=chuo&sort=added')
  expect(await page.locator('.hit h2').first().textContent()).toBe('猫の事典')

  await page.goto('/my/searches')
  expect(await entry(page, '猫').textContent()).toMatch(/新しく入った資料はありません.*全部で4件/)
  // Later on the same day.
  await arrives('猫の図鑑', '猫の地図')
  await page.reload()
  expect(await entry(page, '猫').textContent()).toContain('新しく入った資料 2件')
  await press(page, '猫 の新しい資料を見る')
  await page.goto(saved)

  await follow(page, '猫 の名前・お知らせ')
  expect(await page.getByLabel('名前').inputValue()).toBe('猫')
  await look(page, 'saved-rename')
  await page.getByLabel('名前').fill('　')
  await press(page, '名前を変える')
  expect(await page.getByRole('alert').textContent()).toContain('名前：名前を入力してください。')
  await page.getByLabel('名前').fill('ね'.repeat(61))
  await press(page, '名前を変える')
  expect(await page.getByRole('alert').textContent()).toContain('名前は60文字までにしてください。')
  expect(await page.getByLabel('名前').inputValue()).toBe('ね'.repeat(61))
  await look(page, 'saved-rename-refused')
  await page.getByLabel('名前').fill(' うちのねこ ')
  await press(page, '名前を変える')
  expect(await page.getByRole('status').textContent()).toBe('名前を「うちのねこ」に変えました。')
  expect(await entry(page, 'うちのねこ').textContent()).toMatch(/さがすことば：猫.*しぼりこみ：中央図書館/)
  await follow(page, 'うちのねこ の検索結果を見る')
  expect(pathOf(page)).toBe('/search?q=猫&branch=chuo')
  await page.goBack()
  const feed = await entry(page, 'うちのねこ').getByRole('link', { name: /Atom/ }).getAttribute('href')
  expect(await (await page.request.get(feed!)).text()).toContain('猫の地図')

  await follow(page, 'うちのねこ を消す')
  expect(await main(page)).toContain('この検索を消しますか。')
  await look(page, 'saved-remove')
  const confirm = page.url()
  const csrf = await page.getByRole('main').locator('input[name=csrf]').inputValue()
  await press(page, '消す')
  expect(await page.getByRole('status').textContent()).toBe('検索を1件、消しました。')
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['犬'])
  // The second click, and the page of before.
  const again = await page.request.post(confirm, { form: { csrf }, maxRedirects: 0 })
  expect(again.status()).toBe(303)
  expect((await page.goto(confirm))!.status()).toBe(404)
  expect(await kept(patron.id)).toEqual([['犬', 0]])
})

test('who has an address can be told by mail, once a week, and stop it', async () => {
  const { page } = patron
  const id = await givenSaved(patron.id, 'q=亀')
  await page.goto(`/my/searches/${id}`)
  expect(await main(page)).toContain('メールのお知らせは、メールアドレスを登録すると使えます。')
  expect(await page.getByRole('button', { name: '新しい資料をメールで知らせる' }).count()).toBe(0)
  await look(page, 'saved-edit-without-address')

  const withMail = await patronAtHome(service, { mail: 'kame@example.jp' })
  const own = await givenSaved(withMail.id, 'q=亀')
  await withMail.page.goto('/my/searches')
  await follow(withMail.page, '亀 の名前・お知らせ')
  expect(await main(withMail.page)).toContain('週に1回、金曜日の朝にメールでお知らせできます。')
  await look(withMail.page, 'saved-edit-with-address')
  await press(withMail.page, '新しい資料をメールで知らせる')
  expect(await withMail.page.getByRole('status').textContent()).toContain('「亀」に新しい資料が入ったら、メールで')
  expect(await entry(withMail.page, '亀').textContent()).toContain('メールでもお知らせします')
  await look(withMail.page, 'saved-by-mail')
  await arrives('亀の本')
  const told = await tellArrivals(service.library, {
    day: Temporal.PlainDate.from('2026-11-27'),
    now: service.library.clock.now(),
    limit: 10,
  })
  expect(told.report).toEqual({ mails: 1 })
  // An address that goes takes the mails along, and the list says so.
  const addressIs = (mail: string | null) =>
    service.library.db.updateTable('patron').set({ mail }).where('id', '=', withMail.id).execute()
  await addressIs(null)
  await withMail.page.goto('/my/searches')
  expect(await entry(withMail.page, '亀').textContent()).not.toContain('メールでもお知らせします')
  expect(await entry(withMail.page, '亀').textContent()).toContain('メールアドレスを登録すると使えます')
  await addressIs('kame@example.jp')
  await follow(withMail.page, '亀 の名前・お知らせ')
  await press(withMail.page, 'メールのお知らせをやめる')
  expect(await withMail.page.getByRole('status').textContent()).toBe('「亀」のメールのお知らせをやめました。')
  expect(await entry(withMail.page, '亀').textContent()).not.toContain('メールでも')

  // Somebody else's is not there, and nothing is changed by opening the address of the button.
  await page.goto(`/my/searches/${id}`)
  const csrf = await page.locator('input[name=csrf]').first().inputValue()
  const answer = await page.request.post(`/my/searches/${own}/mail`, { form: { csrf, wished: 'yes' } })
  expect(answer.status()).toBe(404)
  await page.goto(`/my/searches/${id}/mail`)
  expect(pathOf(page)).toBe('/my/searches')
})

test('an address that is only opened saves nothing and sees nothing', async () => {
  const { page } = patron
  const id = await givenSaved(patron.id, 'q=魚')
  await arrives('魚の本')
  for (const path of [
    '/my/searches',
    `/my/searches/${id}`,
    `/my/searches/${id}/open`,
    `/my/searches/${id}/remove`,
    '/search/save?search=q%3D鳥',
    '/login?save=q%3D鳥',
    '/search?q=魚',
    '/search?q=魚&sort=added',
  ])
    expect((await page.request.get(path)).status(), path).toBe(200)
  expect(await kept(patron.id)).toEqual([['魚', 1]])
  // Signed in already, an address with a search in it shows the search and its button.
  await page.goto('/login?save=q%3D猫')
  expect(pathOf(page)).toBe('/search?q=猫')
})

test('not signed in, the search goes along through the 認証ページ and is saved with the login', async () => {
  const { page } = await visit(service.base)
  const someone = await givenPatron(service.library)
  await page.goto('/search?q=どこにもない資料&kind=book')
  expect(await main(page)).toContain('保存しておくと、新しい資料が入ったときに')
  await look(page, 'no-hits-with-save')
  await press(page, 'この検索を保存')
  expect(await heading(page)).toBe('Myライブラリにログイン')
  // Refused once, the search still goes along.
  await signInHere(page, { ...someone, password: '0000' })
  expect(await page.getByRole('alert').count()).toBe(1)
  await signInHere(page, someone)
  expect(pathOf(page)).toMatch(/^\/my\/searches\?saved=\d+$/)
  expect(await page.getByRole('status').textContent()).toContain('「どこにもない資料」を保存しました。')
  expect(await kept(someone.id)).toEqual([['どこにもない資料', 0]])
  await page.getByRole('status').getByRole('link', { name: '検索結果に戻る' }).click()
  expect(pathOf(page)).toBe('/search?q=どこにもない資料&kind=book')
})

test('with a 仮パスワード the search goes along through the password change too', async () => {
  const { page } = await visit(service.base)
  const newcomer = await givenPatron(service.library, { password: null, birthDate: '1950-05-05' })
  await page.goto('/search?q=猫')
  await press(page, 'この検索を保存')
  await signInHere(page, newcomer)
  expect(await kept(newcomer.id)).toEqual([])
  await page.getByLabel('仮パスワード').fill('19500505')
  await page.getByLabel('新パスワード').fill('7294')
  await page.getByLabel('確認パスワード').fill('0000')
  await page.getByRole('main').locator('form button[type=submit]').first().click()
  await page.getByLabel('仮パスワード').fill('19500505')
  await page.getByLabel('新パスワード').fill('7294')
  await page.getByLabel('確認パスワード').fill('7294')
  await page.getByRole('main').locator('form button[type=submit]').first().click()
  expect(await page.getByRole('status').textContent()).toContain('「猫」を保存しました。')
  expect(await kept(newcomer.id)).toEqual([['猫', 0]])
})

async function signInHere(page: Page, { cardNumber, password }: { cardNumber: string; password: string }) {
  await page.getByLabel('利用者カード番号').fill(cardNumber)
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'ログイン' }).click()
}

test('a search with one answer leads to its record, and is saved there as it was asked', async () => {
  const { page } = patron
  await page.goto('/search?q=銀河鉄道の夜')
  expect(pathOf(page)).toMatch(/^\/bib\/\d+\?q=銀河鉄道の夜$/)
  await look(page, 'only-one-with-save')
  await press(page, 'この検索を保存')
  await page.goto('/search?title=銀河鉄道&title-how=startsWith')
  await press(page, 'この検索を保存')
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
    'タイトル：銀河鉄道',
    '銀河鉄道の夜',
  ])
  await follow(page, 'タイトル：銀河鉄道 の検索結果を見る')
  expect(await main(page)).toContain('この検索は、保存してあります。')
  await page.goto('/search?title=銀河鉄道')
  expect(await main(page)).not.toContain('この検索は、保存してあります。')
})

test('there is a limit: said with what to do, before and after a login', async () => {
  const { page } = patron
  service.library.policy.savedSearches.max = 2
  await givenSaved(patron.id, 'q=一')
  await givenSaved(patron.id, 'q=二')
  await page.goto('/search?q=猫')
  const answered = page.waitForResponse(answer => answer.url().endsWith('/search/save'))
  await press(page, 'この検索を保存')
  expect((await answered).status()).toBe(409)
  expect(await page.getByRole('alert').textContent()).toContain('保存できる検索は2件までです。')
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['二', '一'])
  await look(page, 'saved-too-many')
  await page.getByRole('alert').getByRole('link', { name: '検索結果に戻る' }).click()
  expect(pathOf(page)).toBe('/search?q=猫')

  await page.context().clearCookies()
  await page.goto('/search?q=猫')
  await press(page, 'この検索を保存')
  await signInHere(page, patron)
  expect(await page.getByRole('alert').textContent()).toContain('保存できる検索は2件までです。')
  expect((await kept(patron.id)).map(([q]) => q)).toEqual(['二', '一'])
  // There is room again: the address of then says nothing any more, the button saves.
  await follow(page, '一 を消す')
  await press(page, '消す')
  await page.goto('/search?q=猫')
  await press(page, 'この検索を保存')
  expect(await page.getByRole('status').textContent()).toContain('「猫」を保存しました。')
})

test('more conditions than an address can carry are not saved, signed in or not', async () => {
  const long = `/search?title=${'あ'.repeat(200)}&author=${'い'.repeat(200)}`
  for (const page of [patron.page, (await visit(service.base)).page]) {
    await page.goto(long)
    await press(page, 'この検索を保存')
    expect(await page.getByRole('alert').textContent()).toContain('条件が多すぎるため、この検索は保存できません。')
  }
  expect(await kept(patron.id)).toEqual([])
})

test('the search of somebody else is not there', async () => {
  const id = await givenSaved((await givenPatron(service.library)).id, 'q=よその人')
  const { page } = patron
  await givenSaved(patron.id, 'q=猫')
  await page.goto('/my/searches')
  expect(await main(page)).not.toContain('よその人')
  const csrf = await page.locator('input[name=csrf]').first().inputValue()
  for (const path of [`/my/searches/${id}`, `/my/searches/${id}/remove`, '/my/searches/0', '/my/searches/x/remove'])
    expect((await page.request.get(path)).status(), path).toBe(404)
  for (const path of [`/my/searches/${id}`, `/my/searches/${id}/open`, `/my/searches/${id}/remove`])
    expect((await page.request.post(path, { form: { csrf, name: 'x', upTo: '1' } })).status(), path).toBe(404)
  // What an address says was done must have been done.
  await page.goto(`/my/searches?saved=${id}`)
  expect(await page.getByRole('status').count()).toBe(0)
})

test('one that cannot be searched any more, of a branch that has gone or with words too many, lists and opens', async () => {
  const { page } = patron
  await givenSaved(patron.id, `q=${'あ '.repeat(80)}`)
  await givenSaved(
    patron.id,
    'q=猫&branch=gone&kind=book&class=9&class=none&audience=child&year=1990-1999&year=2001-&creator=夏目,漱石&in=913&about=猫&now=1',
  )
  await page.goto('/my/searches')
  expect(await main(page)).toContain('いまは、この検索ができません。')
  expect(await entry(page, '猫').textContent()).toContain('gone・')
  await look(page, 'saved-not-understood')
  await page.getByRole('link', { name: /^あ あ .*の検索結果を見る$/ }).click()
  expect(await page.getByRole('alert').textContent()).toContain('さがすことばは')
  await page.goto('/my/searches')
  await follow(page, '猫 の検索結果を見る')
  expect(await main(page)).toContain('見つかりませんでした。')
})

test('more than fifty are told as fifty', async () => {
  await givenSaved(patron.id, 'q=叢書')
  await arrives(...Array.from({ length: 50 }, (_, n) => `叢書 第${n + 1}編`))
  const { page } = patron
  await page.goto('/my/searches')
  expect(await entry(page, '叢書').textContent()).toContain('新しく入った資料 50件')
  expect(await entry(page, '叢書').textContent()).not.toContain('以上')
  await arrives('叢書 別編')
  await page.reload()
  expect(await entry(page, '叢書').textContent()).toContain('新しく入った資料 50件以上')
})

test.each(['ja-easy', 'en'] as const)('every page of it in %s', async language => {
  const { page } = patron
  await page.goto(`/language?to=${language}&back=/my`)
  await page.goto('/search?q=馬')
  const button = language === 'en' ? 'Save this search' : /検索.*保存/
  await look(page, `no-hits-with-save-${language}`)
  await press(page, button)
  await arrives(`馬の本（${language}）`)
  await page.goto('/my/searches')
  await look(page, `saved-with-news-${language}`)
  const id = /\/my\/searches\/(\d+)/.exec((await page.locator('.ways a').first().getAttribute('href')) ?? '')![1]
  for (const [path, name] of [
    [`/my/searches/${id}`, 'rename'],
    [`/my/searches/${id}/remove`, 'remove'],
  ] as const) {
    await page.goto(path)
    await look(page, `saved-${name}-${language}`)
  }
})

test('by the keys of a feature phone alone: to the button, to the list, to what is new', async () => {
  const { page } = await visit(service.base, { width: 240 })
  await signIn(page, patron)
  await page.goto('/search?q=鳥')
  await tabTo(page, 'この検索を保存')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/my\/searches\?saved=/)
  await arrives('鳥の本')
  await page.reload()
  await tabTo(page, '鳥 の新しい資料を見る')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=.*&sort=added/)
  expect(await kept(patron.id)).toEqual([['鳥', 0]])
})

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const here = page.locator(':focus')
    if (((await here.getAttribute('aria-label')) ?? (await here.textContent()) ?? '').trim() === name) return
  }
  throw new Error(`Nothing reads ${name} on the way of the Tab key`)
}
