import { expect, test } from 'vitest'
import { readSearch, searchParams } from './search-state.ts'

test.each([
  ['昭和50', 'H10', '1975-1998'],
  ['昭和五十年', '', '1975-'],
  ['２０２０年', '', '2020-'],
])('出版年 %s to %s is %s', (from, to, range) => {
  expect(readSearch(new URLSearchParams({ from, to })).years).toEqual([range])
})

test.each([
  // An address without choices joins as addresses always did.
  ['title=a&author=b', 'and and', {}],
  ['title=a&author=b&author-join=or', 'and or', { 'author-join': 'or' }],
  ['q=z&title=a&title-join=or', 'or', { 'title-join': 'or' }],
  // Nothing stands above that the first row could widen.
  ['title=a&title-join=or&author=b', 'and and', {}],
  ['title=a&title-join=not&author=b&author-join=or', 'not and', { 'title-join': 'not' }],
  ['title=a&title-join=xor&series-join=or', 'and', {}],
])('rows of %s are joined by %s', (query, joins, kept) => {
  const state = readSearch(new URLSearchParams(query))
  expect(state.fields.map(({ join }) => join).join(' ')).toBe(joins)
  const said = Object.entries(searchParams(state)).filter(([name]) => name.endsWith('-join'))
  expect(Object.fromEntries(said)).toEqual(kept)
})
