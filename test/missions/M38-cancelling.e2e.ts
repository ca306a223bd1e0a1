import { beforeEach, expect, test } from 'vitest'
import {
  beginAgain,
  givenBook,
  look,
  openService,
  type PatronAtHome,
  patronAtHome,
  reserve,
  rowOf,
  scan,
  signInAgain,
  sleep,
  stateOf,
} from './desk.ts'

const service = await openService()
let patron: PatronAtHome
beforeEach(async () => {
  await beginAgain(service)
  patron = await patronAtHome(service)
})

test('M38 「予約取消」 stands at the right end of the row, and asks once more before it cancels', async () => {
  const { page } = patron
  await reserve(page, [(await givenBook(service, { title: '舞姫' })).id])
  const row = await rowOf(page, '舞姫')
  const last = row.getByRole('cell').last()
  expect(await last.getByRole('button').textContent()).toBe('予約取消')
  await last.getByRole('button').click()
  expect(await page.getByRole('main').textContent()).toContain('この予約を取り消しますか。')
  await look(page, 'hold-cancel')
  expect(await stateOf(page, '舞姫')).toContain('予約申込')
})

test('M39 a cancellation is taken in by the night, not before, and makes room for the next patron', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '阿部一族', items: [{ status: 'repair' }] })
  const next = await patronAtHome(service)
  await reserve(page, [bib.id])
  await reserve(next.page, [bib.id])
  await sleep(service, patron)
  await cancel('阿部一族')
  expect(await stateOf(page, '阿部一族')).toContain('取消申込')
  expect(await (await rowOf(page, '阿部一族')).getByRole('button').count()).toBe(0)
  await sleep(service, patron, next)
  expect(await stateOf(page, '阿部一族')).toMatch(/取消.*11月26日（木）に取り消しました。/)
  expect(await stateOf(next.page, '阿部一族')).toContain('1番目です。')
})

test('M39 a cancellation can be applied for inside the window too: only ordering stops', async () => {
  const { page } = patron
  await reserve(page, [(await givenBook(service, { title: '山椒大夫', items: [{ status: 'repair' }] })).id])
  await sleep(service, patron)
  service.library.clock.set('2026-11-26T02:55:00')
  await signInAgain(service, patron)
  service.library.clock.set('2026-11-26T03:00:00')
  await cancel('山椒大夫')
  expect(await stateOf(page, '山椒大夫')).toContain('取消申込')
  expect(await stateOf(page, '山椒大夫')).toContain('いま図書館で受け付けています。')
})

test('M40 a ready hold has no 「予約取消」; one sent anyway is refused with whom to call', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '普請中' })
  await reserve(page, [bib.id])
  // The form is opened while the hold can still be cancelled, and sent when it cannot any more.
  const row = await rowOf(page, '普請中')
  await row.getByRole('button', { name: '普請中 の予約取消' }).click()
  const csrf = await page.locator('input[name=csrf]').first().inputValue()
  expect(csrf).not.toBe('')
  await sleep(service)
  await scan(service, bib.itemIds[0]!)
  // (The clock of the session alone is set back: it would have ended over night.)
  service.library.clock.set('2026-11-24T10:05:00')
  await page.getByRole('button', { name: '予約取消' }).click()
  const told = await page.getByRole('alert').textContent()
  expect(told).toContain('ここでは取り消せません')
  expect(told).toContain('0254-53-7511')
  await look(page, 'cancel-refused')
  expect(await stateOf(page, '普請中')).toContain('貸出可能')
  expect(await (await rowOf(page, '普請中')).getByRole('button').count()).toBe(0)
  expect(await (await rowOf(page, '普請中')).textContent()).toContain('取消は電話か窓口で')
})

test('M38 somebody else’s hold cannot be cancelled: it is not there', async () => {
  await reserve(patron.page, [(await givenBook(service, { title: '青年' })).id])
  const link = (await rowOf(patron.page, '青年')).getByRole('link', { name: /くわしく/ })
  const address = await link.getAttribute('href')
  const own = await patronAtHome(service)
  await reserve(own.page, [(await givenBook(service, { title: '雁' })).id])
  await (await rowOf(own.page, '雁')).getByRole('button').click()
  const csrf = await own.page.locator('input[name=csrf]').first().inputValue()
  const answer = await own.page.request.post(`${address}/cancel`, { form: { csrf }, maxRedirects: 0 })
  expect(answer.status()).toBe(404)
  expect(await stateOf(patron.page, '青年')).toContain('予約申込')
})

async function cancel(title: string): Promise<void> {
  await (await rowOf(patron.page, title)).getByRole('button', { name: `${title} の予約取消` }).click()
  await patron.page.getByRole('button', { name: '予約取消' }).click()
}
