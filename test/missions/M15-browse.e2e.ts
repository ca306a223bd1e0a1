import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { makeTerminalCode } from '#patrons/terminals/terminals.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { givenBib, givenIndex } from '../given.ts'
import { givenReader, lent } from '../given-holds.ts'
import { serveLibrary } from '../served.ts'

const { library, base } = await serveLibrary({}, async library => {
  const kokoro = await givenBib(library, {
    title: 'こころ',
    creators: [{ name: '夏目, 漱石, 1867-1916', reading: 'ナツメ, ソウセキ', role: '著' }],
    subjects: ['近代文学'],
  })
  const ginga = await givenBib(library, {
    title: '銀河鉄道の夜',
    titleReading: 'ギンガ テツドウ ノ ヨル',
    creators: [{ name: '宮沢, 賢治', reading: 'ミヤザワ, ケンジ', role: '著' }],
    subjects: ['カメラ', 'ガラス'],
    audience: 'child',
  })
  for (let number = 1; number <= 105; number++)
    await givenBib(library, { title: `図録 ${number}`, author: `Kato ${number}`, items: 0 })
  const reader = await givenReader(library)
  for (const { itemIds } of [kokoro, ginga]) await lent(library, reader, itemIds[0]!)
  await givenIndex(library)
})

test('M15 「よく読まれている本」: from the first page to the loans and holds of everybody and of children', async () => {
  const { page } = await visit(base)
  await page.goto('/')
  await page.getByRole('link', { name: 'よく読まれている本' }).click()
  const titles = page.locator('ol > li h2')
  expect(await titles.allTextContents()).toEqual(['1位 銀河鉄道の夜', '1位 こころ'])
  expect(await page.getByRole('main').textContent()).toContain('この1年（365日）の貸出の多い順に')
  // Where each can be had is said on the list.
  expect(await page.locator('ol > li .avail').allTextContents()).toEqual(Array(2).fill(expect.stringContaining('館')))
  await expectAccessible(page, 'ranking')
  await shoot(page, 'ranking')
  await page.getByRole('navigation', { name: '対象' }).getByRole('link', { name: 'こども' }).click()
  expect(await titles.allTextContents()).toEqual(['1位 銀河鉄道の夜'])
  await page.getByRole('link', { name: '予約の多い本' }).click()
  expect(new URL(page.url()).search).toBe('?by=holds&audience=child')
  expect(await page.getByRole('main').textContent()).toContain('いま、予約の入っている本はありません。')
  await expectAccessible(page, 'ranking without a book')
  await shoot(page, 'ranking-empty')
})

const expectFocus = async (page: Page, name: string) => {
  const key = page.getByRole('button', { name, exact: true })
  expect(await key.evaluate(one => one.matches(':focus'))).toBe(true)
}

test('M15 with the kana keys: written, changed, taken back and searched without a keyboard', async () => {
  const { page } = await visit(base)
  await page.goto('/search')
  await page.getByRole('link', { name: '五十音キーでさがす' }).click()
  const press = async (...keys: string[]) => {
    for (const name of keys) await page.getByRole('button', { name, exact: true }).click()
  }
  await press('ふ', 'ん', 'ぜんぶけす', 'き', '濁点 ゛', 'ん', 'か', '濁点 ゛', 'つ', '小さい字')
  const box = page.getByRole('searchbox', { name: '入れた文字' })
  expect(await box.inputValue()).toBe('ぎんがっ')
  await press('一文字けす')
  expect(await box.inputValue()).toBe('ぎんが')
  expect(new URL(page.url()).search).toBe(`?q=${encodeURIComponent('ぎんが')}`)
  // The key that was pressed has the focus again: who goes on by the keyboard does not begin at the top each time.
  await page.getByRole('button', { name: 'か', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/%E3%81%8C%E3%81%8B/)
  await expectFocus(page, 'か')
  await page.keyboard.press('Tab')
  await expectFocus(page, 'き')
  await press('一文字けす')
  await expectFocus(page, '一文字けす')
  expect(await box.inputValue()).toBe('ぎんが')
  await expectAccessible(page, 'kana keys')
  await shoot(page, 'keys')
  await page.goBack()
  expect(await box.inputValue()).toBe('ぎんがか')
  await page.goForward()
  await press('さがす')
  expect(await page.locator('li.hit').getByRole('link', { name: '銀河鉄道の夜' }).count()).toBe(1)
})

test('M15 the kana keys of children lead to their page; Enter in the box searches', async () => {
  const { page } = await visit(base)
  await page.goto('/children')
  await page.getByRole('link', { name: 'あいうえおで さがす' }).click()
  await page.getByRole('button', { name: 'き', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=/)
  for (const name of ['てんてん ゛', 'ん']) await page.getByRole('button', { name, exact: true }).click()
  await expectAccessible(page, 'kana keys of children')
  await shoot(page, 'child-keys')
  await page.getByRole('searchbox').press('Enter')
  await page.waitForURL(url => url.pathname === '/children')
  expect(await page.getByRole('main').textContent()).toContain('銀河鉄道の夜')
})

test('M15 an in-library terminal has the keys on its first page and on that of children', async () => {
  const code = await makeTerminalCode(library, { login: 'chief1' }, BranchId('chuo'), '中央1番')
  const { page } = await visit(base, { width: 1280 })
  await page.goto('/kiosk')
  await page.getByLabel('登録番号').fill(code)
  await page.getByRole('button', { name: '登録' }).click()
  await page.goto('/')
  await expectAccessible(page, 'first page of a terminal')
  await shoot(page, 'terminal-top')
  await page.getByRole('button', { name: 'あ', exact: true }).click()
  expect(new URL(page.url()).pathname).toBe('/keys')
  await page.goto('/children')
  await expectAccessible(page, 'page of children on a terminal')
  await shoot(page, 'terminal-children')
  await page.getByRole('button', { name: 'あ', exact: true }).click()
  expect(new URL(page.url()).pathname).toBe('/children/keys')
})

test('M15 authors by the 五十音, with their books', async () => {
  const { page } = await visit(base)
  await page.goto('/classes')
  await page.getByRole('link', { name: '著者からさがす' }).click()
  expect(await page.locator('.headings li').count()).toBe(100)
  await expectAccessible(page, 'authors')
  await shoot(page, 'authors')
  await page.getByRole('link', { name: 'つぎの100件' }).click()
  expect(await page.locator('.headings li').count()).toBe(7)
  await page.getByRole('link', { name: 'ナ行' }).click()
  expect(await page.locator('.headings li').allTextContents()).toEqual(['夏目漱石 1件'])
  await page.getByRole('link', { name: 'ニ', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('ここに入るものは、まだありません。')
  await page.getByRole('link', { name: 'ナ', exact: true }).click()
  await page.getByRole('link', { name: '夏目漱石' }).click()
  expect(await page.locator('ol > li h2').allTextContents()).toEqual(['こころ'])
})

test('M15 subjects: by kana, or by the first characters', async () => {
  const { page } = await visit(base)
  await page.goto('/search')
  await page.getByRole('link', { name: '件名からさがす' }).click()
  await page.getByRole('link', { name: 'カ行' }).click()
  expect(await page.locator('.headings a').allTextContents()).toEqual(['カメラ', 'ガラス'])
  await expectAccessible(page, 'subjects')
  await shoot(page, 'subjects')
  await page.getByLabel('ことばのはじめ').fill('近')
  await page.getByRole('button', { name: '表示する' }).click()
  await page.getByRole('link', { name: '近代文学' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('件名 近代文学')
})
