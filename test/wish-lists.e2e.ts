import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hideBib } from '#cataloguing/hide.ts'
import { BibId, WishListId } from '#ids.ts'
import { myData } from '#patrons/my-account.ts'
import { myWishList, myWishLists } from '#wish-lists/my-wish-lists.ts'
import { titlesMax } from '#wish-lists/rules/wish.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { serveLibrary } from './served.ts'

const bibs: Record<'kusamakura' | 'kokoro' | 'sanshiro', BibId> = {
  ...{ kusamakura: BibId(0), kokoro: BibId(0), sanshiro: BibId(0) },
}
const { library, base } = await serveLibrary({}, async library => {
  bibs.kusamakura = (await givenBib(library, { title: '草枕', author: '夏目漱石' })).id
  bibs.kokoro = (await givenBib(library, { title: 'こころ', author: '夏目漱石' })).id
  bibs.sanshiro = (
    await givenBib(library, { title: '三四郎', author: '夏目漱石', items: [{ loanRule: 'reference' }] })
  ).id
  await givenIndex(library)
})

const main = (page: Page) => page.textContent('main')
const status = (page: Page) => page.getByRole('status').textContent()

async function newReader() {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  return { patron, page }
}

test('a book goes from its page onto a list through a login, gets a note, and goes on into the basket', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await page.goto('/search?q=草枕')
  await page.getByRole('link', { name: '読みたい本に入れる' }).click()
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByLabel('新しいリストの名前').inputValue()).toBe('読みたい本')
  await page.getByLabel('メモ').fill('友だちのおすすめ')
  await expectAccessible(page, 'onto the first list')
  await shoot(page, 'wish-add-first')
  await page.getByRole('button', { name: 'リストに入れる' }).click()
  expect(await status(page)).toBe('1冊をこのリストに入れました。')
  expect(await main(page)).toContain('メモ：友だちのおすすめ')

  await page.goto(`/bib/${bibs.kokoro}`)
  await shoot(page, 'wish-record')
  await page.getByRole('link', { name: '読みたい本に入れる' }).click()
  expect(await page.getByLabel('読みたい本 1冊').isChecked()).toBe(true)
  await expectAccessible(page, 'onto one of some lists')
  await shoot(page, 'wish-add')
  await page.getByLabel('新しいリストの名前').fill('冬')
  await page.getByRole('button', { name: 'リストに入れる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('「新しいリスト」をえらんでください')
  await page.getByLabel('新しいリストの名前').fill('')
  await page.getByRole('button', { name: 'リストに入れる' }).click()
  expect(await main(page)).toContain('こころ')
  await expectAccessible(page, 'a list')
  await shoot(page, 'wish-list')

  await page.getByRole('link', { name: '「草枕」のメモ・リストから出す' }).click()
  expect(await page.getByLabel('メモ').inputValue()).toBe('友だちのおすすめ')
  await page.getByLabel('メモ').fill('あ'.repeat(501))
  await page.getByRole('button', { name: 'メモを書きかえる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('メモは500文字まで')
  await expectAccessible(page, 'a note too long')
  await page.getByLabel('メモ').fill('夏に読む')
  await shoot(page, 'wish-note')
  await page.getByRole('button', { name: 'メモを書きかえる' }).click()
  expect(await main(page)).toContain('メモ：夏に読む')

  await page.getByRole('button', { name: 'このページの本をまとめて予約かごへ' }).click()
  expect(await main(page)).toContain('こころ')
  expect(await main(page)).toContain('草枕')

  const data = (await myData(library, patron.id)) as { wishes: object[] }
  expect(data.wishes).toMatchObject([
    { list: '読みたい本', shownByLink: false, title: '草枕', note: '夏に読む' },
    { title: 'こころ', note: null },
  ])
})

test('ticked titles of the basket go onto a new list, and stay in the basket', async () => {
  const { patron, page } = await newReader()
  for (const bib of [bibs.kokoro, bibs.kusamakura]) {
    await page.goto(`/bib/${bib}`)
    await page.getByRole('button', { name: '予約かごへ' }).click()
  }
  await page.getByRole('button', { name: '選んだ資料を読みたい本に入れる' }).click()
  await page.getByLabel('新しいリストの名前').fill('冬休み')
  await page.getByRole('button', { name: 'リストに入れる' }).click()
  expect(await status(page)).toBe('2冊をこのリストに入れました。')
  const [list] = await myWishLists(library, patron.id)
  expect(list).toMatchObject({ name: '冬休み', titles: 2, sharedAs: null })
  await page.goto('/my/basket')
  expect(await main(page)).toContain('草枕')
  await shoot(page, 'wish-basket')
})

test('a list is shown by a link to whoever has it, without a name, until that ends for good', async () => {
  const { patron, page } = await newReader()
  const id = WishListId(crypto.randomUUID())
  const list = { is: 'new', id, name: '夏の本' } as const
  const titles = [bibs.kusamakura, bibs.sanshiro]
  expect((await wishFor(library, patron.id, { list, bibIds: titles, note: '' })).ok).toBe(true)
  await page.goto(`/my/lists/${id}/name`)
  await expectAccessible(page, 'name and link of a list')
  await shoot(page, 'wish-share')
  await page.getByRole('button', { name: 'リンクを作る' }).click()
  expect(await status(page)).toBe('リンクを作りました。')
  const address = await page.locator('main a[href^="/lists/"]').getAttribute('href')
  await shoot(page, 'wish-list-shown')

  const other = await visit(base)
  await other.page.goto(address!)
  expect(await main(other.page)).toContain('読みたい本のリスト「夏の本」')
  expect(await main(other.page)).toContain('草枕')
  expect(await other.page.content()).not.toContain('見本')
  expect(await other.page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
  expect(await other.page.getByRole('link', { name: /メモ・リストから出す/ }).count()).toBe(0)
  await expectAccessible(other.page, 'a list shown by a link')
  await shoot(other.page, 'wish-shared')
  await other.page.getByRole('button', { name: '草枕 を予約かごへ' }).click()
  expect(await other.page.title()).toContain('ログイン')

  await page.goto(`/my/lists/${id}/name`)
  await page.getByRole('button', { name: '見せるのをやめる' }).click()
  expect((await other.page.goto(address!))?.status()).toBe(404)
  await page.goto(`/my/lists/${id}/name`)
  await page.getByRole('button', { name: 'リンクを作る' }).click()
  expect((await other.page.goto(address!))?.status()).toBe(404)
})

test('lists are made, renamed and deleted; somebody else has none of them', async () => {
  const { patron, page } = await newReader()
  await page.goto('/my/lists')
  expect(await main(page)).toContain('読みたい本は、まだありません。')
  await expectAccessible(page, 'no lists')
  await page.getByRole('link', { name: '新しいリストを作る' }).click()
  await page.getByLabel('リストの名前').fill('冒険')
  await page.getByRole('button', { name: '作る' }).click()
  expect(await status(page)).toBe('リスト「冒険」を作りました。')
  await expectAccessible(page, 'an empty list')
  await page.goBack()
  await page.getByLabel('リストの名前').fill('冒険')
  await page.getByRole('button', { name: '作る' }).click()
  await page.goto('/my/lists/new')
  await page.getByLabel('リストの名前').fill('　')
  await page.getByRole('button', { name: '作る' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('リストの名前を入力してください。')
  const lists = await myWishLists(library, patron.id)
  expect(lists.map(({ name }) => name)).toEqual(['冒険'])

  const { id } = lists[0]!
  const other = await newReader()
  for (const path of [`/my/lists/${id}`, `/my/lists/${id}/name`, `/my/lists/${id}/remove`, '/my/lists/x'])
    expect((await other.page.goto(path))?.status()).toBe(404)
  const theirs = { list: { is: 'known', id } as const, bibIds: [bibs.kokoro], note: '' }
  expect(await wishFor(library, other.patron.id, theirs)).toEqual({ ok: false, refusal: 'notFound' })
  expect(await myWishList(library, other.patron.id, id, 1)).toBeNull()

  await page.goto(`/my/lists/${id}`)
  await page.getByRole('link', { name: 'リストの名前・見せかた' }).click()
  await page.getByLabel('リストの名前').fill('あ'.repeat(60))
  await page.getByRole('button', { name: '名前を変える' }).click()
  await page.waitForURL(/renamed/)
  expect(await status(page)).toBe('名前を変えました。')
  await expectAccessible(page, 'a list with a long name')
  await page.goto('/my/lists')
  await expectAccessible(page, 'lists')
  await shoot(page, 'wish-lists')
  await page.goto('/my')
  await shoot(page, 'wish-my')
  await page.goto(`/my/lists/${id}`)
  await page.getByRole('link', { name: 'このリストを消す' }).click()
  await expectAccessible(page, 'deleting a list')
  await page.getByRole('button', { name: '消す', exact: true }).click()
  expect(await status(page)).toBe('リストを消しました。')
  expect(await myWishLists(library, patron.id)).toEqual([])
})

test('who has an address is told when a book can be borrowed, and can stop that', async () => {
  const patron = await givenPatron(library, { mail: 'hon@example.org' })
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.waitForURL(/\/my$/)
  const out = await givenBib(library, { title: '貸出中の本', items: [{ status: 'loan' }] })
  const id = WishListId(crypto.randomUUID())
  const list = { is: 'new', id, name: '待つ本' } as const
  await wishFor(library, patron.id, { list, bibIds: [out.id, bibs.kokoro], note: '' })
  await page.goto(`/my/lists/${id}/${bibs.kokoro}`)
  expect(await main(page)).toContain('いま借りられます。')
  await page.goto(`/my/lists/${id}/${out.id}`)
  await expectAccessible(page, 'a book to be told of')
  await shoot(page, 'wish-tell')
  await page.getByRole('button', { name: '借りられるようになったら知らせる' }).click()
  expect(await status(page)).toBe('お知らせすることにしました。')
  expect(await main(page)).toContain('借りられるようになったら、メールでお知らせします。')
  await page.goto(`/my/lists/${id}/${out.id}`)
  await page.getByRole('button', { name: 'お知らせをやめる' }).click()
  expect(await status(page)).toBe('お知らせをやめました。')

  const other = await newReader()
  const theirs = { is: 'new', id: WishListId(crypto.randomUUID()), name: '待つ本' } as const
  await wishFor(library, other.patron.id, { list: theirs, bibIds: [out.id], note: '' })
  await other.page.goto(`/my/lists/${theirs.id}/${out.id}`)
  expect(await main(other.page)).toContain('お知らせは、メールアドレスを登録すると使えます。')
})

test('a title that is 非公開 or gone stays on its own list, as words and to be noted; whoever has the link sees none', async () => {
  const { patron, page } = await newReader()
  const id = WishListId(crypto.randomUUID())
  const list = { is: 'new', id, name: '秋の本' } as const
  const secret = await givenBib(library, { title: '北越雪譜', volume: '初編' })
  const taken = await givenBib(library, { title: '秋山記行' })
  const bibIds = [bibs.kusamakura, secret.id, taken.id]
  expect((await wishFor(library, patron.id, { list, bibIds, note: '' })).ok).toBe(true)
  await page.goto(`/my/lists/${id}/name`)
  await page.getByRole('button', { name: 'リンクを作る' }).click()
  const address = (await page.locator('main a[href^="/lists/"]').getAttribute('href'))!
  expect((await hideBib(library, { login: 'mado' }, secret.id, '確認中')).ok).toBe(true)
  const now = library.clock.now()
  const gone = library.db.updateTable('bib').set({ deleted_at: now, changed_at: now })
  await gone.where('id', '=', taken.id).execute()
  library.clock.forward({ seconds: 61 })
  await givenIndex(library)

  await page.goto(`/my/lists/${id}`)
  expect(await main(page)).toContain('3冊')
  expect(await page.locator('main .hit').count()).toBe(3)
  const row = page.locator('main .hit', { hasText: '北越雪譜' })
  expect(await row.textContent()).toContain('いま公開していません')
  expect(await row.locator('h2 a').count()).toBe(0)
  expect(await page.locator('main .hit', { hasText: '秋山記行' }).textContent()).toContain('図書館からなくなりました')
  await expectAccessible(page, 'a list with a hidden title')
  await shoot(page, 'wish-list-hidden')
  await row.getByRole('link').click()
  expect(await main(page)).toContain('いま公開していません')
  await expectAccessible(page, 'a hidden title of a list')
  await shoot(page, 'wish-hidden')
  await page.getByLabel('メモ').fill('また読めるまで待つ')
  await page.getByRole('button', { name: 'メモを書きかえる' }).click()
  expect(await row.textContent()).toContain('また読めるまで待つ')

  const other = await visit(base)
  await other.page.goto(address)
  expect(await other.page.locator('main .hit').count()).toBe(1)
  expect(await other.page.content()).not.toContain('北越雪譜')
  await page.goto(`/my/lists/${id}/${bibs.kusamakura}`)
  await page.getByRole('button', { name: 'リストから出す' }).click()
  await other.page.reload()
  expect(await main(other.page)).toContain('このリストには、いま本がありません。')
  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'リストから出す' }).click()
  expect(await page.getByRole('status').textContent()).toBe('本を1冊、リストから出しました。')
  expect(await page.locator('main .hit').count()).toBe(1)
  await expectAccessible(page, 'a list with nothing that can be had')
})

test('a full list says so, and why a title is not taken; nothing is stored', async () => {
  const { patron, page } = await newReader()
  const id = WishListId(crypto.randomUUID())
  const list = { is: 'new', id, name: '百冊' } as const
  const many: BibId[] = []
  for (let n = 0; n < titlesMax; n++) many.push((await givenBib(library, { title: `叢書 ${n}`, items: 0 })).id)
  expect((await wishFor(library, patron.id, { list, bibIds: many, note: '' })).ok).toBe(true)
  await page.goto(`/my/lists/add?bib=${bibs.kokoro}`)
  await page.getByRole('button', { name: 'リストに入れる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('1つのリストに入るのは300冊まで')
  await expectAccessible(page, 'a full list')
  expect(await myWishList(library, patron.id, id, 1)).toMatchObject({ titles: titlesMax, pages: 10 })
  // What stands on it may be put there again.
  const again = { list: { is: 'known', id } as const, bibIds: [many[0]!], note: 'もう一度' }
  expect((await wishFor(library, patron.id, again)).ok).toBe(true)
  await page.goto(`/my/lists/${id}?page=10`)
  expect(await page.locator('main .hit').count()).toBe(30)
  await page.goto('/my/lists/add')
  expect(await main(page)).toContain('本が選ばれていません。')
})
