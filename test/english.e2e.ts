import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BibId, BranchId, StopId } from '#ids.ts'
import { pagesFor } from '#web/path-table.ts'
import { shoot } from './browser.ts'
import { givenIndex } from './given.ts'
import { givenBook, lend, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
  const { db } = service.library
  const english = { chuo: 'Central Library', asahi: 'Asahi Library', arakawa: 'Arakawa Library Room', bm: 'Bookmobile' }
  for (const [id, name_en] of Object.entries(english))
    await db.updateTable('branch').set({ name_en }).where('id', '=', BranchId(id)).execute()
  await db.updateTable('stop').set({ name_en: 'Yoshiura' }).where('id', '=', StopId('yoshiura')).execute()
  const { services } = service.library.policy
  service.library.policy = {
    ...service.library.policy,
    services: { ...services, passkeys: true, passwordByMail: true, preRegistration: true },
  }
})
afterAll(() => service.web.close())

/** Japanese that a screen reader would read as if it were English; 中文 has the name it has for itself, and says so. */
const unmarked = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const japanese = /[\\u3041-\\u30ff\\u4e00-\\u9fff]/
    const found = []
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement
      if (!japanese.test(node.data) || around.closest('script, style')) continue
      if (!/^(ja|zh)/.test(around.closest('[lang]').lang)) found.push(around.tagName + ': ' + node.data.trim())
    }
    return found
  })()`)

test('on English pages every Japanese word says that it is Japanese, and places have their English names', async () => {
  const kokoro = await givenBook(service, {
    title: 'こころ',
    author: '夏目 漱石',
    series: '漱石全集',
    subjects: ['小説'],
  })
  const snow = await givenBook(service, { title: '雪国', titleReading: 'ユキグニ', author: '川端 康成' })
  await givenIndex(service.library)
  const { page, id } = await patronAtHome(service)
  await page.goto('/language?to=en&back=/')
  await lend(service, snow.itemIds[0]!, id)
  await page.goto(`/bib/${kokoro.id}`)
  await page.getByRole('main').getByRole('button', { name: 'Add to basket' }).first().click()
  expect(await page.getByRole('radio', { name: 'Central Library' }).count()).toBe(1)
  await shoot(page, 'basket-en')
  expect(await unmarked(page), 'basket').toEqual([])
  await page.getByRole('radio', { name: 'Asahi Library' }).check()
  await page.getByRole('radio', { name: 'I look for myself' }).check()
  await page.getByRole('button', { name: 'Ordinary reservation' }).click()
  expect(await unmarked(page), 'confirm').toEqual([])
  await page.getByRole('button', { name: 'Reserve', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('Asahi Library')
  expect(await unmarked(page), 'done').toEqual([])
  for (const path of [
    '/',
    '/search?q=こころ',
    '/search?q=どこにもない',
    `/bib/${kokoro.id}`,
    '/new',
    '/classes',
    '/calendar',
  ])
    await expectMarked(path)
  // Each page of the table of paths that stands at an address of its own.
  for (const path of [...pagesFor('anyone'), ...pagesFor('patron')].filter(route => !/[:*]/.test(route)))
    await expectMarked(path)

  async function expectMarked(path: string) {
    await page.goto(path)
    expect(await page.locator('html').getAttribute('lang'), path).toBe('en')
    expect(await unmarked(page), path).toEqual([])
  }
})

test('the calendar, the classes and the lists of a patron speak English', async () => {
  const { page } = await patronAtHome(service)
  await page.goto('/language?to=en&back=/')
  await page.goto('/calendar?month=2026-11')
  const calendar = (await page.getByRole('main').textContent())!
  for (const words of ['Central Library', 'Culture Day', 'regular closing day']) expect(calendar).toContain(words)
  expect(calendar).not.toMatch(/定休日|文化の日/)
  await page.goto('/search?in=913')
  expect(await page.getByRole('main').textContent()).toContain('Japanese literature')
  await intoBasketInEnglish(page, (await givenBook(service)).id)
  await page.getByRole('radio', { name: 'Central Library' }).check()
  await page.getByRole('radio', { name: 'I look for myself' }).check()
  await page.getByRole('button', { name: 'Ordinary reservation' }).click()
  await page.getByRole('button', { name: 'Reserve', exact: true }).click()
  await page.goto('/my/holds')
  expect(await page.getByRole('main').textContent()).toContain('Central Library')
})

async function intoBasketInEnglish(page: Page, bibId: BibId) {
  await page.goto(`/bib/${bibId}`)
  await page.getByRole('main').getByRole('button', { name: 'Add to basket' }).first().click()
}
