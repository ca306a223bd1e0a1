import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { myFamily } from '#patrons/family/my-family.ts'
import { keepHistory, myData } from '#patrons/my-account.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { lent, nightPasses, scanned, violations, waiting } from './given-holds.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { staffAtDesk } from './given-staff.ts'
import { serveLibrary } from './served.ts'

let book: BibId
const { library, base } = await serveLibrary({}, async library => {
  book = (await givenBib(library, { title: '家族で読む本' })).id
  await givenIndex(library)
})

const main = (page: Page) => page.textContent('main')
const status = (page: Page) => page.getByRole('status').textContent()

async function signedIn(patron: { cardNumber: string; password: string }) {
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.waitForURL(/\/my$/)
  return page
}

async function add(page: Page, card: { cardNumber: string; password: string }) {
  await page.goto('/my/family')
  await page.getByLabel('利用者カード番号').fill(card.cardNumber)
  await page.getByLabel('パスワード').fill(card.password)
  const answered = page.waitForResponse(answer => answer.request().method() === 'POST')
  await page.getByRole('button', { name: '加える', exact: true }).click()
  await answered
  await page.waitForLoadState()
}

test('a parent sees what is ready for whom, reserves and renews with the card of a child, and never its record', async () => {
  const parent = await givenPatron(library, { name: '母 春子' })
  const child = await givenPatron(library, { name: '子 夏男', birthDate: '2018-05-05', category: 'child' })
  await keepHistory(library, child.id, true)
  const read = await givenBib(library, { title: '返した本' })
  await lent(library, child.id, read.itemIds[0]!)
  await scanned(library, read.itemIds[0]!)
  const out = await givenBib(library, { title: '借りている本' })
  const now = library.clock.now()
  library.clock.set(now.subtract({ hours: 24 * 5 }))
  await lent(library, child.id, out.itemIds[0]!)
  library.clock.set(now)
  const wanted = await givenBib(library, { title: '届いた本' })
  await waiting(library, child.id, [wanted.id])
  await scanned(library, wanted.itemIds[0]!)

  const page = await signedIn(parent)
  await page.goto('/my/family')
  await expectAccessible(page, 'no family yet')
  await add(page, { ...child, password: '0000' })
  expect(await page.getByRole('alert').textContent()).toContain('カード番号かパスワードがちがうか')
  expect((await myFamily(library, parent.id)).members).toEqual([])
  await add(page, child)
  expect(await status(page)).toBe('子 夏男 さんのカードを加えました。')
  expect(await main(page)).toContain('『届いた本』 子 夏男 さん：中央図書館で')
  expect(await main(page)).toContain('予約1件　貸出1点')
  expect(await main(page)).toContain('2031年5月5日まで')
  await expectAccessible(page, 'a family')
  await shoot(page, 'family')

  await page.getByRole('button', { name: 'このカードを使う：子 夏男 さん' }).click()
  expect(await main(page)).toContain('届いた本')
  expect(await page.textContent('body')).toContain('子 夏男 さんのカードを使っています。')
  await expectAccessible(page, 'the holds of a child')
  await shoot(page, 'family-holds')
  await page.goto('/my/loans')
  expect(await main(page)).toContain('借りている本')
  expect(await main(page)).not.toContain('返した本')
  await page.getByRole('button', { name: /延長/ }).click()
  expect(await main(page)).toContain('延長しました')
  for (const closed of [
    '/my',
    '/my/reading',
    '/my/reading.csv',
    '/my/lists',
    '/my/settings',
    '/my/export',
    '/my/searches',
    '/my/card',
  ]) {
    await page.goto(closed)
    expect(new URL(page.url()).pathname).toBe('/my/family')
    expect(await main(page)).not.toContain('返した本')
  }

  await page.goto(`/bib/${book}`)
  await page.getByRole('button', { name: '予約かごへ' }).click()
  await page.getByLabel('中央図書館').check()
  await page.getByLabel('自主確認').check()
  await page.getByRole('button', { name: '通常予約' }).click()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await main(page)).toContain('以下のタイトルについて予約を行いました。')
  const holds = await library.db.selectFrom('hold').where('bib_id', '=', book).select('patron_id').execute()
  expect(holds).toEqual([{ patron_id: child.id }])

  await page.getByRole('button', { name: '自分のカードにもどる' }).click()
  expect(await status(page)).toBe('ご自分のカードにもどりました。')
  await page.goto('/my/holds')
  expect(await main(page)).not.toContain('届いた本')
  expect(JSON.stringify(await myData(library, child.id))).toContain('母 春子')
})

test('either ends it, and the other is out of the card at once, also in the middle', async () => {
  const [one, other] = [
    await givenPatron(library, { name: '夫 一郎' }),
    await givenPatron(library, { name: '妻 二美' }),
  ]
  const his = await signedIn(one)
  await add(his, other)
  await his.getByRole('button', { name: 'このカードを使う：妻 二美 さん' }).click()
  expect(await his.textContent('body')).toContain('妻 二美 さんのカードを使っています。')
  const hers = await signedIn(other)
  await hers.goto('/my/family')
  expect(await main(hers)).toContain('夫 一郎')
  await expectAccessible(hers, 'who uses my card')
  await shoot(hers, 'family-carers')
  await hers.getByRole('button', { name: '夫 一郎 さんに使うのをやめてもらう' }).click()
  expect(await status(hers)).toBe('カードの利用を終わりにしました。')
  await his.goto('/my/holds')
  expect(await his.textContent('body')).not.toContain('妻 二美')
  await his.goto('/my/family')
  expect(await main(his)).toContain('家族のカードは、まだありません。')

  await add(his, other)
  await his.getByRole('button', { name: '妻 二美 さんを家族からはずす' }).click()
  expect(await myFamily(library, one.id)).toEqual({ members: [], carers: [] })
})

test('a child ends it at the counter; it ends by itself on the birthday; and with the night nothing of it is left', async () => {
  const parent = await givenPatron(library, { name: '父 三郎' })
  const child = await givenPatron(library, { name: '子 四季', birthDate: '2013-11-26', category: 'child' })
  const page = await signedIn(parent)
  await add(page, child)
  const desk = await staffAtDesk({ library, base })
  await desk.page.goto(`/counter/patrons/${child.id}`)
  expect(await main(desk.page)).toContain('父 三郎 さんが、このカードを使えます')
  await expectAccessible(desk.page, 'a family at the counter')
  await desk.page.getByRole('button', { name: '父 三郎 さんとのあいだを終わりにする' }).click()
  expect(await main(desk.page)).toContain('家族のカードの利用を終わりにしました。')
  expect((await myFamily(library, parent.id)).members).toEqual([])

  await add(page, child)
  await page.getByRole('button', { name: 'このカードを使う：子 四季 さん' }).click()
  library.clock.set('2026-11-25T23:59:00')
  expect((await myFamily(library, parent.id)).members).toHaveLength(1)
  library.clock.set('2026-11-26T00:00:01')
  expect((await myFamily(library, parent.id)).members).toEqual([])
  await nightPasses(library)
  expect(await library.db.selectFrom('family_link').where('member_id', '=', child.id).selectAll().execute()).toEqual([])
  expect(await violations(library)).toEqual([])
})

test('the own card, a card with its 仮パスワード, and a blank form are refused; nothing is linked', async () => {
  const patron = await givenPatron(library)
  const fresh = await givenPatron(library, { password: null, birthDate: '1980-01-01' })
  const page = await signedIn(patron)
  await add(page, patron)
  expect(await page.getByRole('alert').textContent()).toContain('これはご自分のカードです。')
  await add(page, fresh)
  expect(await page.getByRole('alert').textContent()).toContain('このカードは、まだ仮パスワードです。')
  await add(page, { cardNumber: '', password: '' })
  expect(await page.getByRole('alert').textContent()).toContain('利用者カード番号')
  await expectAccessible(page, 'a card refused')
  expect(await myFamily(library, patron.id)).toEqual({ members: [], carers: [] })
})
