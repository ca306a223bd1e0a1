import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyAuthority, anyAuthorityOfTable } from '../../../../test/authorities.ts'
import { readJsonRecord } from '../imported/from-json.ts'
import { readAuthority, saysTheSame } from '../marc/from-authority.ts'
import { marcOfAuthority } from '../marc/marc-of-authority.ts'
import { type DataField, isDataField, subfield } from '../marc/record.ts'
import type { Authority, NameLink } from './authority.ts'
import { type AuthorityColumn, authorityColumns, authorityColumnsOf, authorityRowToJson } from './columns.ts'
import { seeAlso } from './from-json.ts'
import { authorityToJson, rowOfAuthority } from './to-json.ts'

const runs = { numRuns: 1000 }
const is = (authority: Authority) => ({ is: 'authority', authority })

test('what is made of an authority, as MARC or as a line of JSON, is read as the same authority', () => {
  fc.assert(
    fc.property(anyAuthority, authority => {
      const marc = marcOfAuthority(authority)
      expect(readAuthority(marc, 'other')).toEqual(is(authority))
      expect(saysTheSame(marc, authority)).toBe(true)
      expect(saysTheSame(marc, { ...authority, name: `${authority.name}改` })).toBe(false)
      expect(readJsonRecord(JSON.parse(JSON.stringify(authorityToJson(authority))), 'other')).toEqual(is(authority))
    }),
    runs,
  )
})

test('a row of a table is read as the same names; a heading beside it is what をも見よ usually means', () => {
  const headers = Object.keys(authorityColumns) as AuthorityColumn[]
  fc.assert(
    fc.property(anyAuthorityOfTable, authority => {
      const row = rowOfAuthority(authority)
      const line = authorityRowToJson(
        authorityColumnsOf(headers)!,
        headers.map(header => row[header] ?? ''),
      )
      const usual = seeAlso[authority.kind]
      const links = [
        ...authority.links.filter(link => link.is === 'other'),
        ...authority.links.filter(link => link.is !== 'other').map((link): NameLink => ({ ...link, is: usual })),
      ]
      expect(readJsonRecord(line, 'other')).toEqual(is({ ...authority, links }))
    }),
    runs,
  )
})

const named = (name: string, links: NameLink[] = [], kind: Authority['kind'] = 'name'): Authority => ({
  sourceKey: 'JP:1',
  kind,
  name,
  reading: null,
  links,
})
const link = (name: string, is: NameLink['is'], reading: string | null = null): NameLink => ({ name, reading, is })
const fieldsOf = (authority: Authority, tag: RegExp) =>
  marcOfAuthority(authority).fields.filter((field): field is DataField => isDataField(field) && tag.test(field.tag))
/** '500 w=r i=関連 a=甲' */
const written = (authority: Authority, tag = /^[145]/) =>
  fieldsOf(authority, tag).map(({ tag, subfields }) => [tag, ...subfields.map(pair => pair.join('='))].join(' '))

test('a person, a body and a subject are told apart as well as their names and relations tell', () => {
  const check = (authority: Authority, ...lines: string[]) => expect(written(authority)).toEqual(lines)
  check(named('江戸川 乱歩, 1894-1965'), '100 a=江戸川 乱歩 d=1894-1965')
  check(named('紫式部, 平安中期', [link('藤 式部', 'other')]), '100 a=紫式部 d=平安中期', '400 a=藤 式部')
  check(named('Smith, John', [link('Smith, J.', 'other')]), '100 a=Smith, John', '400 a=Smith, J.')
  check(
    named('栗本 薫', [link('中島 梓', 'same'), link('甲', 'related')]),
    '100 a=栗本 薫',
    '500 a=中島 梓',
    '500 w=r i=関連 a=甲',
  )
  check(named('株式会社甲'), '110 a=株式会社甲')
  check(named('籠目市立図書館', [link('籠目図書館', 'other')]), '110 a=籠目市立図書館', '410 a=籠目図書館')
  check(
    named('乙会', [link('甲会', 'earlier'), link('丙会', 'later')]),
    '110 a=乙会',
    '510 w=a a=甲会',
    '510 w=b a=丙会',
  )
  // Nobody's work is the firm's.
  check(named('図書館 太郎'), '100 a=図書館 太郎')
  const links = [link('電子図書', 'other'), link('書籍', 'broader'), link('漫画', 'narrower'), link('出版', 'related')]
  check(
    named('電子書籍--日本', links, 'subject'),
    '150 a=電子書籍 x=日本',
    '450 a=電子図書',
    '550 w=g a=書籍',
    '550 w=h a=漫画',
    '550 a=出版',
  )
})

test('ninety-nine readings are linked, and none of the others is lost', () => {
  const links = Array.from({ length: 250 }, (_, index) => link(`名${index}`, 'other', index % 3 ? `ナ${index}` : null))
  const authority = { ...named('多名', links), reading: 'タメイ' }
  const readings = fieldsOf(authority, /^880$/)
  expect(readings).toHaveLength(99)
  expect(new Set(readings.map(field => subfield(field, '6'))).size).toBe(99)
  expect(readings[0]!.subfields).toEqual([
    ['6', '100-01/$1'],
    ['a', 'タメイ'],
  ])
  expect(readAuthority(marcOfAuthority(authority), 'X')).toEqual(is(authority))
})

test('the fixed field has its forty characters', () => {
  for (const kind of ['name', 'subject'] as const) {
    const { leader, fields } = marcOfAuthority(named('甲', [], kind))
    expect([leader.length, leader[6]]).toEqual([24, 'z'])
    expect(fields.find(({ tag }) => tag === '008')).toMatchObject({ value: expect.stringMatching(/^.{40}$/) })
  }
})

test('a line holds what a text cannot, and nothing where a text will do', () => {
  const links = [link('藤 式部', 'other'), link('甲', 'same', 'コウ'), link('乙', 'earlier'), link('丙', 'other')]
  expect(authorityToJson({ ...named('紫式部, 平安中期', links), reading: 'ムラサキ シキブ' })).toEqual({
    authority: 'name',
    agency: 'JP',
    id: '1',
    name: '紫式部',
    dates: '平安中期',
    name_yomi: 'ムラサキ シキブ',
    other_names: ['藤 式部'],
    see_also: [
      { name: '甲', yomi: 'コウ' },
      { name: '乙', relation: 'earlier' },
      { name: '丙', relation: 'other' },
    ],
  })
})
