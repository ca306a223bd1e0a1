import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { serveLibrary } from './served.ts'

const author = '夏目漱石'
let kokoro: number
let alone: number
const { base } = await serveLibrary({}, async library => {
  kokoro = (await givenBib(library, { title: 'こころ', author, subjects: ['友情'] })).id
  for (let n = 0; n < 25; n++)
    await givenBib(library, {
      title: 'こころ',
      author,
      publisher: `出版社 ${n}`,
      year: 1950 + n,
      items: [{ status: 'loan' }],
    })
  await givenBib(library, { title: '草枕', author })
  await givenBib(library, { title: '走れメロス', author: '太宰治', subjects: ['友情'] })
  // Whose name goes on where the other's ends is somebody else.
  await givenBib(library, { title: 'バッテリー', author: '佐藤一子' })
  alone = (await givenBib(library, { title: '孤島', author: '佐藤一' })).id
  await givenIndex(library)
})

test('the record names other editions with where they are, and leads to all of them and to related books', async () => {
  const { page } = await visit(base)
  await page.goto(`/bib/${kokoro}`)
  const here = page.getByRole('region', { name: 'ほかの版・関連する本' })
  expect(await here.getByRole('listitem').filter({ hasText: '中央図書館：貸出中' }).count()).toBeGreaterThanOrEqual(5)
  await shoot(page, 'related-record')
  await here.getByRole('link', { name: 'ほかの版・関連する本を見る' }).click()
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('ほかの版・巻（25件）')
  expect(await page.locator('main .hit').count()).toBe(20)
  const byAuthor = page.getByRole('region', { name: '夏目漱石の本' })
  expect(await byAuthor.getByRole('list').getByRole('link').allTextContents()).toEqual(['草枕'])
  const about = page.getByRole('region', { name: '「友情」の本' })
  expect(await about.getByRole('list').getByRole('link').allTextContents()).toEqual(['走れメロス'])
  await expectAccessible(page, 'related books')
  await shoot(page, 'related')
  await page.getByRole('link', { name: /次の|つぎの/ }).click()
  expect(await page.locator('main .hit').count()).toBe(5)
})

test('what stands alone says so; what is not there is not there', async () => {
  const { page } = await visit(base)
  await page.goto(`/bib/${alone}/related`)
  expect(await page.textContent('main')).toContain('ほかの版や関連する本は、見つかりませんでした。')
  expect((await page.goto('/bib/999999/related'))?.status()).toBe(404)
})
