import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hideCopy } from '#cataloguing/hide.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import type { BibId } from '#ids.ts'
import { visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { applied, barcodeOf, givenReader, lent, nightPasses, order, staff, stateOf, violations } from './given-holds.ts'
import { staffAtDesk } from './given-staff.ts'
import { beginAgain, look, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
beforeEach(() => beginAgain(service))
afterAll(() => service.web.close())

const isbn = '9784003022610'
const title = '北越雪譜 校訂本'

/** Every door through which anybody could learn of the record. */
const doors = (id: BibId) => [
  `/search?q=${encodeURIComponent(title)}`,
  '/new',
  `/bib/${id}`,
  `/bib/${id}.json`,
  `/bib/${id}/related`,
  `/children/bib/${id}`,
  `/isbn/${isbn}`,
  `/suggestions?q=${encodeURIComponent('北越')}`,
  `/search.atom?q=${encodeURIComponent(title)}`,
  `/api/availability?isbn=${isbn}`,
  `/daia?id=${id}&format=json`,
  `/unapi?id=${id}&format=ris`,
  `/cite.ris?bib=${id}`,
  `/opds/search?q=${encodeURIComponent(title)}`,
  `/sru?version=1.2&operation=searchRetrieve&query=${encodeURIComponent(`title="${title}"`)}`,
  '/ranking',
  `/mistake?bib=${id}`,
]
/** What each door says of the record by name; the words that were asked for are no answer. */
async function said(id: BibId): Promise<string[]> {
  const told: string[] = []
  for (const door of doors(id)) {
    const body = await (await fetch(`${service.base}${door}`)).text()
    const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(body)?.[1] ?? ''
    const isNamed = door.endsWith('/related') && heading.includes(title)
    const told1 = isNamed || /author-of-it|鈴木牧之/.test(body) || body.includes(`"${service.base}/bib/${id}"`)
    if (told1) told.push(door.split('?')[0]!)
  }
  return told
}

test('what is 非公開 is found through no door, whoever waits or has it goes on, and it can be shown again', async () => {
  const { library } = service
  const bib = await givenBib(library, {
    title,
    author: '鈴木牧之',
    isbns: [isbn],
    items: [{ joinedOn: '2026-11-23' }, { joinedOn: '2026-11-23', callNumber: '291/ス' }, {}],
  })
  // Another book of its author: the page of related ones would have something to show.
  await givenBib(library, { title: '秋山記行', author: '鈴木牧之' })
  const reader = await patronAtHome(service)
  const holder = await patronAtHome(service)
  await lent(library, reader.id, bib.itemIds[0]!)
  const [hold] = await applied(library, holder.id, [bib.id])
  await givenIndex(library)
  expect(await said(bib.id)).toContain('/search')
  expect(await said(bib.id)).toEqual(expect.arrayContaining([`/bib/${bib.id}`, `/bib/${bib.id}/related`]))

  const { page } = await staffAtDesk(service, { role: 'chief', name: '主任 太郎' })
  await page.goto(`/counter/bibs/${bib.id}`)
  await page.getByRole('link', { name: '非公開にする' }).click()
  await page.getByRole('button', { name: '非公開にする' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('理由を入力してください。')
  await look(page, 'counter-hide')
  await page.getByLabel('理由').fill('書誌を確かめるため')
  await page.getByRole('button', { name: '非公開にする' }).click()
  expect(await page.getByRole('status').textContent()).toContain('非公開にしました。')
  library.clock.forward({ seconds: 61 })
  await givenIndex(library)

  expect(await said(bib.id)).toEqual([])
  const { page: anybody } = await visit(service.base)
  expect((await anybody.goto(`/bib/${bib.id}`))?.status()).toBe(404)
  expect(await anybody.getByRole('heading', { level: 1 }).textContent()).toBe(
    'この資料のページは、いま公開していません',
  )
  await look(anybody, 'hidden-record')

  // Nobody new: on the web, at the counter. Who applied before is taken in.
  const other = await givenReader(library)
  const refusal = { why: 'hidden', bibId: bib.id }
  expect(await placeHolds(library, other, order([bib.id]))).toMatchObject({ refusal })
  expect(await placeHoldsAtCounter(library, staff, other, order([bib.id]))).toMatchObject({ refusal })
  await nightPasses(library)
  expect(await stateOf(library, hold!)).toBe('waiting')

  // Their own lists say what they said, and no link leads nowhere.
  for (const [patron, address] of [
    [reader, '/my/loans'],
    [holder, '/my/holds'],
  ] as const) {
    await patron.page.goto(address)
    expect(await patron.page.getByRole('rowheader', { name: title }).count()).toBe(1)
    expect(await patron.page.locator(`a[href="/bib/${bib.id}"]`).count()).toBe(0)
  }
  await holder.page.goto(`/my/holds/${hold}`)
  expect(await holder.page.locator(`a[href="/bib/${bib.id}"]`).count()).toBe(0)
  await look(holder.page, 'hold-of-hidden')

  // Who has nothing of it does not learn its title by its number; who has it does.
  const curious = await patronAtHome(service)
  const named = async ({ page }: typeof curious, door: string) => {
    await page.goto(door)
    return (await page.getByRole('main').textContent())!.includes(title)
  }
  for (const door of [`/my/lists/add?bib=${bib.id}`, `/my/orders/new?bib=${bib.id}&pickup=chuo&contact=self`])
    expect([door, await named(curious, door), await named(holder, door)]).toEqual([door, false, true])

  // The desk finds it by a copy, and in the list; who may not change that reads it.
  const { page: desk } = await staffAtDesk(service)
  await desk.goto('/counter')
  await desk.getByRole('link', { name: '非公開の資料' }).click()
  await look(desk, 'counter-hidden')
  expect(await desk.getByRole('button', { name: /公開にもどす/ }).count()).toBe(0)
  await desk.getByRole('link', { name: title }).click()
  expect(await desk.getByRole('main').textContent()).toMatch(/非公開.*主任 太郎.*書誌を確かめるため/)
  await look(desk, 'counter-hidden-bib')
  await desk.goto(`/counter/items?barcode=${await barcodeOf(library, bib.itemIds[1]!)}`)
  expect(await desk.getByRole('main').textContent()).toContain('非公開（書誌）')

  // The desk comes to it by a copy and by its ISBN; an order for it says at once why it is refused.
  for (const asked of [await barcodeOf(library, bib.itemIds[1]!), isbn]) {
    await desk.goto(`/counter/bibs?q=${asked}`)
    expect(await desk.getByRole('main').textContent()).toContain(`『${title}』非公開`)
  }
  await desk.goto(`/counter/patrons/${other}/holds/new?bib=${bib.id}`)
  expect(await desk.getByRole('status').textContent()).toContain(`『${title}』は非公開のため`)
  await desk.getByRole('button', { name: '予約する' }).click()
  expect(await desk.getByRole('alert').textContent()).toContain(`『${title}』は非公開のため`)
  // A merge says what the public will see more, or no more.
  const shown = await givenBib(library, { title: '北越雪譜' })
  await page.goto(`/counter/merge/bibs?from=${bib.id}&into=${shown.id}`)
  expect(await page.getByRole('main').textContent()).toContain('利用者に見えるようになります')

  // The list in two windows, pressed in both: it is shown all the same.
  const second = await page.context().newPage()
  for (const tab of [page, second]) await tab.goto(`${service.base}/counter/hidden`)
  for (const tab of [page, second]) {
    await tab.getByRole('button', { name: /公開にもどす/ }).click()
    expect(await tab.getByRole('status').textContent()).toContain('公開にもどしました。')
  }
  await page.goto('/counter/hidden')
  expect(await page.getByRole('main').textContent()).toContain('いま、非公開の資料はありません。')
  await givenIndex(library)
  expect(await said(bib.id)).toContain('/search')
  expect((await anybody.goto(`/bib/${bib.id}`))?.status()).toBe(200)
  expect(await violations(library)).toEqual([])
})

test('one copy alone is hidden: the record stays without it, and a title without a copy in sight is not reserved', async () => {
  const { library } = service
  const bib = await givenBib(library, {
    title: '雪わたり',
    items: [{ barcode: '610000001', callNumber: '913/ミ' }, { barcode: '610000002' }],
  })
  await givenIndex(library)
  const { page } = await staffAtDesk(service, { role: 'chief' })
  const hide = async (barcode: string) => {
    await page.goto(`/counter/items?barcode=${barcode}`)
    await page.getByRole('link', { name: '非公開にする' }).click()
    await page.getByLabel('理由').fill('寄贈の確認中')
    await page.getByRole('button', { name: '非公開にする' }).click()
    expect(await page.getByRole('status').textContent()).toContain('非公開にしました。')
  }
  await hide('610000001')
  library.clock.forward({ seconds: 61 })
  await givenIndex(library)
  const record = async () => (await fetch(`${service.base}/bib/${bib.id}`)).text()
  expect(await record()).toContain('610000002')
  expect(await record()).not.toContain('610000001')
  const doors = ['/search?q=610000001', `/daia?id=${bib.id}&format=json`, `/shelf?item=${bib.itemIds[0]}`]
  for (const door of doors)
    expect(await (await fetch(`${service.base}${door}`)).text(), door).not.toMatch(/610000001"[,}]|913.ミ|1件/)
  // The desk finds it by the hidden copy, and reads of each which it is.
  const { page: desk } = await staffAtDesk(service)
  await desk.goto('/counter/bibs?q=610000001')
  expect(await desk.getByRole('main').textContent()).toMatch(/610000001[^（]*（非公開）/)
  const reader = await givenReader(library)
  await hide('610000002')
  expect(await placeHolds(library, reader, order([bib.id]))).toMatchObject({ refusal: { why: 'notHeld' } })
  // The desk is told why, and where it is changed.
  await desk.goto(`/counter/patrons/${reader}/holds/new?bib=${bib.id}`)
  await desk.getByLabel('予約受取館', { exact: true }).selectOption('chuo')
  await desk.getByRole('button', { name: '予約する' }).click()
  const said = await desk.getByRole('alert').textContent()
  expect(said).toContain('の資料は、どれも非公開です。')
  expect(said).toContain('「非公開の資料」の画面で公開にもどすと予約できます。')
  expect(said).not.toContain('どの館にもありません')
  // It is lent and comes back as before.
  expect((await lent(library, reader, bib.itemIds[0]!)).ok).toBe(true)
  await page.goto('/counter/hidden')
  expect(await page.getByRole('main').textContent()).toContain('資料1点だけ')
  await page.getByRole('button', { name: /公開にもどす.*610000002/ }).click()
  expect((await placeHolds(library, await givenReader(library), order([bib.id]))).ok).toBe(true)
  expect(await violations(library)).toEqual([])
})

test('a hidden copy on its shelf keeps nobody from reserving the one that is lent', async () => {
  const { library } = service
  const bib = await givenBib(library, { title: '夜の貸出', items: 2 })
  await lent(library, await givenReader(library), bib.itemIds[0]!)
  const before = library.policy
  library.policy = { ...before, services: { ...before.services, holdsOnShelf: false } }
  const reader = await givenReader(library)
  expect(await placeHolds(library, reader, order([bib.id]))).toMatchObject({ refusal: { why: 'onShelf' } })
  expect(await hideCopy(library, staff, bib.itemIds[1]!, '確認中')).toMatchObject({ ok: true })
  expect((await placeHolds(library, reader, order([bib.id]))).ok).toBe(true)
  library.policy = before
})
