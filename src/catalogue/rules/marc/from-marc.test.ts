import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Audience, audiences, type BibRecord, bibKinds } from '../bib.ts'
import { readJsonRecord } from '../imported/from-json.ts'
import { saidReadings } from '../imported/imported.ts'
import { originalTitlesIn } from '../imported/other-titles.ts'
import { bibToJson } from '../imported/to-json.ts'
import { folded } from '../writing/fold.ts'
import { readMarc } from './from-marc.ts'
import { kindOfWord, refineBook } from './kind.ts'
import { firstYear, readIsbn } from './numbers.ts'
import { withoutIsbd } from './punctuation.ts'
import { toKatakana, withoutInversion } from './reading.ts'
import { fromMarcInJson, type MarcField, type MarcRecord, toMarcInJson } from './record.ts'
import { renewedMarc } from './renew-marc.ts'
import { marcOfBib } from './to-marc.ts'

type Line = [tag: string, value: string] | [tag: string, indicators: string, ...pairs: string[]]

function marc(lines: Line[], leader = '00000nam a2200000 i 4500'): MarcRecord {
  const fields = lines.map(([tag, first, ...pairs]): MarcField => {
    if (tag.startsWith('00')) return { tag, value: first }
    const subfields: [string, string][] = []
    for (let at = 0; at < pairs.length; at += 2) subfields.push([pairs[at]!, pairs[at + 1]!])
    return { tag, indicators: first, subfields }
  })
  return { leader, fields: [{ tag: '001', value: '1' }, { tag: '003', value: 'X' }, ...fields] }
}

function bib(lines: Line[], leader?: string, title: Line[] = [['245', '00', 'a', 'title']]): BibRecord {
  const read = readMarc(marc([...title, ...lines], leader), 'Y')
  if (read.is !== 'bib') throw new Error(JSON.stringify(read))
  return read.bib
}

test('the readings of subjects, linked or in the field itself', () => {
  const { subjects, subjectReadings, titleReading } = bib([
    ['650', ' 7', '6', '880-03', 'a', '電子書籍', 'z', '日本', '2', 'ndlsh'],
    ['650', ' 7', 'a', '電子出版', 'A', 'デンシ シュッパン'],
    ['650', ' 7', 'a', '英語'],
    ['880', ' 7', '6', '650-03/(B', 'a', 'Denshi shoseki'],
    ['880', ' 7', '6', '650-03/$1', 'a', 'でんし しょせき', 'z', 'ニホン'],
  ])
  expect(subjects).toEqual(['電子書籍--日本', '電子出版', '英語'])
  expect(subjectReadings).toEqual(['デンシ ショセキ--ニホン', 'デンシ シュッパン', ''])
  expect(titleReading).toBeNull()
  expect(bib([['650', ' 7', 'a', '英語']]).subjectReadings).toEqual([])
})

test('a book catalogued abroad has its title in the script it is printed in, and the romanisation as its reading', () => {
  const abroad: Line[] = [
    ['040', '  ', 'a', 'DLC', 'b', 'eng'],
    ['245', '10', '6', '880-01', 'a', 'Hong lou meng /', 'c', 'Cao Xueqin zhu.'],
    ['100', '1 ', '6', '880-02', 'a', 'Cao, Xueqin,', 'd', '1717?-1763.', '0', 'n80'],
    ['246', '3 ', '6', '880-03', 'a', 'Shi tou ji'],
    ['260', '  ', '6', '880-04', 'a', 'Beijing :', 'b', 'Ren min wen xue chu ban she,', 'c', '2008.'],
    ['650', ' 0', 'a', 'Chinese fiction.'],
    ['880', '10', '6', '245-01/$1', 'a', '红楼梦 /', 'c', '曹雪芹著.'],
    ['880', '1 ', '6', '100-02/$1', 'a', '曹雪芹,', 'd', '1717?-1763.'],
    ['880', '3 ', '6', '246-03/$1', 'a', '石头记'],
    ['880', '  ', '6', '260-04/$1', 'a', '北京 :', 'b', '人民文学出版社,', 'c', '2008.'],
  ]
  expect(bib(abroad, undefined, [])).toMatchObject({
    title: '红楼梦',
    titleReading: 'Hong lou meng',
    responsibility: '曹雪芹著',
    creators: [{ name: '曹雪芹, 1717?-1763', reading: 'Cao Xueqin', authority: 'X:n80' }],
    otherTitles: ['石头记'],
    otherTitleReadings: ['Shi tou ji'],
    publisher: '人民文学出版社',
    place: '北京',
    subjects: ['Chinese fiction'],
  })
  const russian = bib(
    [
      ['040', '  ', 'a', 'DLC', 'b', 'eng'],
      ['245', '10', '6', '880-01', 'a', 'Voĭna i mir'],
      ['880', '10', '6', '245-01/(N', 'a', 'Война и мир'],
    ],
    undefined,
    [],
  )
  expect(russian).toMatchObject({ title: 'Война и мир', titleReading: 'Voĭna i mir' })
  const latin: Line[] = [
    ['040', '  ', 'a', 'DLC', 'b', 'eng'],
    ['245', '00', '6', '880-01', 'a', 'DVD'],
    ['880', '00', '6', '245-01/$1', 'a', 'ディーブイディー'],
  ]
  expect(bib(latin, undefined, [])).toMatchObject({ title: 'DVD', titleReading: 'ディーブイディー' })
  // A library in Japan gives readings only, whatever stands in them.
  const here = abroad.filter(([tag]) => tag !== '040')
  expect(bib(here, undefined, [])).toMatchObject({ title: 'Hong lou meng', titleReading: '红楼梦' })
})

test('the original title that a note tells', () => {
  const original = (note: string | null) => originalTitlesIn(note)
  expect(original('原タイトル: Atlas of Human Anatomy 原著第6版の翻訳.')).toEqual(['Atlas of Human Anatomy'])
  expect(original('索引あり\n原タイトル： From Gutenberg to Google.')).toEqual(['From Gutenberg to Google'])
  expect(original('原書名:The marketing of life (原著第3版の抄訳)')).toEqual(['The marketing of life'])
  expect(original('原タイトル: ')).toEqual([])
  expect(original('その原タイトル: x')).toEqual([])
  expect(original(null)).toEqual([])
})

describe('what a field says', () => {
  const cases: [name: string, lines: Line[], expected: Partial<BibRecord>][] = [
    [
      'NDC of the newest edition first, other schemes left out',
      [
        ['084', '  ', 'a', 'UE13', '2', 'kktb'],
        ['084', '  ', 'a', '023', '2', 'njb/09'],
        ['084', '  ', 'a', '023.1', '2', 'njb/10'],
      ],
      { ndc: ['023.1', '023'] },
    ],
    [
      'an ISBN with its price',
      [
        ['020', '  ', 'a', '978-4-7949-7075-6 : ', 'c', '1700円'],
        ['020', '  ', 'c', '100円'],
      ],
      { isbns: ['9784794970756'] },
    ],
    [
      'a cancelled ISBN beside the valid one',
      [
        ['020', '  ', 'a', '9784794970756', 'z', '978-4-00-310101-8'],
        ['020', '  ', 'z', '9784003022610'],
      ],
      { isbns: ['9784794970756', '9784003101018', '9784003022610'] },
    ],
    ['a wrong check digit stays as printed', [['020', '  ', 'a', '978-4-7949-7075-7']], { isbns: ['9784794970757'] }],
    [
      'creators in 7xx with readings',
      [
        ['700', '1 ', '6', '880-01', 'a', '横山, 三四郎,', 'd', '1942-'],
        ['710', '2 ', 'a', '成蹊大学文学部'],
        ['880', '1 ', '6', '700-01/(B', 'a', 'Yokoyama, Sanshiro,'],
        ['880', '1 ', '6', '700-01/$1', 'a', 'ヨコヤマ, サンシロウ,', 'd', '1942-'],
      ],
      {
        creators: [
          { name: '横山 三四郎, 1942-', reading: 'ヨコヤマ サンシロウ', role: null },
          { name: '成蹊大学文学部', reading: null, role: null },
        ],
      },
    ],
    [
      'names in Latin letters stay inverted',
      [['700', '1 ', 'a', 'Smith, John.', 'e', '著']],
      { creators: [{ name: 'Smith, John', reading: null, role: '著' }] },
    ],
    [
      'other titles, each once, with their readings',
      [
        ['240', '10', 'a', 'Works.', 'k', 'Selections'],
        ['246', '21', 'a', 'eBook Marketing', 'b', 'report'],
        ['246', '3 ', 'a', 'Title'],
        ['740', '0 ', '6', '880-05', 'a', '本と図書館.', 'n', '上'],
        ['740', '0 ', 'a', 'EBOOK marketing report'],
        ['880', '0 ', '6', '740-05/$1', 'a', 'ホン ト トショカン.', 'n', 'ジョウ'],
      ],
      {
        otherTitles: ['eBook Marketing report', '本と図書館 上'],
        otherTitleReadings: ['', 'ホン ト トショカン ジョウ'],
      },
    ],
    [
      'series with its number and reading',
      [
        ['490', '0 ', '6', '880-03', 'a', 'アスキー新書 ;', 'v', '164'],
        ['880', '0 ', '6', '490-03/$1', 'a', 'アスキー シンショ ;', 'v', '164'],
      ],
      { series: 'アスキー新書 ; 164', seriesReading: 'アスキー シンショ' },
    ],
    [
      'two publishers',
      [
        [
          '260',
          '  ',
          'a',
          '東京 :',
          'b',
          '日経BP社 ;',
          'a',
          '東京 :',
          'b',
          '日経BP出版センター (発売),',
          'c',
          '2003.12.',
        ],
      ],
      { place: '東京', publisher: '日経BP社 ; 日経BP出版センター (発売)', published: '2003.12', year: 2003 },
    ],
    [
      'publication in 264',
      [
        ['264', ' 4', 'c', 'c2018'],
        ['264', ' 1', 'b', '晶文社', 'c', '2019'],
      ],
      { publisher: '晶文社', year: 2019 },
    ],
    [
      'subjects with their subdivisions, then free words',
      [
        ['650', ' 7', 'a', '電子書籍', 'z', '日本', '2', 'ndlsh'],
        ['653', '  ', 'a', '英語', 'a', '和訳'],
      ],
      { subjects: ['電子書籍--日本', '英語', '和訳'] },
    ],
    [
      'contents with their authors',
      [['505', '00', 't', '電子書籍時代 /', 'r', '吉野朔実 著.', 't', '発掘.']],
      { contents: '電子書籍時代 / 吉野朔実 著 ; 発掘' },
    ],
    [
      'a child in 008/22',
      [['008', '190212s2019    ja ||||j |||| ||||||jpn  ']],
      { audience: 'child', year: 2019, language: 'jpn' },
    ],
    ['an electronic book', [['007', 'cr']], { kind: 'electronic' }],
    ['a word in 942', [['942', '  ', 'c', '絵本']], { kind: 'pictureBook' }],
  ]
  test.each(cases)('%s', (_name, lines, expected) => {
    expect(bib(lines)).toMatchObject(expected)
  })
  test('serials and things to watch are known by the leader', () => {
    expect(bib([], '00000nas a2200000 i 4500').kind).toBe('magazine')
    expect(bib([], '00000ngm a2200000 i 4500').kind).toBe('audiovisual')
  })
  test('copies in 852 and 952', () => {
    const read = readMarc(
      marc([
        ['245', '00', 'a', 'title'],
        ['852', '  ', 'b', '中央', 'c', '児童', 'h', '913.6', 'i', 'ナ', 'p', '001', 'z', '禁帯出'],
        ['852', '  ', 'b', '中央'],
        ['952', '  ', 'a', 'hiro', 'o', '913.6/ナ', 'p', '002', 'y', 'AV', 'd', '2024-04-01'],
      ]),
      'Y',
    )
    expect(read).toMatchObject({
      items: [
        {
          barcode: '001',
          branch: '中央',
          location: '児童',
          callNumber: '913.6/ナ',
          loanRule: 'reference',
          joinedOn: null,
        },
        { barcode: '002', branch: 'hiro', location: null, callNumber: '913.6/ナ', loanRule: 'audiovisual' },
      ],
    })
  })
})

test('ISBD punctuation goes, what is the title’s own stays', () => {
  const cases = {
    '題名 /': '題名',
    '題名 : ': '題名',
    '著.': '著',
    '2004,': '2004',
    '21cm +': '21cm',
    'U.S.A.': 'U.S.A.',
    'Smith, J.': 'Smith, J.',
    'なのに...': 'なのに...',
    'なのに…': 'なのに…',
    'がまんできないっ///': 'がまんできないっ///',
    'C++': 'C++',
    ' / ': '',
  }
  for (const [text, without] of Object.entries(cases)) expect([text, withoutIsbd(text)]).toEqual([text, without])
})

test('readings and names', () => {
  expect(toKatakana('あだちとしまむら ｶﾞｷﾞ ABC ゝ')).toBe('アダチトシマムラ ガギ ABC ヽ')
  expect(withoutInversion('萩野, 正昭')).toBe('萩野 正昭')
  expect(withoutInversion('冲方, 丁, 1977-')).toBe('冲方 丁, 1977-')
  expect(withoutInversion('春登, 1769-1836')).toBe('春登, 1769-1836')
  expect(withoutInversion('Smith, John')).toBe('Smith, John')
})

test('ISBN and years as they are printed', () => {
  expect(
    ['4-8222-4375-3 (v.1) :', '4-00-310109-X', '４－００－３１０１０９－Ｘ', '非売品', '123'].map(readIsbn),
  ).toEqual(['9784822243753', '9784003101094', '9784003101094', null, null])
  expect(
    ['[1998.3]', 'c2004', '文政9', '昭和32年', '昭和元年', '1957（昭和32）年', '12345', '', null].map(firstYear),
  ).toEqual([1998, 2004, 1826, 1957, 1926, 1957, null, null, null])
})

test('a mere book is looked at once more', () => {
  const facts = { ndc: ['913.6'], series: null, year: 2020 }
  expect(refineBook(facts)).toBe('book')
  expect(refineBook({ ...facts, ndc: ['726.1'] })).toBe('comic')
  expect(refineBook({ ...facts, ndc: ['E'] })).toBe('pictureBook')
  expect(refineBook({ ...facts, year: 1868 })).toBe('oldBook')
  expect(refineBook({ ...facts, series: '角川文庫 ; う20-7' })).toBe('pocketBook')
  expect(refineBook({ ...facts, series: '大活字本シリーズ' })).toBe('largePrint')
  expect(bibKinds.every(kind => kindOfWord(kind) === kind)).toBe(true)
})

const text = fc.string({ unit: fc.constantFrom(...'吾輩は猫であるアイウabc1。・「」-'), minLength: 1, maxLength: 12 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const kana = fc.string({ unit: fc.constantFrom(...'アイウエオカキク'), minLength: 1, maxLength: 10 })
const anyBib: fc.Arbitrary<BibRecord> = fc
  .record({
    sourceKey: fc.stringMatching(/^[A-Z]{2,8}:[a-z0-9]{1,8}$/),
    // A mere book may be told more exactly when it is read again.
    kind: fc.constantFrom(...bibKinds.filter(kind => kind !== 'book')),
    title: text,
    titleReading: maybe(kana),
    subtitle: maybe(text),
    otherTitles: fc.uniqueArray(text, { maxLength: 3, selector: folded }),
    otherTitleReadings: fc.array(fc.oneof(kana, fc.constant('')), { minLength: 3, maxLength: 3 }),
    volume: maybe(text),
    series: maybe(text),
    seriesReading: fc.constant(null),
    responsibility: text,
    creators: fc.array(fc.record({ name: text, reading: maybe(kana), role: maybe(text) }), { maxLength: 4 }),
    publisher: maybe(text),
    place: maybe(text),
    published: maybe(text.filter(printed => firstYear(printed) === null)),
    year: maybe(fc.integer({ min: 1000, max: 2099 })),
    isbns: fc.uniqueArray(fc.stringMatching(/^97[89]\d{10}$/), { maxLength: 3 }),
    issn: maybe(fc.stringMatching(/^\d{4}-\d{4}$/)),
    ndc: fc.uniqueArray(fc.stringMatching(/^\d{3}(\.\d)?$/), { maxLength: 3 }),
    subjects: fc.uniqueArray(text, { maxLength: 3 }),
    subjectReadings: fc.array(fc.oneof(kana, fc.constant('')), { minLength: 3, maxLength: 3 }),
    extent: maybe(text),
    contents: maybe(text),
    note: maybe(text),
    audience: fc.constantFrom(...(audiences as readonly Audience[])),
    language: maybe(fc.stringMatching(/^[a-z]{3}$/)),
    url: maybe(fc.constant('https://example.jp/1')),
  })
  .map(bib => ({
    ...bib,
    otherTitles: bib.otherTitles.filter(other => folded(other) !== folded(bib.title) && folded(other) !== ''),
  }))
  .map(bib => ({
    ...bib,
    subjectReadings: saidReadings(bib.subjectReadings.slice(0, bib.subjects.length)),
    otherTitleReadings: saidReadings(bib.otherTitleReadings.slice(0, bib.otherTitles.length)),
  }))

test('what is made of a bib, as MARC or as a line of JSON, is read as the same bib', () => {
  fc.assert(
    fc.property(anyBib, bib => {
      const [agency = ''] = bib.sourceKey.split(':')
      expect(readMarc(marcOfBib(bib, []), 'other')).toMatchObject({ is: 'bib', bib, items: [] })
      const kept = fromMarcInJson(JSON.parse(JSON.stringify(toMarcInJson(marcOfBib(bib, [])))))
      expect(readMarc(kept!, agency)).toMatchObject({ is: 'bib', bib, items: [] })
      expect(readJsonRecord(JSON.parse(JSON.stringify(bibToJson(bib, []))), 'other')).toMatchObject({
        is: 'bib',
        bib,
        items: [],
      })
    }),
    { numRuns: 300 },
  )
})

test('a MARC record brought up to date with another bib is read as that bib, and keeps what is not mapped', () => {
  fc.assert(
    fc.property(anyBib, anyBib, (before, after) => {
      const kept = marcOfBib(before, [])
      const own: MarcField = { tag: '015', indicators: '  ', subfields: [['a', '23173255']] }
      const bib = { ...after, sourceKey: before.sourceKey }
      const renewed = renewedMarc({ ...kept, fields: [...kept.fields, own] }, bib)
      const read = readMarc(renewed, 'other')
      if (read.is !== 'bib') throw new Error(read.is)
      for (const [key, value] of Object.entries(bib)) {
        const isSaid = value !== null && !(Array.isArray(value) && value.length === 0)
        if (isSaid && key !== 'creators') expect([key, read.bib[key as keyof BibRecord]]).toEqual([key, value])
      }
      if (bib.creators.length > 0)
        expect(read.bib.creators.map(({ name }) => name)).toEqual(bib.creators.map(({ name }) => name))
      expect(renewed.fields).toContainEqual(own)
      expect(renewedMarc(kept, before).fields).toEqual(kept.fields.toSorted((a, b) => Number(a.tag) - Number(b.tag)))
    }),
    { numRuns: 300 },
  )
})

test('of one name that stands twice in a MARC record, each keeps its own role', () => {
  const [some] = fc.sample(anyBib, { seed: 1, numRuns: 1 })
  const creators = [
    { name: '籠目花', reading: null, role: '作' },
    { name: '籠目花', reading: null, role: null },
  ]
  const kept = marcOfBib({ ...some!, creators }, [])
  for (const said of [creators, []])
    expect(renewedMarc(kept, { ...some!, creators: said }).fields).toEqual(
      kept.fields.toSorted((a, b) => Number(a.tag) - Number(b.tag)),
    )
})
