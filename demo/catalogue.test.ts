import { expect, test } from 'vitest'
import { demoThemes, readDemoCatalogue, readTheme } from './catalogue.ts'

const bibs = readDemoCatalogue()
const titled = (title: string) => bibs.filter(bib => bib.title === title)

test('there are well over a thousand bibs, of every theme', () => {
  expect(bibs.length).toBeGreaterThanOrEqual(1_050)
  expect(demoThemes()).toEqual([
    'av',
    'children',
    'foreign-literature',
    'knowledge-by-ndc',
    'large-print',
    'literature-classics',
    'literature-modern',
    'local-echigo',
    'magazines',
    'old-books',
    'series-multivolume',
  ])
  for (const theme of demoThemes()) {
    expect(bibs.filter(bib => bib.sourceKey.startsWith(`demo:${theme}:`)).length, theme).toBeGreaterThan(15)
  }
})

test('every kind and every audience is there, and every class of the NDC', () => {
  expect(new Set(bibs.map(bib => bib.kind)).size).toBe(9)
  expect(new Set(bibs.map(bib => bib.audience)).size).toBe(3)
  expect([...new Set(bibs.flatMap(bib => bib.ndc.map(ndc => ndc[0])))].sort().join('')).toBe('0123456789')
})

test('no key stands twice, and a key does not depend on the order of the rows', () => {
  expect(new Set(bibs.map(bib => bib.sourceKey)).size).toBe(bibs.length)
  const head =
    'title\ttitle_reading\tsubtitle\tvolume\tseries\tseries_reading\tcreators\tpublisher\tyear\tisbn\tndc\tkind\taudience\tsubjects\textent\tnote\tother_titles'
  const one = 'こころ\tココロ\t\t\t\t\t夏目漱石/ナツメ ソウセキ/著\t新潮社\t2004\t\t913.6\tbook\tgeneral\t\t\t\t'
  const other = '門\tモン\t\t\t\t\t夏目漱石/ナツメ ソウセキ/著\t新潮社\t1948\t\t913.6\tbook\tgeneral\t\t\t\t'
  const keys = (...rows: string[]) => readTheme('t', [head, ...rows, ''].join('\n')).map(bib => bib.sourceKey)
  expect(keys(one, other)).toEqual(keys(other, one).reverse())
})

test('every reading is katakana, with spaces between the words', () => {
  const katakana = /^[ァ-ヶー]+( [ァ-ヶー]+)*$/
  for (const bib of bibs) {
    expect(bib.titleReading, bib.title).toMatch(katakana)
    if (bib.series) expect(bib.seriesReading, bib.series).toMatch(katakana)
    for (const creator of bib.creators) expect(creator.reading, creator.name).toMatch(katakana)
  }
})

test('every ISBN has thirteen digits, the last of them the right one, and belongs to one bib', () => {
  const isbns = bibs.flatMap(bib => bib.isbns)
  expect(isbns.length).toBeGreaterThan(50)
  expect(new Set(isbns).size).toBe(isbns.length)
  for (const isbn of isbns) {
    expect(isbn).toMatch(/^97[89]\d{10}$/)
    const sum = [...isbn].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
    expect(sum % 10, isbn).toBe(0)
  }
})

test('NDC notations and years look like such', () => {
  for (const bib of bibs) {
    for (const ndc of bib.ndc) expect(ndc, bib.title).toMatch(/^\d{3}(\.\d+)?$/)
    if (bib.year !== null) {
      expect(bib.year, bib.title).toBeGreaterThanOrEqual(1600)
      expect(bib.year, bib.title).toBeLessThanOrEqual(2026)
    }
  }
})

test('at least three hundred works have a sentence about them', () => {
  const notes = bibs.flatMap(bib => bib.note ?? [])
  expect(notes.length).toBeGreaterThanOrEqual(300)
  for (const note of notes) expect(note).toMatch(/。$/)
})

test('the works shown in the design are there', () => {
  for (const title of [
    'こころ',
    '雪国',
    '銀河鉄道の夜',
    '北越雪譜',
    '遠野物語',
    '星の王子さま',
    '三四郎',
    'それから',
    '門',
    'こころの処方箋',
    '小泉八雲集',
    '人間失格',
    'ごんぎつね',
    '手袋を買いに',
  ]) {
    expect(titled(title), title).not.toEqual([])
  }
  expect(titled('夜明け前').map(bib => bib.volume)).toEqual(expect.arrayContaining(['第一部 上', '第一部 下']))
})

test('what makes a search hard is there', () => {
  expect(titled('こころ').length).toBeGreaterThanOrEqual(4)
  expect(titled('こゝろ').length).toBeGreaterThanOrEqual(2)
  for (const title of ['道', '猫', 'O', '門', '1Q84', 'プログラミング言語C', 'プログラミング言語C++', '独習C#']) {
    expect(titled(title), title).not.toEqual([])
  }
  const names = new Set(bibs.flatMap(bib => bib.creators.map(creator => creator.name)))
  for (const name of [
    '芥川龍之介',
    '芥川竜之介',
    '斎藤茂吉',
    '齋藤孝',
    '斉藤洋',
    '渡辺淳一',
    '渡邊大門',
    '渡邉義浩',
    '金子みすゞ',
  ]) {
    expect(names, name).toContain(name)
  }
  for (const word of ['ヴァイオリン', 'チェーン', '幼稚園', '病院', '美容院', '.NET']) {
    expect(bibs.filter(bib => bib.title.includes(word)).length, word).toBeGreaterThan(0)
  }
  expect(bibs.filter(bib => bib.title.length > 100).length).toBeGreaterThanOrEqual(2)
})

test('the volumes of a work can be gathered by the name of its series', () => {
  const volumes = (series: string) => bibs.filter(bib => bib.series === series).map(bib => bib.volume)
  expect(volumes('坂の上の雲')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  expect(volumes('鬼滅の刃')).toHaveLength(23)
  expect(volumes('ハリー・ポッターシリーズ')).toHaveLength(11)
})

test('the statement of responsibility names creators with their roles', () => {
  const three = bibs.find(bib => bib.title === '三体' && bib.volume === '1')
  expect(three?.responsibility).toBe('劉慈欣 著 ; 大森望, 光吉さくら, ワン・チャイ 訳')
  expect(titled('Pride and prejudice')[0]?.language).toBeNull()
  expect(titled('AKIRA')[0]?.language).toBe('jpn')
})
