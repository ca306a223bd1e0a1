import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '#text/language.ts'
import { visit } from './browser.ts'
import { givenIndex } from './given.ts'
import { applied } from './given-holds.ts'
import { givenBook, intoBasket, look, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('signed in on a telephone the masthead has two rows: the ways of a patron, and the search', async () => {
  const { page } = await patronAtHome(service)
  await intoBasket(page, (await givenBook(service)).id)
  for (const language of languages) {
    await page.goto(`/language?to=${language}&back=/my/holds`)
    const parts = page.locator('.masthead :is(.sign, .mine a, .mine button, .seek input)')
    const boxes = await Promise.all((await parts.all()).map(part => part.boundingBox()))
    const rows = new Set(boxes.map(box => Math.round((box!.y + box!.height / 2) / 20)))
    expect(rows.size, language).toBe(2)
    expect(await page.locator('.sign').textContent()).toContain('図書館')
    await look(page, `masthead-${language}`)
  }
})

test('titles of one name are told apart by author, publisher and year, whatever is read out of a line', async () => {
  const name = '同じ名'
  await givenBook(service, { title: name, author: '甲 一郎', publisher: '乙書店', year: 1990 })
  await givenBook(service, { title: name, author: '甲 一郎', publisher: '丙書房', year: 2001 })
  await givenBook(service, { title: '同じ名の話', author: '丁 二郎' })
  await givenIndex(service.library)
  const { page } = await visit(service.base)
  await page.goto('/search?q=同じ名')
  const main = page.getByRole('main')
  for (const told of ['同じ名（甲 一郎・乙書店・1990年）', '同じ名（甲 一郎・丙書房・2001年）', '同じ名の話']) {
    expect(await main.getByRole('heading', { name: told, exact: true }).count(), told).toBe(1)
    expect(await main.getByRole('button', { name: `${told} を予約かごへ`, exact: true }).count(), told).toBe(1)
  }
  await look(page, 'same-names')
})

test('the cards of Myライブラリ are of one height in each row', async () => {
  const { page } = await patronAtHome(service)
  await page.goto('/my')
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    const cards = await page.locator('main .doors > li').evaluateAll(all =>
      all.map(one => {
        const { top, height } = one.firstElementChild!.getBoundingClientRect()
        return [Math.round(top), Math.round(height)] as const
      }),
    )
    expect(cards.length).toBeGreaterThan(5)
    const uneven = cards.filter(([top, height]) => cards.some(([other, tall]) => other === top && tall !== height))
    expect([width, uneven]).toEqual([width, []])
  }
})

test('whatever a patron has changed, the answer stands in sight and has the focus', async () => {
  const { page, id } = await patronAtHome(service)
  const book = await givenBook(service, { title: '焦点の本' })
  const [hold] = await applied(service.library, id, [(await givenBook(service, { title: '待つ本' })).id])
  const answered = async (words: string) => {
    expect(await page.evaluate('document.activeElement.textContent')).toContain(words)
    const box = (await page.getByRole('status').boundingBox())!
    expect([words, box.y > -1 && box.y + box.height <= 844]).toEqual([words, true])
  }
  await intoBasket(page, book.id)
  await answered('「焦点の本」を予約かごに入れました。')
  await page.getByRole('button', { name: '選んだ資料をかごから出す' }).click()
  await answered('1冊をかごから出しました。')
  await page.goto(`/my/holds/${hold}`)
  await page.getByText('しばらく休む').click()
  await page.getByLabel('休む最後の日').fill('2026-12-10')
  await page.getByRole('button', { name: '休む', exact: true }).click()
  await answered('12月10日（木）まで、お休みにしました。')
  await page.goto('/my/lists/new')
  await page.getByLabel('リストの名前').fill('冬')
  await page.getByRole('button', { name: '作る', exact: true }).click()
  await answered('リスト「冬」を作りました。')
})
