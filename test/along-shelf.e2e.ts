import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { serveLibrary } from './served.ts'

let middle: number
const { base } = await serveLibrary({}, async library => {
  for (let n = 1; n <= 60; n++) {
    const ndc = [`${900 + n}`]
    const { id } = await givenBib(library, {
      ...{ title: `棚の本 ${n}`, ndc, author: '夏目漱石' },
      items: [{ callNumber: `${900 + n}/ナ`, status: n % 7 === 0 ? 'missing' : 'shelf' }],
    })
    if (n === 30) middle = id
  }
  await givenBib(library, { title: '絵本', items: [{ callNumber: 'E/ア', shelf: '児童' }] })
  await givenBib(library, { title: '朝日の本', items: [{ callNumber: '930/ト', branch: 'asahi' }] })
  await givenIndex(library)
})

const titles = (page: Page) => page.locator('.shelf.walk li > a').allTextContents()

test('from a copy of a record one walks along its shelf, to both ends', async () => {
  const { page } = await visit(base)
  await page.goto(`/bib/${middle}`)
  await shoot(page, 'shelf-record')
  await page.getByRole('link', { name: '中央図書館 930/ナ の棚を見る' }).click()
  expect(await page.textContent('h1')).toBe('中央図書館・一般の棚')
  expect(await page.locator('.shelf.walk [aria-current]').textContent()).toBe('棚の本 30')
  expect((await titles(page)).slice(0, 8)).toEqual([24, 25, 26, 27, 28, 29, 30, 31].map(n => `棚の本 ${n}`))
  await expectAccessible(page, 'a shelf')
  await shoot(page, 'shelf')

  await page.getByRole('link', { name: '右の棚へ' }).first().click()
  expect((await titles(page))[0]).toBe('棚の本 48')
  expect(await page.textContent('main')).toContain('ここが棚のおわりです。')
  await expectAccessible(page, 'the end of a shelf')
  for (const expected of ['棚の本 24', '棚の本 1']) {
    await page.getByRole('link', { name: '左の棚へ' }).first().click()
    expect((await titles(page))[0]).toBe(expected)
  }
  expect(await page.textContent('main')).toContain('ここが棚のはじめです。')
  expect(await page.getByRole('link', { name: '左の棚へ' }).count()).toBe(0)
  await page.goBack()
  expect((await titles(page))[0]).toBe('棚の本 24')
})

test('from a class, at another branch and place, and where nothing stands', async () => {
  const { page } = await visit(base)
  await page.goto('/classes?in=93')
  await page.getByRole('link', { name: 'この分類の棚をながめる' }).click()
  expect((await titles(page))[0]).toBe('棚の本 30')
  await page.getByLabel('場所', { exact: true }).selectOption('児童')
  await page.getByRole('button', { name: '見る' }).click()
  expect(await titles(page)).toEqual(['絵本'])
  await page.getByLabel('館', { exact: true }).selectOption({ label: '朝日図書館' })
  await page.getByRole('button', { name: '見る' }).click()
  expect(await titles(page)).toEqual(['朝日の本'])
  await page.getByLabel('館', { exact: true }).selectOption({ label: '荒川図書室' })
  await page.getByRole('button', { name: '見る' }).click()
  expect(await page.textContent('main')).toContain('この館には、請求記号で並んでいる本がまだありません。')
  await expectAccessible(page, 'no shelf')
  await page.goto('/shelf?branch=nowhere&item=x&go=y')
  expect((await titles(page)).length).toBe(24)
  expect((await page.goto('/shelf?item=999999'))?.status()).toBe(404)
})
