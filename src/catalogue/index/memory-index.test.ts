import { describe, expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import { bibFor, creator } from '../../../test/indexed-bib.ts'
import type { IndexedBib, SearchRequest, SortOrder } from './catalogue-index.ts'
import { buildIndex } from './memory-index.ts'

/** The answer as 'id tier' lines. */
function check(bibs: IndexedBib[], request: SearchRequest | string) {
  const answer = buildIndex(bibs).search(typeof request === 'string' ? { text: request } : request)
  if (!answer.ok) return [answer.refusal.why]
  return answer.value.hits.map(({ id, tier }) => `${id} ${tier}`)
}
const ids = (bibs: IndexedBib[], request: SearchRequest | string) =>
  check(bibs, request).map(line => Number(line.split(' ')[0]))

describe('traps that readers complained about', () => {
  test('チェーン finds neither 幼稚園 nor チェンジ before チェーン', () => {
    const bibs = [
      bibFor(1, { title: '幼稚園', titleReading: 'ヨウチエン', popularity: 9 }),
      bibFor(2, { title: 'チェンジ!', titleReading: 'チェンジ', popularity: 9 }),
      bibFor(3, { title: 'チェーンストアの話', titleReading: 'チェーン ストア ノ ハナシ' }),
      bibFor(4, { title: '支援', titleReading: 'シエン', popularity: 9 }),
    ]
    expect(check(bibs, 'チェーン')).toEqual(['3 titleStarts', '2 titleLoosely'])
  })

  test('病院 is not 美容院, though they sound alike', () => {
    const bibs = [
      bibFor(1, { title: '美容院の朝', titleReading: 'ビヨウイン ノ アサ', popularity: 9 }),
      bibFor(2, { title: '病院の朝', titleReading: 'ビョウイン ノ アサ' }),
    ]
    expect(ids(bibs, '病院')).toEqual([2])
    expect(ids(bibs, 'びょういん')).toEqual([1, 2])
  })

  test('C++, C# and .NET are three', () => {
    const bibs = ['C++入門', 'C#入門', 'C入門', '.NET入門', 'NET入門'].map((title, i) => bibFor(i + 1, { title }))
    expect(ids(bibs, 'C++')).toEqual([1])
    expect(ids(bibs, 'Ｃ＃')).toEqual([2])
    expect(ids(bibs, '.NET')).toEqual([4])
    expect(ids(bibs, 'C').toSorted()).toEqual([1, 2, 3])
  })

  test('any part of a title is found, not only its start', () => {
    expect(ids([bibFor(1, { title: '市立海老名図書館' })], '海老名')).toEqual([1])
  })

  test('titles of one character are found, before longer ones', () => {
    const bibs = ['道', '道ばたの草', '柔道', 'O', '猫'].map((title, i) => bibFor(i + 1, { title, popularity: i }))
    expect(check(bibs, '道')).toEqual(['1 titleExact', '2 titleStarts', '3 title'])
    expect(check(bibs, 'O')).toEqual(['4 titleExact'])
    expect(check(bibs, '猫')).toEqual(['5 titleExact'])
  })

  test('three characters are verified: 東京都 is not 東京 and 京都', () => {
    const bibs = [bibFor(1, { title: '京都と東京' }), bibFor(2, { title: '東京都の歴史' })]
    expect(ids(bibs, '東京都')).toEqual([2])
  })

  test('numbers match whole, words from their start', () => {
    const bibs = ['ワンピース 1', 'ワンピース 10', 'Programming', '1Q84'].map((title, i) => bibFor(i + 1, { title }))
    expect(ids(bibs, 'ワンピース 1')).toEqual([1])
    expect(ids(bibs, 'ワンピース 1*').toSorted()).toEqual([1, 2])
    expect(ids(bibs, 'prog')).toEqual([3])
    expect(ids(bibs, 'gramming')).toEqual([])
    expect(ids(bibs, '１ｑ８４')).toEqual([4])
  })
})

describe('readings', () => {
  test('three conventions of one title: spelled, as heard, divided', () => {
    const bibs = [
      bibFor(1, { title: '吾輩は猫である', titleReading: 'ワガハイ ワ ネコ デ アル' }),
      bibFor(2, { title: '吾輩は猫である', titleReading: 'ワガハイハネコデアル' }),
      bibFor(3, { title: '吾輩は猫である', titleReading: 'わがはい は ねこ で ある' }),
    ]
    expect(ids(bibs, 'わがはいはねこである').toSorted()).toEqual([1, 2, 3])
    expect(ids(bibs, 'わがはい は ねこ').toSorted()).toEqual([1, 2, 3])
    expect(ids(bibs, 'ワガハイワネコ').toSorted()).toEqual([1, 3])
  })

  test('romaji finds kana, in either order, whether the name is divided or not', () => {
    const bibs = [
      bibFor(1, { creators: [creator('村上 春樹', 'ムラカミ, ハルキ')] }),
      bibFor(2, { creators: [creator('南寛樹', 'ミナミヒロタツ')] }),
      bibFor(3, { creators: [creator('大隈重信', 'オオクマ シゲノブ')] }),
    ]
    expect(ids(bibs, 'murakami haruki')).toEqual([1])
    expect(ids(bibs, 'Haruki Murakami')).toEqual([1])
    expect(ids(bibs, 'Hirotatsu Minami')).toEqual([2])
    expect(ids(bibs, 'Shigenobu Ōkuma')).toEqual([3])
  })

  test('only when nothing else hits, near readings are taken, and the answer says so', () => {
    const bibs = [
      bibFor(1, { title: '今日は', titleReading: 'コンニチワ' }),
      bibFor(2, { title: '大学', titleReading: 'ダイガク' }),
      bibFor(3, { title: '坂口安吾', titleReading: 'サカグチ アンゴ' }),
    ]
    const index = buildIndex(bibs)
    for (const [typed, id] of [
      ['たいがく', 2],
      ['さかくちあんご', 3],
      ['さかぐちあんごう', 3],
    ] as const) {
      const answer = index.search({ text: typed })
      expect([typed, answer.ok && [answer.value.nearest, answer.value.hits.map(hit => hit.id)]]).toEqual([
        typed,
        [true, [id]],
      ])
    }
    expect(index.search({ text: 'だいがく' })).toMatchObject({ value: { nearest: false, total: 1 } })
  })
})

test('もしかして: one wrong, missing or superfluous character, and words run together', () => {
  const index = buildIndex([
    bibFor(1, { title: '人間失格' }),
    bibFor(2, { title: '銀河鉄道の夜' }),
    bibFor(3, { title: 'くだものさん', creators: [creator('tupera tupera')] }),
    bibFor(4, { creators: [creator('坂口 安吾', 'サカグチ アンゴ')] }),
  ])
  for (const [typed, id, meant] of [
    ['人間失恪', 1, '人間失格'],
    ['銀河鉄道夜', 2, '銀河鉄道の夜'],
    ['銀河鉄道ののの夜', 0, ''],
    ['銀河鉄々道の夜', 2, '銀河鉄道の夜'],
    ['くだものさん tuperatupera', 3, 'tupera tupera'],
    ['さかぐちあんごう', 4, '坂口 安吾'],
  ] as const) {
    const answer = index.search({ text: typed })
    const value = answer.ok ? answer.value : null
    expect([typed, value?.hits.map(hit => hit.id), value?.didYouMean]).toEqual([
      typed,
      id === 0 ? [] : [id],
      id === 0 ? [] : [meant],
    ])
  }
})

test('every tier, in its order', () => {
  const bibs = [
    bibFor(1, { title: '夏目の本', isbns: ['9784097260820'] }),
    bibFor(2, { title: '夏目' }),
    bibFor(3, { title: '夏目友人帳' }),
    bibFor(4, { title: '坊っちゃん', creators: [creator('夏目 漱石', 'ナツメ ソウセキ')] }),
    bibFor(5, { title: '新・夏目論' }),
    bibFor(6, { title: '文庫', series: '夏目文庫' }),
    bibFor(7, { title: '短編集', contents: '夏目 ; 冬目' }),
    bibFor(8, { title: '棗', titleReading: 'ナツメ' }),
    bibFor(9, { title: '夏', titleReading: 'ナツ' }),
  ]
  expect(check(bibs, '夏目').filter(line => !line.startsWith('1 '))).toEqual([
    '2 titleExact',
    '3 titleStarts',
    '4 author',
    '5 title',
    '6 anywhere',
    '7 contents',
  ])
  expect(check(bibs, 'なつめ')).toEqual(['8 titleReadingExact', '4 readingWhole'])
  expect(check(bibs, '4-09-726082-0')).toEqual(['1 identifier'])
  expect(check(bibs, '坊っちゃん 夏目')).toEqual(['4 author'])
})

test('of equal hits the most wanted comes first, then the newest', () => {
  const bibs = [
    bibFor(1, { title: '猫の本', year: 2020 }),
    bibFor(2, { title: '猫の本', popularity: 5, year: 1990 }),
    bibFor(3, { title: '猫の本', year: 2021 }),
  ]
  expect(ids(bibs, '猫')).toEqual([2, 3, 1])
})

test('異体字 are searched too, below, and named', () => {
  const bibs = [bibFor(1, { title: '斎藤家の話', popularity: 9 }), bibFor(2, { title: '斉藤家の話' })]
  const answer = buildIndex(bibs).search({ text: '斉藤' })
  expect(answer).toMatchObject({
    value: { total: 2, alsoSearched: ['斎藤'], hits: [{ id: 2 }, { id: 1, tier: 'variantTitle' }] },
  })
})

test('an ISBN is found with a wrong check digit, typed or printed', () => {
  const bibs = [bibFor(1, { isbns: ['9784097260820'] }), bibFor(2, { isbns: ['4041093422'] })]
  expect(ids(bibs, '9784097260821')).toEqual([1])
  expect(ids(bibs, '978-4-04-109342-9')).toEqual([2])
  expect(buildIndex(bibs).search({ text: '1920095015006' })).toMatchObject({ value: { hint: 'secondBarcode' } })
})

test('operators', () => {
  const bibs = ['日本の歴史', '日本の文学', '中国の文学'].map((title, i) => bibFor(i + 1, { title }))
  expect(ids(bibs, '日本　歴史')).toEqual([1])
  expect(ids(bibs, '日本 -歴史')).toEqual([2])
  expect(ids(bibs, '歴史 OR 中国').toSorted()).toEqual([1, 3])
  expect(ids(bibs, '"の文学"').toSorted()).toEqual([2, 3])
  expect(ids(bibs, '(日本 OR 中国) 文学').toSorted()).toEqual([2, 3])
  expect(ids(bibs, '').toSorted()).toEqual([1, 2, 3])
})

test('an apostrophe within a name is nothing, or a break', () => {
  const bibs = [bibFor(1, { title: 'Head First Java', publisher: "O'Reilly Media" })]
  for (const typed of ["O'Reilly", 'o reilly', 'oreilly', 'O’Reilly'])
    expect([typed, ids(bibs, typed)]).toEqual([typed, [1]])
})

test('a title in capitals with the words of operators in it is found when it is pasted', () => {
  const bibs = ['TO BE OR NOT TO BE', 'NOT A LOVE STORY', 'SINK OR SWIM AND OTHER STORIES'].map((title, i) =>
    bibFor(i + 1, { title }),
  )
  for (const { id, title } of bibs) expect(ids(bibs, title)).toContain(id)
})

test('a word that joins others is looked for when it joins nothing', () => {
  const bibs = ['And', 'OR', 'Not', '猫の本'].map((title, i) => bibFor(i + 1, { title }))
  for (const [typed, id] of [
    ['AND', 1],
    ['and', 1],
    ['OR', 2],
    ['or', 2],
    ['NOT', 3],
    ['ＮＯＴ', 3],
  ] as const)
    expect([typed, ids(bibs, typed)]).toEqual([typed, [id]])
  expect(buildIndex(bibs.slice(3)).search({ text: 'AND' })).toMatchObject({ ok: true, value: { total: 0 } })
})

test('fields of the advanced form', () => {
  const bibs = [
    bibFor(1, { title: '岩波の本', publisher: '講談社' }),
    bibFor(2, { title: '本', publisher: '岩波書店', subjects: ['日本文学'], ndc: ['913.6'] }),
    bibFor(3, { title: '岩波', creators: [creator('岩波 茂雄')], ndc: ['289'] }),
  ]
  const condition = (
    field: 'title' | 'publisher' | 'author' | 'subject' | 'ndc',
    match: 'contains' | 'exact' | 'startsWith',
    text: string,
  ) => ({
    conditions: [{ field, match, text, join: 'and' as const }],
  })
  expect(ids(bibs, condition('title', 'contains', '岩波')).toSorted()).toEqual([1, 3])
  expect(ids(bibs, condition('title', 'exact', '岩波'))).toEqual([3])
  expect(ids(bibs, condition('publisher', 'startsWith', '岩波'))).toEqual([2])
  expect(ids(bibs, condition('author', 'contains', '岩波茂雄'))).toEqual([3])
  expect(ids(bibs, condition('subject', 'contains', '文学'))).toEqual([2])
  expect(ids(bibs, condition('ndc', 'startsWith', '913'))).toEqual([2])
})

test('rows of the advanced form are joined by and, or, not', () => {
  const bibs = [
    bibFor(1, { title: '猫の本', creators: [creator('夏目 漱石')] }),
    bibFor(2, { title: '犬の本', creators: [creator('夏目 漱石')] }),
    bibFor(3, { title: '猫と犬', creators: [creator('森 鴎外')] }),
    bibFor(4, { title: '鳥', creators: [creator('森 鴎外')] }),
  ]
  const title = (text: string, join: 'and' | 'or' | 'not') => ({
    field: 'title' as const,
    match: 'contains' as const,
    text,
    join,
  })
  const found = (text: string, ...conditions: ReturnType<typeof title>[]) => ids(bibs, { text, conditions }).toSorted()
  expect(found('夏目漱石', title('犬', 'and'))).toEqual([2])
  expect(found('夏目漱石', title('犬', 'or'))).toEqual([1, 2, 3])
  expect(found('夏目漱石', title('犬', 'not'))).toEqual([1])
  expect(found('', title('猫', 'and'), title('鳥', 'or'))).toEqual([1, 3, 4])
  expect(found('', title('猫', 'and'), title('鳥', 'or'), title('犬', 'not'))).toEqual([1, 4])
})

test('title order goes by reading and by number of the volume', () => {
  const volumes = ['10', '2', '1', '別巻', '下', '上'].map((volume, i) =>
    bibFor(i + 1, { title: '海', titleReading: 'ウミ', volume }),
  )
  const others = [bibFor(7, { title: '空', titleReading: 'ソラ' }), bibFor(8, { title: '雨', titleReading: 'アメ' })]
  expect(ids([...volumes.slice(0, 4), ...others], { sort: 'title' })).toEqual([8, 3, 2, 1, 4, 7])
  expect(ids(volumes.slice(4), { sort: 'title' })).toEqual([6, 5])
})

test('every order has its other end, and what lacks what is sorted by stands last in both', () => {
  const bibs = [
    bibFor(1, {
      title: '雨',
      titleReading: 'アメ',
      creators: [creator('あおき 一')],
      ndc: ['100'],
      addedOn: '2026-01-01',
    }),
    bibFor(2, {
      title: '空',
      titleReading: 'ソラ',
      creators: [creator('もり 二')],
      ndc: ['900'],
      addedOn: '2026-03-01',
    }),
    bibFor(3, { title: '海', titleReading: 'ウミ', volume: '2', ndc: [], addedOn: null }),
    bibFor(4, { title: '海', titleReading: 'ウミ', volume: '1', ndc: [], addedOn: null }),
  ]
  const by = (sort: SortOrder) => ids(bibs, { sort })
  expect(by('title')).toEqual([1, 4, 3, 2])
  // The volumes of a set follow each other upward here too.
  expect(by('titleBack')).toEqual([2, 4, 3, 1])
  expect([by('author'), by('authorBack')]).toEqual([
    [1, 2, 4, 3],
    [2, 1, 4, 3],
  ])
  expect([by('class'), by('classBack')]).toEqual([
    [1, 2, 4, 3],
    [2, 1, 4, 3],
  ])
  expect([by('added').slice(0, 2), by('addedOldest').slice(0, 2)]).toEqual([
    [2, 1],
    [1, 2],
  ])
})

test('the volumes of one work stand together', () => {
  const by = [creator('村上 春樹')]
  const index = buildIndex([
    bibFor(1, { title: '1Q84', volume: 'BOOK2', creators: by }),
    bibFor(2, { title: '1Q84', volume: 'BOOK1', creators: by }),
    bibFor(3, { title: '1Q84読本', creators: by }),
    bibFor(4, { title: 'ノルウェイの森 下', creators: by }),
    bibFor(5, { title: 'ノルウェイの森 上', creators: by }),
  ])
  expect(index.works(BibId(1))).toEqual([2, 1])
  expect(index.works(BibId(4))).toEqual([5, 4])
  expect(index.works(BibId(3))).toEqual([3])
  expect(index.works(BibId(99))).toEqual([])
})

const potter = [
  ['賢者の石', '1'],
  ['秘密の部屋', '2'],
  ['アズカバンの囚人', '3'],
  ['炎のゴブレット', '4 上'],
  ['炎のゴブレット', '4 下'],
].map(([title, volume], i) =>
  bibFor(i + 1, {
    title: `ハリー・ポッターと${title}`,
    volume: volume!,
    series: 'ハリー・ポッターシリーズ',
    creators: [creator('J.K.ローリング')],
    publisher: '静山社',
    year: 1999 + i,
  }),
)

test('the volumes of a series stand together where each has a title of its own', () => {
  const index = buildIndex(potter)
  for (const { id } of potter) expect(index.works(id)).toEqual([1, 2, 3, 4, 5])
})

test('what a publisher sells as one 文庫, and two works that are counted each for itself, are no series', () => {
  const by = { creators: [creator('司馬 遼太郎')], publisher: '文藝春秋' }
  const of = (series: string) =>
    buildIndex([
      bibFor(1, { title: '竜馬がゆく', volume: '1', series, ...by }),
      bibFor(2, { title: '竜馬がゆく', volume: '2', series, ...by }),
      bibFor(3, { title: '坂の上の雲', volume: '1', series, ...by }),
      bibFor(4, { title: '功名が辻', volume: '3', series, ...by }),
    ])
  expect(of('文春文庫').works(BibId(4))).toEqual([4])
  expect(of('文春文庫 ; し-1-76').works(BibId(1))).toEqual([1, 2])
  expect(of('長編集').works(BibId(1))).toEqual([1, 2])
})

test('equal hits of one series follow each other upward, on every page, in every order that leaves it open', () => {
  const index = buildIndex([...potter, bibFor(9, { title: 'ハリー・ポッターの生き物', year: 2001 })])
  const listed = (sort: 'relevance' | 'popular', offset: number, limit: number) => {
    const found = index.search({ text: 'ハリー・ポッター', sort, offset, limit })
    return found.ok ? found.value.hits.map(({ id }) => id) : []
  }
  for (const sort of ['relevance', 'popular'] as const) {
    const all = listed(sort, 0, 20)
    expect(all.filter(id => id < 9)).toEqual([1, 2, 3, 4, 5])
    expect([...listed(sort, 0, 2), ...listed(sort, 2, 2), ...listed(sort, 4, 2)]).toEqual(all)
  }
})

test('browsing: classes with counts, authors by reading', () => {
  const index = buildIndex([
    bibFor(1, { ndc: ['913.6'], creators: [creator('夏目 漱石', 'ナツメ ソウセキ')] }),
    bibFor(2, { ndc: ['913.6'], creators: [creator('芥川 龍之介', 'アクタガワ リュウノスケ')] }),
    bibFor(3, { ndc: ['210.1', '913.68'], creators: [creator('芥川 竜之介', 'アクタガワ リュウノスケ')] }),
  ])
  expect(index.ndcBelow('')).toEqual([
    { notation: '2', count: 1, label: '歴史', hasMore: true },
    { notation: '9', count: 3, label: '文学', hasMore: true },
  ])
  expect(index.ndcBelow('913')).toEqual([{ notation: '913.6', count: 3, label: null, hasMore: true }])
  expect(index.creators([], 0, 10)).toMatchObject({
    total: 2,
    entries: [
      { label: '芥川 龍之介', count: 2 },
      { label: '夏目 漱石', count: 1 },
    ],
  })
  expect(index.creators(['ナ'], 0, 10).total).toBe(1)
})

test('a name is suggested and listed whichever part of it comes first', () => {
  const index = buildIndex([
    bibFor(1, {
      title: '不思議の国のアリス',
      creators: [{ name: 'キャロル, ルイス', reading: 'キャロル, ルイス', role: null }],
    }),
  ])
  expect(index.suggest('ルイス・キャ', 5)).toEqual([{ text: 'キャロル, ルイス', kind: 'author' }])
  expect(index.creators(['ルイス・キャロル'], 0, 5).entries).toMatchObject([{ label: 'キャロル, ルイス' }])
  for (const match of ['exact', 'startsWith', 'contains'] as const) {
    const conditions = [{ field: 'author' as const, match, text: 'ルイス・キャロル', join: 'and' as const }]
    expect(index.search({ conditions })).toMatchObject({ value: { total: 1 } })
  }
})

test('もしかして also stands beside a chance hit, for a wrong kanji and for kana in the place of kanji', () => {
  const index = buildIndex([
    bibFor(1, { title: '蜘蛛の糸', titleReading: 'クモ ノ イト' }),
    bibFor(2, { title: 'クモの糸・3話' }),
    bibFor(3, { title: '銀河鉄道の夜', titleReading: 'ギンガテツドウノヨル' }),
    bibFor(4, { title: '蟹工船', titleReading: 'カニコウセン' }),
    bibFor(5, { title: '羅生門' }),
    bibFor(6, { title: '高瀬舟' }),
    bibFor(7, { title: '山椒大夫' }),
  ])
  const meant = (text: string) => {
    const answer = index.search({ text })
    return answer.ok ? answer.value.didYouMean : []
  }
  expect(meant('くもの糸')).toEqual(['蜘蛛の糸'])
  expect(meant('銀河てつどうの夜')).toEqual(['銀河鉄道の夜'])
  expect(meant('カニ工船')).toEqual(['蟹工船'])
  expect(meant('羅城門')).toEqual(['羅生門'])
  expect(meant('高瀬船')).toEqual(['高瀬舟'])
  expect(meant('山椒太夫')).toEqual(['山椒大夫'])
  expect(meant('羅生門')).toEqual([])
})

test('numbers in titles sort as numbers, and articles do not sort', () => {
  const titles = ['第10課', '第2課', '第1課', 'The book of tea', 'An apple', 'Cats', 'Der Berg', 'Le chat', 'Die hard']
  const languages = ['jpn', 'jpn', 'jpn', 'eng', 'eng', 'eng', 'ger', 'fre', 'eng']
  const index = buildIndex(titles.map((title, i) => bibFor(i + 1, { title, language: languages[i]! })))
  const answer = index.search({ sort: 'title' })
  const sorted = answer.ok ? answer.value.hits.map(({ id }) => titles[id - 1]) : []
  expect(sorted).toEqual([
    'An apple',
    'Der Berg',
    'The book of tea',
    'Cats',
    'Le chat',
    'Die hard',
    ...['第1課', '第2課', '第10課'],
  ])
})

test('a word inside a reading that is given in one run is found', () => {
  const index = buildIndex([bibFor(1, { title: '吾輩は猫である', titleReading: 'わがはいはねこである' })])
  expect(index.search({ text: 'ねこである' })).toMatchObject({ value: { total: 1, nearest: false } })
})

test('a whole title is suggested before the many that begin with it', () => {
  const others = Array.from({ length: 40 }, (_, i) => bibFor(i + 2, { title: `こころの本${i}`, popularity: 9 }))
  const index = buildIndex([bibFor(1, { title: 'こころ' }), ...others])
  expect(index.suggest('こころ', 5)[0]).toEqual({ text: 'こころ', kind: 'title' })
})

test('suggestions start as typed, by spelling or reading', () => {
  const index = buildIndex([
    bibFor(1, { title: '銀河鉄道の夜', titleReading: 'ギンガ テツドウ ノ ヨル', popularity: 5 }),
    bibFor(2, { title: '銀の匙', titleReading: 'ギン ノ サジ', popularity: 9 }),
    bibFor(3, { title: '夜の銀河', creators: [creator('銀 色夏生', 'ギン イロナツオ')] }),
  ])
  expect(index.suggest('銀河', 5).map(({ text }) => text)).toEqual(['銀河鉄道の夜'])
  expect(index.suggest('ぎん', 5).map(({ text }) => text)).toEqual(['銀の匙', '銀河鉄道の夜', '銀 色夏生'])
  expect(index.suggest('', 5)).toEqual([])
})

test('rankings and new arrivals', () => {
  const index = buildIndex([
    bibFor(1, { loans: 3, holds: 1, addedOn: '2026-05-01' }),
    bibFor(2, { loans: 9, addedOn: '2026-05-03' }),
    bibFor(3, { addedOn: '2026-04-01' }),
  ])
  expect(index.ranking('loans', 10)).toEqual([
    { id: 2, count: 9 },
    { id: 1, count: 3 },
  ])
  expect(index.ranking('holds', 10)).toEqual([{ id: 1, count: 1 }])
  expect(index.newArrivals('2026-05-01', 10)).toEqual([2, 1])
})

describe('changes', () => {
  test('a loan changes what can be borrowed now, at once and where it is', () => {
    const at = (available: number) => ({
      branches: [{ branch: '中央', shelf: null, copies: 1, available }],
      available,
      lendable: 1,
    })
    const index = buildIndex([bibFor(1, { title: '猫', ...at(1) }), bibFor(2, { title: '猫', ...at(1) })])
    const available = () => index.search({ text: '猫', filters: { availableNow: true, branches: ['中央'] } })
    expect(available()).toMatchObject({ value: { total: 2 } })
    index.apply([{ id: BibId(2), bib: bibFor(2, { title: '猫', ...at(0) }) }])
    expect(available()).toMatchObject({ value: { total: 1, hits: [{ id: 1 }], facets: { available: 1 } } })
    // A day of loans is no reason to build the index anew.
    expect(index.outsideBase).toBe(0)
  })

  test('what changed in its words, and what is gone, is outside the base; each bib once', () => {
    const index = buildIndex([1, 2, 3, 4].map(id => bibFor(id, { title: '猫' })))
    index.apply([{ id: BibId(1), bib: bibFor(1, { title: '犬' }) }])
    index.apply([{ id: BibId(1), bib: bibFor(1, { title: '鳥' }) }])
    expect(index.outsideBase).toBe(1)
    index.apply([2, 3].map(id => ({ id: BibId(id), bib: null })))
    expect(index.outsideBase).toBe(3)
    index.apply([5, 6, 7, 8].map(id => ({ id: BibId(id), bib: bibFor(id, { title: '猫' }) })))
    expect(index.outsideBase).toBe(5)
  })

  test('a changed title is found by its new words only; a deleted bib by none', () => {
    const index = buildIndex([bibFor(1, { title: '古い題' }), bibFor(2, { title: '古い話' })])
    index.apply([
      { id: BibId(1), bib: bibFor(1, { title: '新しい題' }) },
      { id: BibId(3), bib: bibFor(3, { title: '新しい話' }) },
      { id: BibId(2), bib: null },
    ])
    expect(index.search({ text: '古い' })).toMatchObject({ value: { total: 0 } })
    expect(index.search({ text: '新しい' })).toMatchObject({ value: { total: 2 } })
    expect(index.size).toBe(2)
  })
})

test('an ISBN is found by how it begins, in either length', () => {
  const index = buildIndex([bibFor(1, { isbns: ['9784101010014'] }), bibFor(2, { isbns: ['9784062748681'] })])
  const starting = (text: string) =>
    index.search({ conditions: [{ field: 'isbn', match: 'startsWith', text, join: 'and' }] })
  for (const text of ['978-4-10', '4-10', '４１０'])
    expect(starting(text)).toMatchObject({ value: { total: 1, hits: [{ id: 1 }] } })
  expect(starting('9784')).toMatchObject({ value: { total: 2 } })
  expect(starting('978499')).toMatchObject({ value: { total: 0 } })
})
