import { describe, expect, test } from 'vitest'
import { expectAccessible } from '../../../test/axe.ts'
import { shoot, visit } from '../../../test/browser.ts'
import { givenBib, givenIndex } from '../../../test/given.ts'
import { serveLibrary } from '../../../test/served.ts'

let kokoro: number
const { base } = await serveLibrary({}, async library => {
  const kokoroBib = await givenBib(library, {
    title: 'こころ',
    titleReading: 'ココロ',
    author: '夏目漱石',
    publisher: '岩波書店',
    isbns: ['9784003600122'],
    note: '先生と「私」の交わりから、明治の終わりを生きた人の孤独をえがく長編小説。',
    subjects: ['近代文学'],
    items: [
      { branch: 'chuo', shelf: '文学の棚', callNumber: '913.6/ナツ', barcode: '110234567' },
      { branch: 'asahi', shelf: '文庫', callNumber: 'B913.6/ナツ', barcode: '210098812', status: 'loan' },
    ],
  })
  kokoro = kokoroBib.id
  await givenBib(library, {
    title: 'こゝろ',
    subtitle: '復刻版',
    author: '夏目漱石',
    publisher: '日本近代文学館',
    year: 1984,
    items: [{ loanRule: 'reference' }],
  })
  await givenBib(library, {
    title: 'こころの処方箋',
    author: '河合隼雄',
    publisher: '新潮社',
    ndc: ['140.4'],
    items: [{ branch: 'arakawa', status: 'loan' }],
  })
  await givenBib(library, { title: '夜明け前 第一部', volume: '上', author: '島崎藤村' })
  await givenBib(library, { title: '夜明け前 第一部', volume: '下', author: '島崎藤村' })
  await givenBib(library, {
    title: 'とても長い題名のついた本でも題箋におさまらなければならないという話とその続きのものがたり全集',
    author: 'ながいなまえの作者',
    ndc: ['049'],
    items: [
      { joinedOn: '2026-11-20' },
      { branch: 'asahi' },
      { branch: 'arakawa' },
      { branch: 'kamihayashi' },
      { branch: 'sekikawa' },
    ],
  })
  await givenBib(library, {
    title: '鮭の図鑑',
    author: '三面川の会',
    ndc: ['487.61'],
    kind: 'book',
    audience: 'child',
    items: [{ joinedOn: '2026-11-18' }],
  })
  await givenBib(library, {
    title: 'ごんぎつね',
    author: '新美南吉',
    kind: 'pictureBook',
    ndc: ['913.6'],
    audience: 'child',
    items: [{ joinedOn: '2026-11-10' }],
  })
  await givenBib(library, { title: 'ない本', author: '無名', items: 0, isbns: ['9784101001012'] })
  for (let number = 1; number <= 30; number++)
    await givenBib(library, {
      title: '村上郷土史',
      volume: `${number}`,
      author: '村上市史編纂室',
      ndc: ['214.1'],
      kind: 'book',
      year: 1980 + number,
    })
  await givenIndex(library)
})

describe('every page for everyone works without script, at 240 px and up, for screen readers', () => {
  test.each([
    ['top', '/'],
    ['search-start', '/search'],
    ['results', '/search?q=こころ'],
    ['results-narrowed', '/search?q=こころ&kind=book&branch=chuo'],
    ['results-long', '/search?q=村上郷土史'],
    ['results-all', '/search?now=1'],
    ['results-none', '/search?q=存在しない題名'],
    ['advanced', '/search/advanced'],
    ['further', '/search/further?q=こころ'],
    ['new', '/new'],
    ['classes', '/classes'],
    ['classes-9', '/classes?in=9'],
    ['children', '/children'],
    ['children-results', '/children?q=ごん'],
    ['children-door', '/children?door=living'],
    ['children-popular', '/children?list=popular'],
    ['calendar', '/calendar'],
    ['calendar-bm', '/calendar?branch=bm&month=2026-12'],
    ['guide', '/guide'],
    ['isbn-not-held', '/isbn/9784101001012'],
    ['isbn-wrong', '/isbn/123'],
    ['not-found', '/bib/999999'],
  ])('%s', async (name, path) => {
    const { page } = await visit(base)
    const answer = await page.goto(path)
    expect([200, 404]).toContain(answer!.status())
    await expectAccessible(page, name)
    await shoot(page, name)
  })

  test('record', async () => {
    const { page } = await visit(base)
    await page.goto(`/bib/${kokoro}`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('こころ')
    await expectAccessible(page, 'record')
    await shoot(page, 'record')
  })
})
