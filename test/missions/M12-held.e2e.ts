import { expect, test } from 'vitest'
import { visit } from '../browser.ts'
import { givenBib, givenIndex } from '../given.ts'
import { serveLibrary } from '../served.ts'

const { library, base } = await serveLibrary()

test.each([
  ['中央図書館', 'chuo'],
  ['荒川図書室', 'arakawa'],
  ['関川村図書館', 'sekikawa'],
])('M12 what %s holds can be put into the basket', async (name, branch) => {
  const { id } = await givenBib(library, { title: `${name}の本`, items: [{ branch }] })
  await givenIndex(library)
  const { page } = await visit(base)
  await page.goto(`/bib/${id}`)
  expect(await page.getByRole('table').textContent()).toContain(name)
  expect(await page.getByRole('button', { name: '予約かごへ' }).count()).toBe(1)
})

test('M12 what is on loan can be reserved too, and says until when', async () => {
  const { id } = await givenBib(library, { title: '貸出中の本', items: [{ status: 'loan' }] })
  const { page } = await visit(base)
  await page.goto(`/bib/${id}`)
  expect(await page.getByRole('main').textContent()).toContain('いま、貸出できる資料はありません')
  expect(await page.getByRole('button', { name: '予約かごへ' }).count()).toBe(1)
})

test.each([
  ['M13 nothing held', [], 'この資料は所蔵していません。', '所蔵していないため、予約できません。'],
  [
    'M13 only withdrawn copies',
    [{ status: 'withdrawn' }],
    'この資料は所蔵していません。',
    '所蔵していないため、予約できません。',
  ],
  [
    'M13 only 禁帯出',
    [{ loanRule: 'reference' }],
    '館内でごらんください',
    '館内でごらんいただく資料のため、予約できません。',
  ],
] as const)('%s: no button, and the reason', async (title, items, state, reason) => {
  const { id } = await givenBib(library, { title, items: [...items] })
  await givenBib(library, { title: `${title} 別巻`, items: [...items] })
  await givenIndex(library)
  const { page } = await visit(base)
  await page.goto(`/bib/${id}`)
  const main = (await page.getByRole('main').textContent())!
  expect(main).toContain(state)
  expect(main).toContain(reason)
  expect(await page.getByRole('button', { name: /予約かごへ/ }).count()).toBe(0)
  // Neither in the list of results.
  await page.goto(`/search?q=${encodeURIComponent(`"${title}"`)}`)
  expect(await page.getByRole('button', { name: /予約かごへ/ }).count()).toBe(0)
  expect(await page.getByRole('main').textContent()).toContain('予約できません')
})

test('M13 a merged record leads to the one it became, and one that was taken out says so', async () => {
  const kept = await givenBib(library, { title: '残る書誌' })
  const merged = await givenBib(library, { title: '統合された書誌', items: 0 })
  const gone = await givenBib(library, { title: 'なくなった書誌', items: 0 })
  await library.db.updateTable('bib').set({ merged_into: kept.id }).where('id', '=', merged.id).execute()
  await library.db.updateTable('bib').set({ deleted_at: library.clock.now() }).where('id', '=', gone.id).execute()
  const answer = await fetch(`${base}/bib/${merged.id}`, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([301, `/bib/${kept.id}`])
  const { page } = await visit(base)
  expect((await page.goto(`/bib/${gone.id}`))!.status()).toBe(410)
  expect(await page.getByRole('main').textContent()).toContain('この資料はなくなりました')
})

test('M13 by ISBN: the record when it is held, 「所蔵していません」 when it is not', async () => {
  const isbns = ['9784003600122']
  const { id } = await givenBib(library, { title: 'ISBNのある本', isbns })
  await givenBib(library, { title: '持っていない本', isbns: ['9784101001012'], items: 0 })
  await givenIndex(library)
  const { page } = await visit(base)
  for (const written of ['9784003600122', '978-4-00-360012-2', '4003600126', '９７８４００３６００１２２'])
    expect((await page.goto(`/isbn/${encodeURIComponent(written)}`))!.status(), written).toBe(200)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('ISBNのある本')
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${base}/bib/${id}`)
  for (const notHeld of ['9784101001012', '9784167110123']) {
    expect((await page.goto(`/isbn/${notHeld}`))!.status()).toBe(200)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('所蔵していません')
  }
})
