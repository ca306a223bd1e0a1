import { expect, test } from 'vitest'
import type { Authority, NameLink } from '../authority/authority.ts'
import { readJsonRecord } from '../imported/from-json.ts'
import { isAuthority, readAuthority } from './from-authority.ts'
import type { MarcField, MarcRecord } from './record.ts'

type Line = [tag: string, ...pairs: string[]]

function marc(lines: Line[], status = 'n'): MarcRecord {
  const fields = lines.map(([tag, ...pairs]): MarcField => {
    const subfields: [string, string][] = []
    for (let at = 0; at < pairs.length; at += 2) subfields.push([pairs[at]!, pairs[at + 1]!])
    return { tag, indicators: '1 ', subfields }
  })
  return {
    leader: `00000${status}z  a2200000n  4500`,
    fields: [{ tag: '001', value: '00054222' }, { tag: '003', value: 'JTNDL' }, ...fields],
  }
}

function authority(lines: Line[]): Authority {
  const read = readAuthority(marc(lines), 'X')
  if (read.is !== 'authority') throw new Error(JSON.stringify(read))
  return read.authority
}
const link = (name: string, is: NameLink['is'], reading: string | null = null): NameLink => ({ name, reading, is })

test('a person: the heading, the names not used, and the readings of both', () => {
  const record = marc([
    ['100', '6', '880-01', 'a', '江戸川, 乱歩,', 'd', '1894-1965'],
    ['400', '6', '880-02', 'a', '平井, 太郎'],
    ['400', 'a', 'Edogawa, Ranpo'],
    ['880', '6', '100-01/$1', 'a', 'エドガワ, ランポ,', 'd', '1894-1965'],
    ['880', '6', '100-01/(B', 'a', 'Edogawa, Ranpo'],
    ['880', '6', '400-02/$1', 'a', 'ひらい, たろう'],
    ['670', 'a', '怪人二十面相'],
  ])
  expect(isAuthority(record)).toBe(true)
  expect(readAuthority(record, 'X')).toEqual({
    is: 'authority',
    authority: {
      sourceKey: 'JTNDL:00054222',
      kind: 'name',
      name: '江戸川 乱歩, 1894-1965',
      reading: 'エドガワ ランポ',
      links: [link('平井 太郎', 'other', 'ヒライ タロウ'), link('Edogawa, Ranpo', 'other')],
    },
  })
})

test('what a tracing says of its name', () => {
  const check = (heading: string, line: Line, is: NameLink['is'] | null) =>
    expect(authority([[heading, 'a', '甲'], line]).links).toEqual(is === null ? [] : [link('乙', is)])
  check('100', ['400', 'a', '乙'], 'other')
  check('100', ['500', 'a', '乙'], 'same')
  check('100', ['500', 'i', 'Real identity:', 'a', '乙', 'w', 'r'], 'same')
  check('100', ['500', 'i', '本名', 'a', '乙', 'w', 'r'], 'same')
  // A wife, a teacher and the firm somebody founded are others.
  check('100', ['500', 'i', 'Spouse:', 'a', '乙', 'w', 'r'], null)
  check('100', ['500', 'i', '関連', 'a', '乙', 'w', 'r'], 'related')
  check('100', ['510', 'a', '乙'], null)
  check('110', ['500', 'a', '乙'], null)
  check('110', ['510', 'a', '乙', 'w', 'a'], 'earlier')
  check('110', ['510', 'a', '乙', 'w', 'b'], 'later')
  // The ministry above an office is not the office.
  check('110', ['510', 'a', '乙', 'w', 'g'], 'broader')
  check('110', ['510', 'a', '乙', 'w', 'h'], 'narrower')
  check('150', ['450', 'a', '乙'], 'other')
  check('150', ['550', 'a', '乙', 'w', 'g'], 'broader')
  check('150', ['550', 'a', '乙', 'w', 'h'], 'narrower')
  check('150', ['550', 'a', '乙'], 'related')
  check('150', ['550', 'a', '乙', 'w', 'a'], 'earlier')
  check('150', ['550', 'i', '別称', 'a', '乙', 'w', 'r'], 'same')
  check('150', ['500', 'a', '乙'], null)
  check('100', ['430', 'a', '乙'], null)
})

test('a subject keeps its subdivisions', () => {
  const { kind, name, links } = authority([
    ['150', 'a', '電子書籍', 'z', '日本'],
    ['450', 'a', '電子図書'],
  ])
  expect([kind, name, links]).toEqual(['subject', '電子書籍--日本', [link('電子図書', 'other')]])
})

test('deleted, split and replaced headings go; what is no heading of ours is told', () => {
  for (const status of ['d', 's', 'x'])
    expect(readAuthority(marc([['100', 'a', '甲']], status), 'X')).toEqual({
      is: 'authorityDeletion',
      sourceKey: 'JTNDL:00054222',
    })
  expect(readAuthority(marc([['130', 'a', '源氏物語']]), 'X')).toMatchObject({ is: 'unreadable' })
  expect(readAuthority({ leader: '00000nz  a2200000n  4500', fields: [] }, 'X')).toMatchObject({ is: 'unreadable' })
})

test('the same in the JSON form', () => {
  const read = (line: object) => readJsonRecord(line, 'X')
  expect(
    read({
      authority: 'name',
      id: 7,
      name: '江戸川, 乱歩',
      name_yomi: 'えどがわ, らんぽ',
      other_names: ['平井 太郎', { name: '小松 龍之介', yomi: 'こまつ りゅうのすけ' }],
    }),
  ).toEqual({
    is: 'authority',
    authority: {
      sourceKey: 'X:7',
      kind: 'name',
      name: '江戸川 乱歩',
      reading: 'エドガワ ランポ',
      links: [link('平井 太郎', 'other'), link('小松 龍之介', 'other', 'コマツ リュウノスケ')],
    },
  })
  const subject = { authority: 'subject', name: '電子書籍', see_also: ['出版', { name: '書籍', relation: 'broader' }] }
  expect(read(subject)).toMatchObject({
    authority: { sourceKey: 'X:電子書籍', links: [link('出版', 'related'), link('書籍', 'broader')] },
  })
  // Its comma is none of an inverted name; in a text alone it would be.
  expect(read({ authority: 'name', id: 7, name: '紫式部', dates: '平安中期' })).toMatchObject({
    authority: { name: '紫式部, 平安中期' },
  })
  expect(read({ authority: 'name', id: 7, deleted: true })).toEqual({ is: 'authorityDeletion', sourceKey: 'X:7' })
  expect(read({ authority: 'person', name: '甲' })).toMatchObject({ is: 'unreadable' })
  expect(read({ authority: 'name', id: 7 })).toMatchObject({ is: 'unreadable' })
})
