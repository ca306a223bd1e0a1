import { afterAll, beforeAll, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { pagesFor } from '#web/path-table.ts'
import { shoot } from './browser.ts'
import { givenIndex } from './given.ts'
import { givenBook, lend, openService, patronAtHome, type Service } from './missions/desk.ts'
import { unreadKanji } from './unread-kanji.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
  const { db, policy } = service.library
  const kana = {
    chuo: 'チュウオウトショカン',
    asahi: 'アサヒトショカン',
    arakawa: 'アラカワトショシツ',
    kamihayashi: 'カミハヤシトショシツ',
    sekikawa: 'セキカワムラトショカン',
    bm: 'イドウトショカンシャ',
  }
  for (const [id, name_kana] of Object.entries(kana))
    await db.updateTable('branch').set({ name_kana }).where('id', '=', BranchId(id)).execute()
  await db.updateTable('stop').set({ name_kana: 'ヨシウラ' }).execute()
  policy.identity.name = { ...policy.identity.name, kana: 'としょかん' }
  const { services } = policy
  service.library.policy = {
    ...policy,
    services: { ...services, passkeys: true, passwordByMail: true, preRegistration: true },
  }
})
afterAll(() => service.web.close())

/** The names of this town. */
const names = /見本 \d+|著|東京|一般|ナツ/

test('in やさしい日本語 every 漢字 but those of names and titles has furigana', async () => {
  const data = { title: 'こころ', author: 'なつめ そうせき', publisher: 'いわなみ' }
  const kokoro = await givenBook(service, { ...data, subjects: ['しょうせつ'] })
  const snow = await givenBook(service, { ...data, title: 'ゆきぐに' })
  const away = await givenBook(service, { ...data, title: 'それから', items: [{ status: 'repair' }] })
  await givenIndex(service.library)
  const { page, id } = await patronAtHome(service)
  await page.goto('/language?to=ja-easy&back=/')
  await lend(service, snow.itemIds[0]!, id)
  await page.goto(`/bib/${kokoro.id}`)
  await page.getByRole('main').locator('form button').first().click()
  await expectReadings('basket')
  await page.getByRole('radio').first().check()
  await page.locator('input[name=contact]').last().check()
  await page.locator('button[name=kind]').first().click()
  await expectReadings('confirm')
  await page.locator('form[action="/my/orders"] button').first().click()
  await expectReadings('done')
  // Each page of the table of paths that stands at an address of its own, and what a page is for one thing.
  const everyPage = [...pagesFor('anyone'), ...pagesFor('patron')].filter(route => !/[:*]/.test(route))
  const ofOne = ['/search?q=こころ', '/search?q=どこにもない', `/bib/${kokoro.id}`, `/bib/${away.id}`]
  for (const path of [...everyPage, ...ofOne, '/calendar?month=2026-11', '/nowhere']) {
    await page.goto(path)
    await expectReadings(path)
  }

  async function expectReadings(path: string) {
    await shoot(page, `easy-${path.replaceAll(/[^a-z]/g, '-')}`)
    expect.soft(await page.locator('html').getAttribute('class'), path).toBe('easy')
    expect.soft(await unreadKanji(page, names), path).toEqual([])
    expect.soft(await page.content(), path).not.toMatch(/[\ufdd0-\ufdd4]/)
  }
})
