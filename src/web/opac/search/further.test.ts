import { beforeAll, expect, test } from 'vitest'
import { ja } from '#text/ja.ts'
import { createApp } from '#web/app.tsx'
import { givenBib, givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'

let library: TestLibrary
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  const records = [
    { title: '川の旅 1', series: '旅の文庫', publisher: '川べり社', subjects: ['河川', '紀行', '紀 行'] },
    { title: '川の旅 2', series: '旅の文庫', publisher: '川べり 社', subjects: ['河・川'] },
    { title: '川の絵', publisher: '山かげ社', subjects: ['河川'] },
    { title: 'River 川', publisher: '川べり社', language: 'eng' },
    { title: 'Fleuve 川', publisher: '山かげ社', language: 'fre' },
    { title: '沢の歌', publisher: 'Harry Potter', series: '—', subjects: ['★'] },
    { title: '沢の絵', publisher: 'HarryPotter' },
    { title: '沢の音', publisher: '[沢音]（著・発行）', language: '韓国・朝鮮語' },
  ]
  for (const record of records) await givenBib(library, record)
  await givenBib(library, { title: '谷の図', publisher: '谷社', items: [{ barcode: '990000017' }] })
  await givenIndex(library)
  app = createApp(library)
})

const open = async (path: string, cookie = '') => {
  const answer = await app.request(path, { headers: { cookie } })
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
}
const plain = (html: string) => html.replaceAll(/<[^>]*>/g, '').trim()
/** What a search can be narrowed to: each leads to just as many as it says. */
async function choicesThatHold(q: string): Promise<string[]> {
  const choices = choicesIn((await open(`/search/further?q=${q}`)).html)
  for (const { to, words } of choices) {
    const count = Number(words.split(' ').at(-1))
    expect((await open(to)).html, words).toContain(`total">${ja.search.total(count)}<`)
  }
  return choices.map(({ words }) => words)
}
/** Where each choice leads, with its words. */
const choicesIn = (html: string) =>
  [...html.matchAll(/<li><a href="(\/search\?[^"]*)" rel="nofollow">(.*?)<\/a><\/li>/gs)].map(([, to, inner]) => ({
    to: to!.replaceAll('&amp;', '&'),
    words: plain(inner!),
  }))

test('what was found is narrowed by language, subject, series and publisher to just as many as was said', async () => {
  const choices = await choicesThatHold('川')
  expect(choices).toEqual([
    ...['日本語 3', '英語 1', 'フランス語 1'],
    ...['河川 3', '紀行 1'],
    '旅の文庫 2',
    ...['川べり社 3', '山かげ社 2'],
  ])
})

test('what a search tells apart is not one choice, and nothing but punctuation is none', async () => {
  expect(await choicesThatHold('沢')).toEqual([
    ...['日本語 2', '韓国・朝鮮語 1'],
    ...['Harry Potter 1', 'HarryPotter 1', '[沢音]（著・発行） 1'],
  ])
})

test('what is narrowed stands as a chip that can be taken off, and goes along with the next choice', async () => {
  const { html } = await open('/search?q=川&language=eng')
  expect(plain(html)).toContain('ことば 英語')
  expect(html).toContain('<input type="hidden" name="language" value="eng"/>')
  const further = choicesIn((await open('/search/further?q=川&language=eng')).html)
  expect(further.map(({ words }) => words)).toEqual(['川べり社 1'])
  expect(decodeURI(further[0]!.to)).toBe('/search?q=川&publisher=川べり社&publisher-how=exact&language=eng')
  const chosen = choicesIn(
    (await open('/search/further?q=川&publisher=川べり社&publisher-how=exact&language=eng')).html,
  )
  expect(chosen).toEqual([])
})

test('names of languages are in the language of the page', async () => {
  expect(plain((await open('/search/further?q=川', 'language=en')).html)).toContain('French 1')
})

test('without a search, or with one that cannot be, the page of the search has the word', async () => {
  expect(await open('/search/further')).toMatchObject({ status: 302, to: '/search' })
  expect(await open(`/search/further?q=${'川'.repeat(201)}`)).toMatchObject({ status: 302 })
  for (const nothingToNarrow of ['ここにない', '990000017'])
    expect(plain((await open(`/search/further?q=${nothingToNarrow}`)).html)).toContain(ja.search.further.none)
})
