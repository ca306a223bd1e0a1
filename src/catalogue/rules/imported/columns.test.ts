import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bibKinds } from '../bib.ts'
import { columnOfHeader, columns, rowToJson } from './columns.ts'
import { readDay } from './days.ts'
import { itemSaid, readLoanRule } from './imported.ts'

test('a header is known whatever its width, case and spaces', () => {
  expect(['ＩＳＢＮ', 'Title', ' タイトル ヨミ', '資料コード', '謎'].map(columnOfHeader)).toEqual([
    'isbn',
    'title',
    'title_yomi',
    'barcode',
    null,
  ])
})

test('no header means two columns, and docs/import.md names every one', () => {
  const headers = Object.values(columns).flat()
  expect(new Set(headers).size).toBe(headers.length)
  const docs = readFileSync(new URL('../../../../docs/import.md', import.meta.url), 'utf8').toLowerCase()
  expect([...Object.keys(columns), ...headers].filter(header => !docs.includes(header))).toEqual([])
  expect(bibKinds.filter(kind => !docs.includes(`\`${kind.toLowerCase()}\``))).toEqual([])
})

test('readings and roles stay beside their creators where one is missing', () => {
  const row = rowToJson(
    ['id', 'creators', 'creators_yomi', 'creators_role'],
    ['1', 'A | B | C', ' | ビー |', '著 |  | 絵'],
  )
  expect(row.creators).toEqual([
    { name: 'A', yomi: '', role: '著' },
    { name: 'B', yomi: 'ビー', role: '' },
    { name: 'C', yomi: '', role: '絵' },
  ])
})

test('days and lending rules in the words of several systems', () => {
  const western = [
    '2024-04-01',
    '2024/4/1',
    '2024.4.1',
    '20240401',
    '2024年4月1日',
    '2024-04-01T10:00:00',
    '２０２４／４／１',
  ]
  const days = [...western, '令和6年4月1日', '令和６年４月１日', 'R6.4.1', 'r6/4/1', '45383']
  const read = days.map(readDay)
  expect(read.map(day => day.is === 'day' && day.day.toString())).toEqual(days.map(() => '2024-04-01'))
  const unread = ['2024-02-30', '0000-01-01', '2024年2月30日', '令和6年', '2024/4', 'きのう', '123']
  expect(unread.map(readDay)).toEqual(unread.map(() => ({ is: 'unread' })))
  expect(['', ' ', null].map(readDay)).toEqual([{ is: 'none' }, { is: 'none' }, { is: 'none' }])
  expect(['禁帯出', '館内閲覧', 'REF', 'DVD', '視聴覚', 'normal', '一般', null].map(readLoanRule)).toEqual([
    'reference',
    'reference',
    'reference',
    'audiovisual',
    'audiovisual',
    'normal',
    'normal',
    'normal',
  ])
})

test('a barcode keeps its characters in ASCII, and one that a spreadsheet damaged is no barcode', () => {
  const rest = { branch: '', location: null, callNumber: null, loanRule: 'normal' } as const
  expect(itemSaid({ barcode: '０００１２３', joinedOn: null, state: null }, rest)).toMatchObject({
    item: { barcode: '000123', doubts: [{ is: 'guessed' }] },
  })
  expect(itemSaid({ barcode: '1.23457E+11', joinedOn: null, state: null }, rest)).toMatchObject({
    item: null,
    doubts: [{ is: 'lost', text: expect.stringContaining('1.23457E+11') }],
  })
})

test('people in a column of authors are not what they did', () => {
  const creators = (cell: string) => rowToJson(['id', 'creators'], ['1', cell]).creators
  expect(creators('夏目 漱石／著')).toMatchObject([{ name: '夏目 漱石', role: '著' }])
  expect(creators('谷川 俊太郎／詩 和田 誠／絵')).toMatchObject([
    { name: '谷川 俊太郎', role: '詩' },
    { name: '和田 誠', role: '絵' },
  ])
  expect(creators('夏目漱石著')).toMatchObject([{ name: '夏目漱石', role: '著' }])
  expect(creators('夏目, 漱石 | 岡本 一平')).toMatchObject([{ name: '夏目, 漱石' }, { name: '岡本 一平' }])
})

test.each([
  ['発注中', { coming: 'onOrder' }],
  ['整理中', { coming: 'inProcess' }],
  ['在架', {}],
  ['', {}],
])('a copy that is said to be 「%s」', (state, coming) => {
  const rest = { branch: '', location: null, callNumber: null, loanRule: 'normal' }
  const { item, doubts } = itemSaid({ barcode: '000123', joinedOn: null, state }, rest)
  expect([item?.coming, doubts]).toEqual([(coming as { coming?: string }).coming, []])
})

test.each(['発注取消', '注文をキャンセル', '未発注', 'order cancelled'])(
  'a copy that is said to be 「%s」 is left out, aloud',
  state => {
    const rest = { branch: '', location: null, callNumber: null, loanRule: 'normal' }
    const { item, doubts } = itemSaid({ barcode: '000123', joinedOn: null, state }, rest)
    expect(item).toBeNull()
    expect(doubts).toMatchObject([{ is: 'lost', text: expect.stringContaining('000123') }])
  },
)
