import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Authority, LinkKind } from '#catalogue/rules/authority/authority.ts'
import { BibId } from '#ids.ts'
import { bibFor, creator } from '../../../../test/indexed-bib.ts'
import type { IndexedBib, SearchRequest } from '../catalogue-index.ts'
import { loadSnapshot, saveSnapshot } from '../keep/snapshot.ts'
import { buildIndex, type MemoryIndex } from '../memory-index.ts'

const folder = mkdtempSync(join(tmpdir(), 'kago-names-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Link = [name: string, is: LinkKind, reading?: string]
const authority = (id: number, kind: Authority['kind'], name: string, ...links: Link[]) => ({
  id,
  authority: {
    id,
    sourceKey: `X:${id}`,
    kind,
    name,
    reading: null,
    links: links.map(([name, is, reading = null]) => ({ name, is, reading })),
  },
})
const by = (id: number, name: string, given: Partial<IndexedBib> = {}) =>
  bibFor(id, { creators: [creator(name)], ...given })

function found(index: MemoryIndex, request: string | SearchRequest) {
  const answer = index.search(typeof request === 'string' ? { text: request } : request)
  if (!answer.ok) throw new Error(answer.refusal.why)
  const { hits, otherNames, nearest, marks } = answer.value
  return { hits: hits.map(({ id, tier }) => [id, tier]), otherNames, nearest, marks }
}

const ranpo = authority(1, 'name', '江戸川, 乱歩, 1894-1965', ['平井, 太郎', 'other', 'ヒライ タロウ'])

test('a work is found under a name that its record does not give, below the works of that name itself', () => {
  const index = buildIndex([
    by(1, '江戸川, 乱歩, 1894-1965'),
    bibFor(2, { title: '平井太郎の生涯' }),
    by(3, '横溝正史'),
  ])
  expect(found(index, '平井太郎').hits).toEqual([[2, 'titleStarts']])
  index.applyAuthorities([ranpo])
  const answer = found(index, '平井太郎')
  expect(answer.hits).toEqual([
    [2, 'titleStarts'],
    [1, 'otherName'],
  ])
  expect(answer.otherNames).toEqual([{ typed: '平井太郎', kind: 'name', names: ['江戸川, 乱歩, 1894-1965'] }])
  expect(answer.nearest).toBe(false)
  // Typed apart, in kana, with other words, in the field of authors; not as a phrase and not in titles.
  for (const request of ['平井 太郎', 'ひらい たろう', 'ヒライタロウ', { conditions: [row('author', '平井太郎')] }])
    expect(found(index, request).hits).toContainEqual([1, 'otherName'])
  expect(found(index, '平井太郎 題名').hits).toEqual([[1, 'otherName']])
  expect(found(index, '"平井太郎"').hits).toEqual([[2, 'titleStarts']])
  expect(found(index, { conditions: [row('title', '平井太郎')] }).hits).toEqual([[2, 'titleStarts']])
  expect(found(index, '平井太郎').marks).toEqual(['平井太郎', '江戸川, 乱歩'])
})
const row = (field: 'author' | 'title', text: string) => ({
  field,
  text,
  match: 'contains' as const,
  join: 'and' as const,
})

test('both ways, and the links of the two pages', () => {
  const index = buildIndex([by(1, '栗本薫'), by(2, '中島梓'), by(3, '中島梓')])
  index.applyAuthorities([authority(1, 'name', '栗本 薫', ['中島 梓', 'same'], ['今岡 純代', 'other'])])
  expect(found(index, '栗本薫').hits.at(-1)).toEqual([2, 'otherName'])
  expect(found(index, '中島梓').hits.at(-1)).toEqual([1, 'otherName'])
  expect(index.otherNames('name', '栗本薫')).toEqual([
    { name: '中島 梓', is: 'same', count: 2 },
    { name: '今岡 純代', is: 'other', count: 0 },
  ])
  expect(index.otherNames('name', '中島梓')[0]).toMatchObject({ name: '栗本 薫', is: 'same', count: 1 })
  expect(index.otherNames('name', '今岡純代')[0]).toMatchObject({ name: '栗本 薫', is: 'heading', count: 1 })
  expect(index.otherNames('subject', '栗本薫')).toEqual([])
})

test('creators with the same number are one person, with or without a record of it', () => {
  const numbered = (id: number, name: string) =>
    bibFor(id, { creators: [{ ...creator(name), authority: 'JTNDL:00054222' }] })
  const index = buildIndex([numbered(1, '江戸川乱歩'), by(3, '平井太郎')])
  expect(found(index, '江戸川乱歩').hits).toEqual([[1, 'author']])
  index.apply([{ id: BibId(2), bib: numbered(2, '小松龍之介') }])
  expect(found(index, '江戸川乱歩').hits).toEqual([
    [1, 'author'],
    [2, 'otherName'],
  ])
  index.applyAuthorities([
    {
      id: 9,
      authority: { ...authority(9, 'name', '別人', ['平井太郎', 'other']).authority, sourceKey: 'JTNDL:00054222' },
    },
  ])
  expect(found(index, '小松龍之介').hits.slice(1)).toEqual([
    [3, 'otherName'],
    [1, 'otherName'],
  ])
  index.apply([{ id: BibId(2), bib: null }])
  expect(found(index, '江戸川乱歩').otherNames[0]?.names).toEqual(['平井太郎'])
})

test('somebody else of the same name keeps his own works', () => {
  const index = buildIndex([by(1, '江戸川乱歩'), by(2, '平井太郎')])
  index.applyAuthorities([ranpo, authority(2, 'name', '平井 太郎, 1905-1973')])
  expect(found(index, '江戸川乱歩').hits).toEqual([[1, 'author']])
  expect(found(index, '平井太郎').hits).toEqual([
    [2, 'author'],
    [1, 'otherName'],
  ])
})

test('a short name is not found inside of others', () => {
  const index = buildIndex([by(1, '夏目漱石'), by(2, '漱石研究会'), by(3, '漱石')])
  index.applyAuthorities([authority(1, 'name', '夏目漱石', ['漱石', 'other'])])
  expect(found(index, '夏目漱石').hits).toEqual([
    [1, 'author'],
    [3, 'otherName'],
  ])
})

test('subjects: the word in use is searched, what stands near by is only shown', () => {
  const index = buildIndex([
    bibFor(1, { subjects: ['電子書籍--日本'] }),
    bibFor(2, { subjects: ['書籍'] }),
    bibFor(3, { subjects: ['電子出版'] }),
  ])
  index.applyAuthorities([
    authority(1, 'subject', '電子書籍', ['電子図書', 'other'], ['書籍', 'broader'], ['電子出版', 'related']),
  ])
  const answer = found(index, '電子図書')
  expect(answer.hits).toEqual([[1, 'otherName']])
  expect(answer.otherNames).toEqual([{ typed: '電子図書', kind: 'subject', names: ['電子書籍'] }])
  const links = (name: string) => index.otherNames('subject', name).map(({ name, is }) => [name, is])
  expect(links('電子書籍')).toEqual([
    ['電子図書', 'other'],
    ['書籍', 'broader'],
    ['電子出版', 'related'],
  ])
  expect(links('電子図書')).toEqual([['電子書籍', 'heading']])
  expect(links('書籍')).toEqual([['電子書籍', 'narrower']])
  expect(links('電子出版')).toEqual([['電子書籍', 'related']])
})

test('a changed and a deleted record change the links, and a snapshot keeps them', () => {
  const index = buildIndex([by(1, '江戸川乱歩'), by(2, '小松龍之介')])
  index.applyAuthorities([ranpo])
  index.applyAuthorities([authority(1, 'name', '江戸川乱歩', ['小松龍之介', 'other'])])
  expect(found(index, '平井太郎').otherNames).toEqual([])
  const file = join(folder, 'names.index')
  saveSnapshot(file, index, '1')
  const restored = loadSnapshot(file)!.index
  expect(found(restored, '江戸川乱歩').hits).toEqual([
    [1, 'author'],
    [2, 'otherName'],
  ])
  restored.applyAuthorities([{ id: 1, authority: null }])
  expect(found(restored, '江戸川乱歩').hits).toEqual([[1, 'author']])
  expect(restored.names.size).toBe(0)
})
