import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenIndex } from './given.ts'
import { applied, asahi } from './given-holds.ts'
import { givenBook, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
let bib: number
beforeAll(async () => {
  service = await openService()
  const items = [{ branch: 'chuo' as const }, { branch: 'arakawa' as const }, { branch: 'asahi' as const }]
  bib = (await givenBook(service, { title: '峠の道', items })).id
  await givenBook(service, { title: '峠の宿', items: items.slice(0, 1) })
  await givenIndex(service.library)
})
afterAll(() => service.web.close())

const branchesOf = (page: Page) =>
  page.locator('table[aria-labelledby=where] tbody tr td:first-child').allTextContents()
const search = `/search?q=${encodeURIComponent('峠')}`

test('who registered at a branch sees its copies first, and has it alone in one press', async () => {
  const { page } = await patronAtHome(service, { homeBranch: 'asahi' })
  await page.goto(`/bib/${bib}`)
  expect((await branchesOf(page))[0]).toBe('朝日図書館')
  await page.goto(search)
  await shoot(page, 'results-usual-branch')
  await expectAccessible(page, 'results with one branch offered')
  await page.getByRole('link', { name: '朝日図書館にある資料だけ（1件）' }).click()
  expect(await page.locator('.hit h2').allTextContents()).toEqual(['峠の道'])
  // It is chosen now, and is taken off as any other tick.
  expect(await page.getByRole('link', { name: 'にある資料だけ' }).count()).toBe(0)
  await page.getByRole('link', { name: '朝日図書館のしぼりこみをやめる' }).click()
  expect(await page.locator('.hit').count()).toBe(2)
  // Where nothing would be left out, nothing is offered.
  await page.goto('/search?title=峠の道')
  expect(await page.getByRole('link', { name: 'にある資料だけ' }).count()).toBe(0)
})

test('where the newest hold is fetched goes before where one registered; nobody else has a branch of their own', async () => {
  const patron = await patronAtHome(service, { homeBranch: 'arakawa' })
  const other = await givenBook(service, { title: 'よその本' })
  await applied(service.library, patron.id, [other.id], { pickup: asahi })
  await patron.page.goto(`/bib/${bib}`)
  expect((await branchesOf(patron.page))[0]).toBe('朝日図書館')

  const { page } = await visit(service.base)
  await page.goto(`/bib/${bib}`)
  expect((await branchesOf(page))[0]).toBe('中央図書館')
  await page.goto(search)
  expect(await page.getByRole('link', { name: 'にある資料だけ' }).count()).toBe(0)
})

test('while nothing of a patron may be shown, their branch is not either', async () => {
  const patron = await patronAtHome(service, { homeBranch: 'asahi' })
  await service.library.db
    .updateTable('patron_secret')
    .set({ veiled_until: service.library.clock.now().add({ hours: 5 }) })
    .where('patron_id', '=', patron.id)
    .execute()
  await patron.page.goto(`/bib/${bib}`)
  expect((await branchesOf(patron.page))[0]).toBe('中央図書館')
})
