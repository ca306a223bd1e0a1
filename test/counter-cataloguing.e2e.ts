import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenIndex } from './given.ts'
import { staffAtDesk } from './given-staff.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'
import { givenSource, ndlAnswer, saying } from './record-source.ts'

const isbn = '9784101010014'
let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('an administrator sets the sources, a chief takes a record over, field by field', async () => {
  const { library } = service
  const admin = await staffAtDesk(service, { role: 'admin' })
  await admin.page.getByRole('link', { name: '書誌の取得元' }).click()
  await admin.page.getByRole('button', { name: '国立国会図書館サーチ をはずす' }).click()
  expect(await admin.page.getByRole('status').textContent()).toContain('国立国会図書館サーチ をはずしました。')
  expect(await admin.page.getByRole('main').textContent()).toContain('登録がありません。')
  await admin.page.getByLabel('アドレス').fill('ftp://example.jp/')
  await admin.page.getByRole('button', { name: '取得元を加える' }).click()
  for (const said of ['名前を、40文字までで', 'http または https'])
    expect(await admin.page.getByRole('alert').textContent()).toContain(said)
  await admin.page.getByLabel('取得元の名前').fill('県立図書館')
  await admin.page.getByRole('button', { name: '取得元を加える' }).click()
  expect(await admin.page.getByRole('alert').textContent()).toContain('http または https')
  expect(await admin.page.getByLabel('取得元の名前').inputValue()).toBe('県立図書館')
  await admin.page.getByLabel('アドレス').fill(await givenSource(saying(ndlAnswer('人魚の船', isbn))))
  await admin.page.getByRole('button', { name: '取得元を加える' }).click()
  expect(await admin.page.getByRole('status').textContent()).toContain('県立図書館 を加えました。')
  await admin.page.getByLabel('取得元の名前').fill('となりの市')
  await admin.page.getByLabel('アドレス').fill(await givenSource((_request, response) => void response.destroy()))
  await admin.page.getByRole('button', { name: '取得元を加える' }).click()
  await look(admin.page, 'counter-sources')

  const { page } = await staffAtDesk(service, { role: 'chief' })
  expect((await page.goto('/counter/sources'))?.status()).toBe(403)
  await page.goto('/counter')
  await page.getByRole('link', { name: '書誌を取りこむ' }).click()
  await page.getByLabel('ISBN').fill('ねこ')
  await page.getByRole('button', { name: '取得元をさがす' }).click()
  expect(await page.getByRole('main').textContent()).toContain('ISBNとして読めません。')
  await look(page, 'counter-copying')
  await page.getByLabel('ISBN').fill('978-4-10-101001-4')
  await page.getByRole('button', { name: '取得元をさがす' }).click()
  const main = page.getByRole('main')
  expect(await main.textContent()).toContain('県立図書館：1件')
  expect(await main.textContent()).toContain('となりの市：つながりませんでした')
  await page.getByRole('group', { name: '副題' }).getByLabel('空欄にする').check()
  await page.getByRole('button', { name: 'この内容で登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('書誌を登録しました。')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('『人魚の船 上』')
  const bib = await library.db.selectFrom('bib').selectAll().executeTakeFirstOrThrow()
  expect(bib).toMatchObject({ title: '人魚の船', subtitle: null, ndc: ['662.1', '913.6'], publisher: '灯台書房' })
  await page.getByRole('link', { name: '資料を登録する' }).click()
  // Without a code, and with a branch that has gone meanwhile: both are said, and nothing is added.
  await page.evaluate('document.querySelector("select[name=branch]").selectedOptions[0].value = "gone"')
  await page.getByRole('button', { name: '資料を加える' }).click()
  for (const said of ['資料コードを入力してください。', '館を選んでください。'])
    expect(await page.getByRole('alert').textContent()).toContain(said)
  await page.getByLabel('新しい資料コード').fill('<b>')
  await page.getByLabel('請求記号').fill('662.1/ハ')
  await page.getByRole('button', { name: '資料を加える' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('資料コードの形ではありません。')
  await page.getByLabel('新しい資料コード').fill('710000009')
  await page.getByRole('button', { name: '資料を加える' }).click()
  expect(await page.getByRole('status').textContent()).toContain('資料 710000009 を登録しました。')
  // The next copy of the book stands beside it.
  expect(await page.getByLabel('請求記号').inputValue()).toBe('662.1/ハ')
  await look(page, 'counter-copies')
  await page.getByRole('link', { name: '『人魚の船 上』' }).click()
  await page.goto(`/counter/copying`)
  await page.getByLabel('ISBN').fill('978-4-10-101001-4')
  await page.getByRole('button', { name: '取得元をさがす' }).click()
  // Found again, though the search has not heard of it yet, by the number that it has at its source.
  expect(await main.textContent()).toContain('この本の書誌は、もうこの館にあります。')
  await page.getByRole('button', { name: 'この内容で登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('書誌を登録しました。')
  // Back, and pressed again: it is said to be done.
  await page.goBack()
  await page.reload()
  expect(await page.getByRole('status').textContent()).toContain('すでにこの下書きから登録してあります。')
})

test('a record that is there is shown beside what was found, and is changed alone where it was chosen', async () => {
  const { library } = service
  const { id } = await givenBook(service, { title: '灯台の本', note: 'わたしたちの注', isbns: ['9784003101018'] })
  await givenIndex(library)
  const { page } = await staffAtDesk(service, { role: 'chief' })
  const marc = `<collection><record><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">77</controlfield>
    <datafield tag="020" ind1=" " ind2=" "><subfield code="a">9784003101018</subfield></datafield>
    <datafield tag="245" ind1="0" ind2="0"><subfield code="a">燈台の本</subfield></datafield>
    <datafield tag="500" ind1=" " ind2=" "><subfield code="a">よその注</subfield></datafield></record></collection>`
  await page.goto('/counter/copying')
  await page.getByRole('button', { name: 'ファイルを読む' }).click()
  expect(await page.getByRole('main').textContent()).toContain('ファイルを選んでください。')
  const file = { name: 'book.xml', mimeType: 'application/xml', buffer: Buffer.from(marc) }
  await page.getByLabel('ファイル').setInputFiles(file)
  await page.getByRole('button', { name: 'ファイルを読む' }).click()
  const title = page.getByRole('group', { name: '題名', exact: true })
  expect(await title.getByLabel('灯台の本').isChecked()).toBe(true)
  await title.getByLabel('燈台の本').check()
  await look(page, 'counter-copying-draft')
  await page.getByRole('button', { name: 'この内容で登録する' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('『燈台の本』')
  const bib = await library.db.selectFrom('bib').where('id', '=', id).selectAll().executeTakeFirstOrThrow()
  expect(bib).toMatchObject({ title: '燈台の本', note: 'わたしたちの注' })
})

test('what is no file of records, or too much of one, changes nothing', async () => {
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto('/counter/copying')
  await page
    .getByLabel('ファイル')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([137, 80, 78, 71]) })
  await page.getByRole('button', { name: 'ファイルを読む' }).click()
  expect(await page.getByRole('main').textContent()).toContain('答えを読めませんでした')
  expect(await page.getByRole('main').textContent()).toContain('取りこめる書誌がありません。')
  await page.goto('/counter/copying')
  await page
    .getByLabel('ファイル')
    .setInputFiles({ name: 'b.mrc', mimeType: 'application/marc', buffer: Buffer.alloc(1_200_000, 'a') })
  const answer = page.waitForResponse(response => response.url().endsWith('/file'))
  await page.getByRole('button', { name: 'ファイルを読む' }).click()
  expect((await answer).status()).toBe(413)
})
