import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bibKinds } from '../bib.ts'
import { columnOfHeader, columns, rowToJson } from './columns.ts'
import { readDay, readLoanRule } from './imported.ts'

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
  const days = ['2024-04-01', '2024/4/1', '2024.4.1', '20240401', '2024年4月1日', '2024-04-01T10:00:00']
  expect(days.map(day => readDay(day)?.toString())).toEqual(days.map(() => '2024-04-01'))
  expect(['2024-02-30', '令和6年', '', null].map(readDay)).toEqual([null, null, null, null])
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
