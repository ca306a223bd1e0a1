import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { givenIndex } from './given.ts'
import { scanned, violations, waiting } from './given-holds.ts'
import { givenPatron } from './given-patron.ts'
import { staffAtDesk } from './given-staff.ts'
import { beginAgain, givenBook, look, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())
beforeEach(() => beginAgain(service))

test('two records of one title: found, said what will happen, merged once; the old address leads to the one', async () => {
  const { library } = service
  const former = await givenBook(service, { title: '二重の本', isbns: ['9784101010137'] })
  const stays = await givenBook(service, { title: '二重の本', isbns: ['9784003101018'] })
  await givenIndex(library)
  const twice = await patronAtHome(service)
  const other = await givenPatron(library)
  await waiting(library, twice.id, [former.id])
  await waiting(library, other.id, [former.id])
  await waiting(library, twice.id, [stays.id])
  await scanned(library, stays.itemIds[0]!)

  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.getByRole('link', { name: '書誌の統合' }).click()
  await look(page, 'counter-merge-bibs-choose')
  await page.getByLabel('資料コード・書名・著者・ISBN').fill('二重の本')
  await page.getByRole('button', { name: 'さがす' }).click()
  await look(page, 'counter-merge-bibs-found')
  await page.getByRole('link', { name: `二重の本 をえらぶ 書誌番号 ${former.id}`, exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('ISBN 9784101010137')
  await page.getByLabel('資料コード・書名・著者・ISBN').fill('二重の本')
  await page.getByRole('button', { name: 'さがす' }).click()
  expect(await page.getByRole('link', { name: `二重の本 をえらぶ 書誌番号 ${former.id}`, exact: true }).count()).toBe(0)
  await page.getByRole('link', { name: `二重の本 をえらぶ 書誌番号 ${stays.id}`, exact: true }).click()
  const said = await page.getByRole('main').textContent()
  expect(said).toContain('予約1件が、順番のまま移ります')
  expect(await page.getByRole('table').textContent()).toContain('同じ資料の予約が二つになるため')
  await look(page, 'counter-merge-bibs')
  const preview = page.url()

  await page.getByRole('button', { name: '一つにまとめる' }).click()
  expect(await page.getByRole('main').textContent()).toContain('理由を入力してください。')
  await look(page, 'counter-merge-bibs-no-reason')
  const stale = await page.context().newPage()
  for (const tab of [page, stale]) {
    await tab.goto(preview)
    await tab.getByLabel('理由').fill('同じ本を二度登録')
  }
  await page.getByRole('button', { name: '一つにまとめる' }).click()
  expect(await page.getByRole('status').textContent()).toContain('移した予約 1件、終わった予約 1件')
  await look(page, 'counter-merge-bibs-done')

  // Back, and the press once more: it has been done, and is said again.
  await page.goBack()
  expect(await page.getByRole('status').textContent()).toContain('一つにまとめました。')
  await stale.getByRole('button', { name: '一つにまとめる' }).click()
  expect(await stale.getByRole('status').textContent()).toContain('移した予約 1件、終わった予約 1件')
  const wrongWayRound = await page.goto(`/counter/merge/bibs?from=${stays.id}&into=${former.id}`)
  expect(wrongWayRound?.status()).toBe(422)
  expect(await page.getByRole('alert').textContent()).toContain('もうこちらの書誌にまとめてあります')
  await page.goto(`/counter/merge/bibs?from=${stays.id}&into=${stays.id}`)
  expect(await page.getByRole('alert').textContent()).toContain('同じ書誌です')
  await page.goto(`/counter/merge/bibs?from=999999&into=${stays.id}`)
  expect(await page.getByRole('alert').textContent()).toContain('見つかりません')
  await givenIndex(library)
  await page.goto(`/counter/bibs/${former.id}`)
  expect(new URL(page.url()).pathname).toBe(`/counter/bibs/${stays.id}`)
  expect(await page.getByRole('link', { name: 'この書誌を、ほかの書誌にまとめる' }).count()).toBe(1)

  // What the patron reads, and the public addresses.
  await twice.page.goto('/my/holds')
  expect(await twice.page.getByRole('main').textContent()).toContain('もう一つの予約にまとめました')
  await look(twice.page, 'holds-merged')
  await twice.page.goto(`/bib/${former.id}`)
  expect(new URL(twice.page.url()).pathname).toBe(`/bib/${stays.id}`)
  await twice.page.goto('/isbn/9784101010137')
  expect(await twice.page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${service.base}/bib/${stays.id}`)
  expect(await violations(library)).toEqual([])
})

test('a book and its recording are asked about before they are merged, and what does not happen is not said', async () => {
  const book = await givenBook(service, { title: '声になった本', items: 0 })
  const recording = await givenBook(service, { title: '声になった本', kind: 'audiovisual' })
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto(`/counter/merge/bibs?from=${book.id}&into=${recording.id}`)
  expect(await page.getByRole('alert').textContent()).toContain('資料種別か巻がちがいます')
  const said = await page.getByRole('main').textContent()
  expect(said).toContain('CD・DVD')
  expect(said).not.toMatch(/[^0-9]0[件点冊]が/)
  await look(page, 'counter-merge-bibs-differ')
  const second = await givenBook(service, { title: '声になった本' })
  await page.goto(`/counter/merge/bibs?from=${book.id}&into=${second.id}`)
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('a person with two cards: what will happen is said, the old card tells its owner where they are now', async () => {
  const { library } = service
  const former = await givenPatron(library, { name: '二重 花子', cardNumber: '71000001', password: '9173' })
  const stays = await givenPatron(library, { name: '二重 花', cardNumber: '71000002' })
  const book = await givenBook(service, { title: '借りたい本' })
  await waiting(library, former.id, [book.id])

  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto(`/counter/patrons/${former.id}`)
  await page.getByRole('link', { name: 'この登録を、ほかの登録にまとめる' }).click()
  await look(page, 'counter-merge-patrons-choose')
  await page.getByLabel('残るほうのカード番号').fill('9')
  await page.getByRole('button', { name: '確かめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('登録がありません')
  await page.getByLabel('残るほうのカード番号').fill('71000001')
  await page.getByRole('button', { name: '確かめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('同じ登録です')
  await page.getByLabel('残るほうのカード番号').fill('71000002')
  await page.getByRole('button', { name: '確かめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('お名前か生年月日がちがいます')
  expect(await page.getByRole('main').textContent()).toContain('予約1件が、順番のまま移ります')
  await look(page, 'counter-merge-patrons')
  await page.getByLabel('理由').fill('窓口で本人が申し出た')
  await page.getByRole('button', { name: '一つにまとめる' }).click()
  expect(await page.getByRole('status').textContent()).toContain('移した予約 1件、終わった予約 0件')
  await look(page, 'counter-merge-patrons-done')
  await page.reload()
  expect(await page.getByRole('status').textContent()).toContain('一つにまとめました。')
  await page.goto(`/counter/patrons/${former.id}`)
  expect(new URL(page.url()).pathname).toBe(`/counter/patrons/${stays.id}`)
  expect(await page.getByRole('table').first().textContent()).toContain('借りたい本')
  await page.goto('/counter/patrons?q=71000001')
  expect(new URL(page.url()).pathname).toBe(`/counter/patrons/${stays.id}`)

  const home = await patronAtHome(service)
  await home.page.context().clearCookies()
  await home.page.goto('/login')
  await home.page.getByLabel('利用者カード番号').fill('71000001')
  await home.page.getByLabel('パスワード', { exact: true }).fill('9173')
  await home.page.getByRole('button', { name: 'ログイン' }).click()
  expect(await home.page.getByRole('alert').textContent()).toContain('別のカードの登録と一つにまとめました')
  await look(home.page, 'login-merged-card')
  expect(await violations(library)).toEqual([])
})

test('counter staff without the duty neither see the doors nor open them', async () => {
  const { page } = await staffAtDesk(service, { role: 'counter' })
  expect(await page.getByRole('link', { name: '書誌の統合' }).count()).toBe(0)
  for (const path of ['/counter/merge/bibs', '/counter/merge/patrons']) {
    expect((await page.goto(path))?.status()).toBe(403)
  }
})
