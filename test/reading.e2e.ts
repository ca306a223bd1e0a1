import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { allMyReading } from '#circulation/loans/my-reading.ts'
import { keepHistory, myData } from '#patrons/my-account.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { lent, nightPasses, scanned, violations } from './given-holds.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { serveLibrary } from './served.ts'

const { library, base } = await serveLibrary({}, async library => {
  await givenIndex(library)
})

const main = (page: Page) => page.textContent('main')
const status = (page: Page) => page.getByRole('status').textContent()

/** A patron who borrowed these and brought them back, but for the last, which is still out. */
async function reader(titles: string[], keeps = true) {
  const patron = await givenPatron(library, { name: '本 好子' })
  if (keeps) await keepHistory(library, patron.id, true)
  for (const [nth, title] of titles.entries()) {
    const { itemIds } = await givenBib(library, { title, author: '夏目漱石', isbns: [] })
    expect((await lent(library, patron.id, itemIds[0]!)).ok).toBe(true)
    library.clock.forward({ minutes: 1 })
    if (nth < titles.length - 1) await scanned(library, itemIds[0]!)
  }
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.waitForURL(/\/my$/)
  return { patron, page }
}

test('who keeps a record writes notes, takes it away as a file, and prints a passbook', async () => {
  const { patron, page } = await reader(['草枕', '=1+1', 'こころ'])
  await page.goto('/my/reading')
  expect(await main(page)).toContain('2冊')
  await page.getByRole('link', { name: '「草枕」のメモ・消す' }).click()
  await page.getByLabel('メモ').fill('あ'.repeat(1001))
  await page.getByRole('button', { name: 'メモを書きかえる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('メモは1000文字まで')
  await page.getByLabel('メモ').fill('山路を登りながら、\n「こう考えた。」')
  await expectAccessible(page, 'a line of the record')
  await shoot(page, 'reading-one')
  await page.getByRole('button', { name: 'メモを書きかえる' }).click()
  expect(await status(page)).toBe('メモを書きかえました。')
  expect(await main(page)).toContain('山路を登りながら')
  await expectAccessible(page, 'the record')
  await shoot(page, 'reading')

  const file = await page.request.get('/my/reading.csv')
  expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8')
  const text = await file.text()
  expect(text.split('\n')[0]).toBe('\ufeff借りた日,返した日,書名,著者,出版社,ISBN,借りた館,メモ')
  expect(text).toContain(",'=1+1,夏目漱石,")
  expect(text).toContain('"山路を登りながら、\n「こう考えた。」"')

  await page.getByRole('link', { name: '読書通帳' }).click()
  expect(await page.locator('tbody tr th').allTextContents()).toEqual(['草枕', '=1+1', 'こころ'])
  expect(await main(page)).toContain('貸出中')
  await expectAccessible(page, 'the passbook')
  await shoot(page, 'reading-passbook')
  expect(JSON.stringify(await myData(library, patron.id))).toContain('山路を登りながら')
})

test('one line, and all, go at once and for good; nobody else has them', async () => {
  const { patron, page } = await reader(['草枕', '坊っちゃん', '門', 'こころ'])
  const [latest] = await allMyReading(library, patron.id)
  expect(latest).toMatchObject({ title: '門' })
  const other = await reader(['道草', '明暗'])
  expect((await other.page.goto(`/my/reading/${latest!.loanId}`))?.status()).toBe(404)

  await page.goto(`/my/reading/${latest!.loanId}`)
  await page.getByRole('button', { name: 'この本の記録を消す' }).click()
  expect(await status(page)).toBe('1冊の記録を消しました。')
  expect(await main(page)).not.toContain('門')
  await page.getByRole('link', { name: 'すべて消す' }).click()
  await expectAccessible(page, 'deleting the record')
  await shoot(page, 'reading-remove')
  await page.getByRole('button', { name: 'すべて消す' }).click()
  expect(await status(page)).toBe('2冊の記録を消しました。')
  expect(await main(page)).toContain('返した本は、まだありません。')
  expect(await allMyReading(library, patron.id)).toEqual([])
  expect(await allMyReading(library, other.patron.id)).toHaveLength(1)
  await page.goto('/my/loans')
  expect(await main(page)).toContain('こころ')
  expect(await violations(library)).toEqual([])
})

test('who asks for no record has none; who stops asking loses it with its notes in the next night', async () => {
  const { patron, page } = await reader(['草枕', 'こころ'], false)
  await page.goto('/my/reading')
  expect(await main(page)).toContain('読書記録は、残さない設定になっています。')
  await expectAccessible(page, 'no record')
  await shoot(page, 'reading-off')
  await page.getByRole('link', { name: '読書通帳' }).click()
  expect(await page.locator('tbody tr th').allTextContents()).toEqual(['こころ'])

  await keepHistory(library, patron.id, true)
  const [line] = await allMyReading(library, patron.id)
  await page.goto(`/my/reading/${line!.loanId}`)
  await page.getByLabel('メモ').fill('秘密')
  await page.getByRole('button', { name: 'メモを書きかえる' }).click()
  expect(await status(page)).toBe('メモを書きかえました。')
  await keepHistory(library, patron.id, false)
  library.clock.forward({ hours: 24 })
  await nightPasses(library)
  const left = await library.db.selectFrom('loan').where('id', '=', line!.loanId).selectAll().executeTakeFirstOrThrow()
  expect(left).toMatchObject({ patron_id: null, own_note: null })
  expect(await violations(library)).toEqual([])
})
