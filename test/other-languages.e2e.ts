import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BranchId, StopId } from '#ids.ts'
import { htmlLang, languages, textOf } from '#text/language.ts'
import { pagesFor } from '#web/path-table.ts'
import { shoot } from './browser.ts'
import { givenIndex } from './given.ts'
import { givenBook, lend, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
  const { db, policy } = service.library
  const english = {
    chuo: 'Central Library',
    asahi: 'Asahi Library',
    arakawa: 'Arakawa Library Room',
    kamihayashi: 'Kamihayashi Library Room',
    sekikawa: 'Sekikawa Library',
    bm: 'Bookmobile',
  }
  for (const [id, name_en] of Object.entries(english))
    await db.updateTable('branch').set({ name_en }).where('id', '=', BranchId(id)).execute()
  await db.updateTable('stop').set({ name_en: 'Yoshiura' }).where('id', '=', StopId('yoshiura')).execute()
  policy.identity.name = { ...policy.identity.name, en: 'Town Library' }
  service.library.policy = {
    ...policy,
    services: { ...policy.services, passkeys: true, passwordByMail: true, preRegistration: true, questions: true },
  }
})
afterAll(() => service.web.close())

/** Languages that have an own test (english.e2e.ts, easy-japanese.e2e.ts) are not played again. */
const others = languages.filter(language => !['ja', 'ja-easy', 'en'].includes(language))

/** What is surely no simplified Chinese: kana, and the characters that GB 2312 has not. */
const simplified = (() => {
  const decoder = new TextDecoder('gbk')
  const bytes = Array.from({ length: 72 * 94 }, (_, at) => [0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]).flat()
  return decoder.decode(new Uint8Array(bytes))
})()

/** Texts that say that they are in another language than Japanese, and have Japanese in them. */
const untranslated = async (page: Page, language: string): Promise<string[]> => {
  // A title can say one language only: in Chinese that of its words, in the others it is known by its script.
  const mixed = language === 'zh' ? ', title' : ''
  const texts = (await page.evaluate(`((mixed) => {
    const found = []
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement
      const said = around.closest('[lang]').lang
      if (around.closest('script, style, svg' + mixed) || said.startsWith('ja')) continue
      if (said !== document.documentElement.lang && said.startsWith('zh')) continue
      if (!around.closest('.languages')) found.push(node.data.trim())
    }
    return found
  })('${mixed}')`)) as string[]
  const isForeign = (sign: string) =>
    /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sign) ||
    (/\p{Script=Han}/u.test(sign) && (language !== 'zh' || !simplified.includes(sign)))
  return texts.filter(text => [...text].some(isForeign))
}

test.each(others)(
  'a reader of %s comes from the first page to a reservation, and meets no Japanese sentence',
  async language => {
    const t = textOf(language)
    const author = '夏目 漱石'
    await givenBook(service, {
      title: `こころ ${language}`,
      author,
      series: '漱石全集',
      subjects: ['小説'],
    })
    const away = await givenBook(service, { title: `それから ${language}`, author, items: [{ status: 'repair' }] })
    const snow = await givenBook(service, { title: `雪国 ${language}`, titleReading: 'ユキグニ', author: '川端 康成' })
    await givenIndex(service.library)
    const { page, id } = await patronAtHome(service)
    await lend(service, snow.itemIds[0]!, id)

    await page.goto('/')
    await page.locator(`.foot .languages a[hreflang="${htmlLang(language)}"]`).click()
    await expectOwn('top')
    await page.getByRole('searchbox').first().fill('夏目漱石')
    await page.getByRole('main').getByRole('button', { name: t.parts.searchButton, exact: true }).click()
    await expectOwn('results')
    await page
      .getByRole('link', { name: `こころ ${language}` })
      .first()
      .click()
    await expectOwn('record')
    await page.getByRole('main').getByRole('button', { name: t.opac.toBasket.button }).first().click()
    await expectOwn('basket')
    await page.getByRole('radio', { name: 'Asahi Library' }).check()
    await page.getByRole('radio', { name: t.myLibrary.basketPage.self }).check()
    await page.getByRole('button', { name: t.myLibrary.basketPage.ordinary }).click()
    await expectOwn('confirm')
    await page.getByRole('button', { name: t.myLibrary.orderPage.place, exact: true }).click()
    await expectOwn('done')
    expect(await page.getByRole('main').textContent()).toContain('Asahi Library')
    await page.goto('/my/settings')
    await page.locator(`button[name=language][value=${language}]`).click()
    await expectOwn('settings')
    const kept = await service.library.db.selectFrom('patron').select('language').where('id', '=', id).execute()
    expect(kept).toEqual([{ language }])
    await page.goto('/my/holds')
    await expectOwn('holds')
    await page.getByRole('link', { name: t.holds.list.changeOf(`こころ ${language}`) }).click()
    await expectOwn('hold')

    const everyPage = [...pagesFor('anyone'), ...pagesFor('patron')].filter(route => !/[:*]/.test(route))
    const ofOne = ['/search?q=どこにもない', '/search?q=★', `/bib/${away.id}`, '/classes?in=91', '/authors?row=カ']
    for (const path of [...everyPage, ...ofOne, '/calendar?month=2026-11', '/calendar?branch=bm', '/nowhere']) {
      await page.goto(path)
      await expectOwn(path)
    }

    async function expectOwn(path: string) {
      await shoot(page, `${language}-${path.replaceAll(/[^a-z]/g, '-')}`)
      expect.soft(await page.locator('html').getAttribute('lang'), path).toBe(htmlLang(language))
      expect.soft(await untranslated(page, language), path).toEqual([])
      expect.soft(await page.content(), path).not.toMatch(/[\ufdd0-\ufdd6]|undefined|\[object/)
    }
  },
  300_000,
)

test('a language that the library does not offer is neither shown nor read, nor written in mails', async () => {
  const { library } = service
  const { page, id } = await patronAtHome(service)
  const before = library.policy
  await page.goto('/language?to=zh&back=/')
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans')
  library.policy = { ...before, languages: { ...before.languages, zh: false } }
  await page.goto('/my/settings')
  expect(await page.locator('html').getAttribute('lang')).toBe('ja')
  expect(await page.getByRole('link', { name: '中文' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: '中文' }).count()).toBe(0)
  await page.goto('/language?to=zh&back=/')
  expect(await page.locator('html').getAttribute('lang')).toBe('ja')
  await library.db.updateTable('patron').set({ language: 'zh' }).where('id', '=', id).execute()
  library.policy = before
})
