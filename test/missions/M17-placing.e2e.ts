import { expect, test } from 'vitest'
import { visit } from '../browser.ts'
import { givenPatron } from '../given-patron.ts'
import {
  basketOf,
  countHolds,
  givenBook,
  intoBasket,
  look,
  openService,
  patronAtHome,
  placeOrder,
  toConfirm,
} from './desk.ts'

const service = await openService()

test('M17 「予約かごへ」 without a login shows the 認証ページ; after 「ログイン」 the book lies in the basket', async () => {
  const { id: bib } = await givenBook(service, { title: 'こころ' })
  const patron = await givenPatron(service.library)
  const { page } = await visit(service.base)
  await intoBasket(page, bib)
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('予約かご')
  expect(await page.getByRole('checkbox', { name: 'こころ' }).isChecked()).toBe(true)
  expect(await basketOf(service, patron.id)).toEqual([bib])
})

test('M17 a book that cannot be reserved is not in the basket after the login, and the patron is told why', async () => {
  const { id: bib } = await givenBook(service, { title: '大辞典', items: [{ loanRule: 'reference' }] })
  const patron = await givenPatron(service.library)
  const { page } = await visit(service.base)
  await page.goto(`/login?add=${bib}`)
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByRole('alert').textContent()).toContain(
    '「大辞典」は、館内で読む資料（禁帯出）のため予約できません。',
  )
  expect(await basketOf(service, patron.id)).toEqual([])
})

test('M18 a 仮パスワード login with a book in hand leads through the password change, and then on to the basket', async () => {
  const { id: bib } = await givenBook(service, { title: '雪国' })
  const patron = await givenPatron(service.library, { password: null, birthDate: '1950-05-05' })
  const { page } = await visit(service.base)
  await intoBasket(page, bib)
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill('19500505')
  await page.getByRole('button', { name: 'ログイン' }).click()
  await page.getByLabel('仮パスワード').fill('19500505')
  await page.getByLabel('新パスワード').fill('7294')
  await page.getByLabel('確認パスワード').fill('7294')
  await page.getByRole('main').locator('form button[type=submit]').first().click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('予約かご')
  expect(await page.getByRole('checkbox', { name: '雪国' }).count()).toBe(1)
  expect(await basketOf(service, patron.id)).toEqual([bib])
})

test('M19 the basket shows its books with their wait, 予約受取館 and 予約連絡方法; a second press is no second line', async () => {
  const { id: here } = await givenBook(service, { title: '草枕' })
  const { id: lent } = await givenBook(service, { title: '門', items: [{ status: 'loan' }] })
  const { page, id } = await patronAtHome(service)
  await page.goto('/my/basket')
  expect(await page.getByRole('main').textContent()).toContain('予約かごは空です。')
  await look(page, 'basket-empty')
  for (const bib of [here, lent, here]) await intoBasket(page, bib)
  expect(await basketOf(service, id)).toEqual([here, lent])
  expect(await page.getByRole('checkbox', { name: '草枕' }).isChecked()).toBe(true)
  expect(await page.getByText('貸出できます').count()).toBe(1)
  expect(await page.getByText('貸出中').count()).toBe(1)
  for (const group of ['予約する資料', '予約受取館', '予約連絡方法'])
    expect(await page.getByRole('group', { name: group }).count(), group).toBe(1)
  expect(await page.getByRole('radio', { name: '荒川図書室' }).count()).toBe(1)
  await look(page, 'basket')
})

test('M19 「選んだ資料をかごから出す」 takes out what is ticked and nothing else', async () => {
  const bibs = [(await givenBook(service)).id, (await givenBook(service)).id]
  const { page, id } = await patronAtHome(service)
  for (const bib of bibs) await intoBasket(page, bib)
  await page.getByRole('checkbox').first().uncheck()
  await page.getByRole('button', { name: '選んだ資料をかごから出す' }).click()
  expect(await page.getByRole('main').textContent()).toContain('1冊をかごから出しました。')
  expect(await basketOf(service, id)).toEqual([bibs[0]])
  expect(page.url()).not.toContain('csrf')
})

test('M20 a station of the 移動図書館車 can be chosen, 「BM/吉浦」, with its next visit', async () => {
  const { id: bib } = await givenBook(service)
  const { page, id } = await patronAtHome(service)
  await intoBasket(page, bib)
  await toConfirm(page, { pickup: 'BM/吉浦' })
  expect(await page.getByRole('main').textContent()).toContain('BM/吉浦（次は12月3日（木）午前10時20分）')
  await page.getByRole('button', { name: '予約', exact: true }).click()
  const hold = await service.library.db
    .selectFrom('hold')
    .where('patron_id', '=', id)
    .select(['pickup_branch_id', 'pickup_stop_id'])
    .executeTakeFirstOrThrow()
  expect(hold).toEqual({ pickup_branch_id: 'bm', pickup_stop_id: 'yoshiura' })
  // The next time it is chosen already.
  await intoBasket(page, (await givenBook(service)).id)
  expect(await page.getByRole('radio', { name: 'BM/吉浦' }).isChecked()).toBe(true)
  expect(await page.getByRole('radio', { name: '自主確認' }).isChecked()).toBe(true)
})

test.for([
  [{ phone: '0254-53-1234', mail: null }, ['電話', '自主確認']],
  [{ phone: null, mail: 'hanako@example.jp' }, ['メール', '自主確認']],
  [{ phone: '0254-53-1234', mail: 'hanako@example.jp' }, ['電話', 'メール', '自主確認']],
  [{ phone: null, mail: null }, ['自主確認']],
] as const)('M21 a patron who has registered %o is offered %o', async ([given, offered]) => {
  const { page } = await patronAtHome(service, given)
  await intoBasket(page, (await givenBook(service)).id)
  const contacts = page.getByRole('group', { name: '予約連絡方法' })
  expect(await contacts.getByRole('radio').count()).toBe(offered.length)
  for (const name of offered) expect(await contacts.getByRole('radio', { name }).count(), name).toBe(1)
  const settings = contacts.getByRole('link', { name: 'パスワード・メールアドレスの変更' })
  expect(await settings.count()).toBe(given.mail ? 0 : 1)
})

test('M21 a method that is not registered is refused when it is sent anyway, with what to do now', async () => {
  const { id: bib } = await givenBook(service)
  const { page, id } = await patronAtHome(service, { phone: null, mail: null })
  await intoBasket(page, bib)
  await page.goto(`/my/orders/new?bib=${bib}&pickup=chuo&contact=mail&kind=ordinary`)
  expect(await page.getByRole('alert').textContent()).toContain('メールアドレスが登録されていません。')
  expect(await page.getByRole('button', { name: '予約', exact: true }).count()).toBe(0)
  await look(page, 'order-refused')
  await page.getByRole('link', { name: '予約かごにもどる' }).click()
  expect(await page.getByRole('radio', { name: '中央図書館' }).isChecked()).toBe(true)
  expect(await countHolds(service, id)).toBe(0)
})

test('M22 with 自主確認 the result says that the library does not contact the patron', async () => {
  const { page } = await patronAtHome(service)
  await intoBasket(page, (await givenBook(service)).id)
  await placeOrder(page, { contact: '自主確認' })
  expect(await page.getByRole('main').textContent()).toContain('図書館からは連絡しません。Myライブラリ')
})

test('M23 what is ticked is reserved, what is not stays in the basket', async () => {
  const [wanted, other] = [
    await givenBook(service, { title: '三四郎' }),
    await givenBook(service, { title: 'それから' }),
  ]
  const { page, id } = await patronAtHome(service)
  for (const bib of [wanted, other]) await intoBasket(page, bib.id)
  await page.getByRole('checkbox', { name: 'それから' }).uncheck()
  await page.getByRole('radio', { name: '朝日図書館' }).check()
  await page.getByRole('radio', { name: '電話' }).check()
  await page.getByRole('button', { name: '通常予約' }).click()
  expect(await page.getByRole('main').textContent()).toContain('三四郎')
  expect(await page.getByRole('main').textContent()).not.toContain('それから')
  // The way back keeps what was chosen.
  await page.getByRole('link', { name: '予約かごにもどる' }).click()
  expect(await page.getByRole('checkbox', { name: 'それから' }).isChecked()).toBe(false)
  expect(await page.getByRole('radio', { name: '朝日図書館' }).isChecked()).toBe(true)
  await page.getByRole('button', { name: '通常予約' }).click()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await basketOf(service, id)).toEqual([other.id])
  expect(await page.getByRole('link', { name: '予約かごに、あと1冊あります。' }).count()).toBe(1)
})

test('M24 予約内容確認 shows the order; 「予約」 places it, and with 「予約確認メールを送信する」 a mail goes out', async () => {
  const { id: bib } = await givenBook(service, { title: '明暗' })
  const { page, id } = await patronAtHome(service, { mail: 'hanako@example.jp' })
  await intoBasket(page, bib)
  await toConfirm(page, { contact: 'メール' })
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('予約内容確認')
  const shown = await page.getByRole('main').textContent()
  for (const word of ['通常予約', '明暗', '中央図書館', 'メール']) expect(shown).toContain(word)
  await look(page, 'confirm')
  await page.getByRole('checkbox', { name: '予約確認メールを送信する' }).check()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('予約確認メールをお送りします。')
  const mails = await service.library.db
    .selectFrom('notice')
    .where('patron_id', '=', id)
    .select(['kind', 'channel', 'recipient'])
    .execute()
  expect(mails).toEqual([{ kind: 'orderPlaced', channel: 'mail', recipient: 'hanako@example.jp' }])
})

test('M24 without a registered address there is no such tick, and the page says why', async () => {
  const { page } = await patronAtHome(service)
  await intoBasket(page, (await givenBook(service)).id)
  await toConfirm(page)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  expect(await page.getByRole('main').textContent()).toContain('メールアドレスを登録すると受け取れます。')
})

test('M24 sent twice, the order is one and shows the same result; the Back button says that it is reserved already', async () => {
  const { page, id } = await patronAtHome(service)
  await intoBasket(page, (await givenBook(service, { title: '道草' })).id)
  await toConfirm(page)
  const form = page.getByRole('main').locator('form')
  const sent = await form.evaluate(element =>
    [...element.querySelectorAll('input')].map(input => [input.name, input.value] as const),
  )
  await page.getByRole('button', { name: '予約', exact: true }).click()
  await page.waitForURL(/\/my\/orders\/[0-9a-f-]{36}$/)
  const result = new URL(page.url()).pathname
  const again = await page.request.post('/my/orders', { form: Object.fromEntries(sent), maxRedirects: 0 })
  expect([again.status(), again.headers().location]).toEqual([303, result])
  await page.reload()
  expect(await page.getByRole('main').textContent()).toContain('道草')
  await page.goBack()
  expect(await page.getByRole('alert').textContent()).toContain('「道草」は、もう予約しています。')
  expect(await countHolds(service, id)).toBe(1)
})

test('M24 a session that ended on the way costs nothing: after the login the order stands there as it was', async () => {
  const { page, cardNumber, password } = await patronAtHome(service)
  await intoBasket(page, (await givenBook(service, { title: '彼岸過迄' })).id)
  await toConfirm(page, { pickup: '朝日図書館' })
  await page.context().clearCookies()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  await page.getByLabel('利用者カード番号').fill(cardNumber)
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('予約内容確認')
  expect(await page.getByRole('main').textContent()).toMatch(/彼岸過迄.*朝日図書館/)
})

test('steps out of turn are led back: no confirmation without books, no order without a form', async () => {
  const { page, id } = await patronAtHome(service)
  await page.goto('/my/orders/new')
  expect(await page.getByRole('alert').textContent()).toContain('予約する資料が選ばれていません。')
  expect(await page.getByRole('button', { name: '予約', exact: true }).count()).toBe(0)
  for (const path of ['/my/orders', '/my/basket/remove', '/basket']) {
    await page.goto(path)
    expect(new URL(page.url()).pathname, path).toBe('/my/basket')
  }
  expect(await countHolds(service, id)).toBe(0)
})

test('M24 one impossible title changes nothing and is named; without it the others go on', async () => {
  const [good, own] = [await givenBook(service, { title: '坊っちゃん' }), await givenBook(service, { title: '行人' })]
  const { page, id } = await patronAtHome(service)
  await intoBasket(page, own.id)
  await placeOrder(page)
  for (const bib of [good, own]) await intoBasket(page, bib.id)
  expect(await page.getByRole('checkbox', { name: '行人' }).isChecked()).toBe(false)
  expect(await page.getByText('もう予約しています').count()).toBe(1)
  await page.getByRole('checkbox', { name: '行人' }).check()
  await page.getByRole('button', { name: '通常予約' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('「行人」は、もう予約しています。')
  await page.getByRole('link', { name: 'この資料をはずして、ほかの資料を予約する' }).click()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('坊っちゃん')
  expect(await countHolds(service, id)).toBe(2)
})

test('M25 「以下のタイトルについて予約を行いました。」 with the titles, and the two ways back', async () => {
  const { page } = await patronAtHome(service)
  for (const title of ['野分', '坑夫']) await intoBasket(page, (await givenBook(service, { title })).id)
  await placeOrder(page)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('予約結果')
  const shown = await page.getByRole('main').textContent()
  for (const word of ['以下のタイトルについて予約を行いました。', '野分', '坑夫', '予約受取館：'])
    expect(shown).toContain(word)
  await look(page, 'done')
  const result = page.url()
  await page.getByRole('link', { name: '資料検索画面に戻る' }).click()
  expect(new URL(page.url()).pathname).toBe('/search')
  await page.goto(result)
  await page.getByRole('link', { name: '新着資料一覧画面に戻る' }).click()
  expect(new URL(page.url()).pathname).toBe('/new')
})

test('M25 the result of somebody else is not there', async () => {
  const { page } = await patronAtHome(service)
  await intoBasket(page, (await givenBook(service)).id)
  await placeOrder(page)
  const { page: another } = await patronAtHome(service)
  expect((await another.goto(page.url()))?.status()).toBe(404)
})
