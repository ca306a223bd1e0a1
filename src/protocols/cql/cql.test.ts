import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SearchRequest } from '#catalogue/index/catalogue-index.ts'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import type { Condition } from '#catalogue/rules/search/query.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import { readDemoCatalogue } from '../../../demo/catalogue.ts'
import { bibFor } from '../../../test/indexed-bib.ts'
import { parseCql } from './parse.ts'
import { searchOf } from './to-search.ts'
import type { CqlTree, Modifier } from './tree.ts'

/** Every boolean in parentheses of its own, so that precedence can be read. */
function shown(tree: CqlTree): string {
  if (tree.is === 'boolean')
    return `(${shown(tree.left)} ${tree.operator}${modified(tree.modifiers)} ${shown(tree.right)})`
  const { index, relation, term } = tree
  const name = index ? `${index.set ? `{${index.set.split('/').at(-1)}}` : ''}${index.name}` : ''
  return `${name}${relation.typed === '=' ? '=' : ` ${relation.typed} `}${modified(relation.modifiers)}«${term.text}»${term.signs.map(({ at, sign }) => `${sign}${at}`).join('')}`
}
const modified = (modifiers: readonly Modifier[]) =>
  modifiers.map(({ name, comparison, value }) => `/${name}${comparison ?? ''}${value ?? ''}`).join('')

function parsed(text: string): string {
  const cql = parseCql(text)
  if (!cql.ok) return `${cql.refusal.code} ${cql.refusal.details}`
  const sort = cql.value.sort.map(({ index, modifiers }) => ` >${index.typed}${modified(modifiers)}`).join('')
  return shown(cql.value.tree) + sort
}

test.each([
  ['dinosaur', '=«dinosaur»'],
  ['"complete dinosaur"', '=«complete dinosaur»'],
  ['title = "complete dinosaur"', 'title=«complete dinosaur»'],
  ['dc.title any "fish frog"', '{dc-v1.1}title any «fish frog»'],
  ['dc.title cql.any fish', '{dc-v1.1}title cql.any «fish»'],
  ['title any/relevant/cql.word fish', 'title any /relevant/word«fish»'],
  ['a or b and c', '((=«a» or =«b») and =«c»)'],
  ['a and b or c', '((=«a» and =«b») or =«c»)'],
  ['a or (b and c)', '(=«a» or (=«b» and =«c»))'],
  ['a NOT b Or c', '((=«a» not =«b») or =«c»)'],
  ['a prox/unit=word/distance>3 b', '(=«a» prox/unit=word/distance>3 =«b»)'],
  ['title="and"', 'title=«and»'],
  ['title = and', 'title=«and»'],
  ['title=吾輩は猫*', 'title=«吾輩は猫»*4'],
  ['title＝桜', '=«title＝桜»'],
  ['title=桜　and　creator=夏目', '(title=«桜» and creator=«夏目»)'],
  ['title="^吾輩 猫^"', 'title=«吾輩 猫»^0^4'],
  ['title="a\\*b \\"c\\" \\\\"', 'title=«a*b "c" \\»'],
  ['title=/unmasked "a*"', 'title=/unmasked«a*»'],
  ['title=桜＊', 'title=«桜»*1'],
  ['year >= 2000', 'year >= «2000»'],
  ['> dc="info:srw/context-set/1/dc-v1.1" dc.title=a', '{dc-v1.1}title=«a»'],
  ['> "http://purl.org/dc/elements/1.1/" title=a', '{}title=«a»'],
  ['(> x="info:x" x.a=1) and x.a=2', '15 x.a'],
  ['title=a sortby dc.date/sort.descending title', 'title=«a» >dc.date/descending >title'],
  ['title="桜" AND sortBy="issued_date/sort.descending"', '(title=«桜» and sortBy=«issued_date/sort.descending»)'],
  ['((((a))))', '=«a»'],
  ['', '27 '],
  ['   ', '27 '],
  ['not a', '10 not a'],
  ['NOT (a)', '10 NOT (a)'],
  ['a b', '10 a b'],
  ['a and', '10 a and'],
  ['a and or b', '10 a and or b'],
  ['title=', '10 title='],
  ['title==', '10 title=='],
  ['(a', '13 (a'],
  ['a)', '10 a)'],
  ['()', '10 ()'],
  ['"a', '14 "a'],
  ['a\\', '26 \\'],
  ['title="a\\n"', '26 \\n'],
  ['foo.title=a', '15 foo.title'],
  ['a sortby', '10 a sortby'],
  [`${'('.repeat(41)}a${')'.repeat(41)}`, '13 40'],
  [`a${' and a'.repeat(101)}`, '38 100'],
  ['x'.repeat(4_001), '12 4000'],
  [`title=${'長'.repeat(301)}`, '23 300'],
])('%s is read as %s', (text, wanted) => expect(parsed(text)).toBe(wanted))

const index = buildIndex(
  readDemoCatalogue().map((record, i) =>
    bibFor(i + 1, { ...record, popularity: (i * 7) % 100, lendable: 1, available: 1 }),
  ),
)
function ids(request: SearchRequest): number[] | string {
  const all: number[] = []
  for (;;) {
    const answer = index.search({ ...request, offset: all.length, limit: 1000 })
    if (!answer.ok) return answer.refusal.why
    if (answer.value.nearest || answer.value.hits.length === 0) return all
    all.push(...answer.value.hits.map(({ id }) => id))
  }
}
const found = (cql: string): Set<number> => {
  const all = asked(cql)
  return new Set(typeof all === 'string' ? expect.fail(`${cql}: ${all}`) : all)
}
function asked(cql: string): number[] | string {
  const tree = parseCql(cql)
  const search = tree.ok ? searchOf(tree.value) : tree
  return search.ok ? ids(search.value) : `${search.refusal.code} ${search.refusal.details}`
}
const titles = readDemoCatalogue()

test.each([
  ['foo=a', '16 foo'],
  ['dc.foo=a', '16 dc.foo'],
  ['>x="info:nobody" x.title=a', '15 info:nobody'],
  ['title encloses a', '19 encloses'],
  ['title =/stem a', '20 stem'],
  ['title < a', '22 < title'],
  ['title=""', '27 '],
  ['title=吾?猫', '28 ?'],
  ['title=*', '29 *'],
  ['title="a^b"', '32 a^b'],
  ['title=猫^', '32 猫^'],
  ['title any "^a b"', '32 ^a b'],
  ['title adj "a* b"', '33 a* b'],
  ['title=★', '35 ★'],
  ['isbn=123', '36 123'],
  ['ndc=文学', '36 文学'],
  ['ndc==913', '22 == ndc'],
  ['from=2018-05', '36 2018-05'],
  ['year=平成', '36 平成'],
  ['mediatype=foo', '36 foo'],
  ['a prox b', '39 prox'],
  ['a and/rel.combine=sum b', '46 rel.combine'],
  ['sortBy="title"', '48 sortBy'],
  ['title=*館', '49 *館'],
  ['title=吾*猫', '49 吾*猫'],
  ['cql.resultSetId=1', '50 1'],
  ['a sortby foo', '88 foo'],
  ['a sortby title date', '84 title date'],
  ['a sortby title/sort.missingFail', '92 sort.missingFail'],
  [Array(41).fill('a').join(' and '), '38 40'],
])('%s is refused: %s', (text, wanted) => expect(asked(text)).toBe(wanted))

test('a year, a kind, a number and everything, anywhere in a query', () => {
  const recordsWith = (is: (record: (typeof titles)[number]) => boolean) =>
    titles.flatMap((record, i) => (is(record) ? [i + 1] : [])).toSorted((a, b) => a - b)
  const sorted = (cql: string) => {
    const found = asked(cql)
    return typeof found === 'string' ? found : found.toSorted((a, b) => a - b)
  }
  const year = (record: { year: number | null }) => record.year ?? 0
  expect(sorted('year=1985')).toEqual(recordsWith(one => year(one) === 1985))
  expect(sorted('from="2018-01-01" and until=2019-12')).toEqual(
    recordsWith(one => year(one) >= 2018 && year(one) <= 2019),
  )
  expect(sorted('dc.date within "2018 2019"')).toEqual(sorted('date > 2017 and date < 2020'))
  expect(sorted('mediatype=periodicals or year=1985')).toEqual(
    recordsWith(one => one.kind === 'magazine' || year(one) === 1985),
  )
  expect(sorted('mediatype any "magazine comic" not year <= 2000')).toEqual(
    recordsWith(one => (one.kind === 'magazine' || one.kind === 'comic') && !(year(one) >= 1 && year(one) <= 2000)),
  )
  expect(asked('rec.identifier any "3 5"')).toEqual(expect.arrayContaining([3, 5]))
  expect((asked('cql.allRecords=1') as number[]).length).toBe(titles.length)
  expect(found('year=2004 and title <> こころ')).toEqual(found('year=2004').difference(found('title exact こころ')))
  const ofClass = ids({ conditions: [{ field: 'ndc', match: 'contains', text: '914', join: 'and' }] })
  expect(asked('ndc=914')).toEqual(ofClass)
  const inOrder = (cql: string) => asked(cql) as number[]
  expect(inOrder('title=の sortby title/sort.descending').length).toBe(inOrder('title=の sortby title').length)
  expect(inOrder('title=の sortby title/sort.descending')).not.toEqual(inOrder('title=の sortby title'))
  const years = (asked('title=の and year > 1900 sortby date/sort.descending') as number[]).map(id =>
    year(titles[id - 1]!),
  )
  expect(years.length).toBeGreaterThan(20)
  expect(years).toEqual(years.toSorted((a, b) => b - a))
})

/** Pieces of what stands in the catalogue, as somebody types them, without signs that the simple box understands. */
const typedText = fc
  .tuple(
    fc.nat(titles.length - 1),
    fc.constantFrom('title', 'creator', 'publisher', 'subject', 'reading'),
    fc.nat(20),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([i, of, from, length]) => {
    const { title, titleReading, creators, publisher, subjects } = titles[i]!
    const whole =
      { title, creator: creators[0]?.name, publisher, subject: subjects[0], reading: titleReading }[of] ?? title
    return [...whole]
      .slice(from % [...whole].length)
      .slice(0, length)
      .join('')
  })
  .filter(text => /[\p{L}\p{N}]/u.test(text) && !/[-－‐−()（）"“”＂|*＊]|OR|NOT|AND/u.test(text))
const quoted = (text: string) => `"${text.replace(/[\\"?^*]/g, '\\$&')}"`

test('what is found by CQL is what the page finds, in the same order', () => {
  const fields = fc.constantFrom('title', 'author', 'publisher', 'subject', 'series')
  const names: Record<string, string> = { author: 'dc.creator' }
  fc.assert(
    fc.property(typedText, fields, (text, field) => {
      const row = (match: Condition['match']): SearchRequest => ({ conditions: [{ field, match, text, join: 'and' }] })
      const name = names[field] ?? field
      const page = (request: SearchRequest) => {
        const found = ids(request)
        return found === 'nothingToSearch' ? '35' : found
      }
      const answered = (cql: string) => {
        const found = asked(cql)
        return typeof found === 'string' ? found.split(' ')[0] : found
      }
      expect(answered(`${name}=${quoted(text)}`)).toEqual(page(row('contains')))
      expect(answered(`${name} exact ${quoted(text)}`)).toEqual(page(row('exact')))
      expect(answered(`${name}="^${quoted(text).slice(1)}`)).toEqual(page(row('startsWith')))
      expect(answered(quoted(text))).toEqual(page({ text }))
    }),
    { numRuns: 150 },
  )
})

test('and, or, not are those of sets', () => {
  // One kana alone is a question of its own: what begins with it.
  const clause = fc
    .tuple(
      fc.constantFrom('title', 'creator', 'anywhere'),
      typedText.filter(text => folded(text).length > 1),
    )
    .map(([name, text]) => `${name}=${quoted(text)}`)
  fc.assert(
    fc.property(clause, clause, clause, (a, b, c) => {
      if (![a, b, c].map(asked).every(Array.isArray)) return
      const [x, y, z] = [found(a), found(b), found(c)]
      expect(found(`${a} and ${b}`).isSubsetOf(x.intersection(y))).toBe(true)
      expect(found(`${a} not ${b}`).isSubsetOf(x)).toBe(true)
      expect(found(`${a} or ${b}`)).toEqual(x.union(y))
      expect(found(`${a} or ${b} or ${c}`)).toEqual(x.union(y).union(z))
      expect(found(`(${a} or ${b}) and ${c}`)).toEqual(found(`${a} or ${b} and ${c}`))
    }),
    { numRuns: 60 },
  )
})

test('no text is too strange: each is answered, or refused by a diagnostic', () => {
  const pieces = [
    'and',
    'OR',
    'not',
    'prox',
    'sortby',
    '=',
    '==',
    '<>',
    '<',
    '>=',
    '(',
    ')',
    '/',
    '"',
    '\\',
    '*',
    '?',
    '^',
    ' ',
    '　',
    '>',
    'title',
    'dc.title',
    'cql.any',
    'any',
    'all',
    'adj',
    'exact',
    'within',
    'year',
    '2000',
    'isbn',
    '9784101010014',
    'mediatype',
    'books',
    'ndc',
    '91',
    '"^猫*"',
    '桜',
    'rec.id',
    'cql.allRecords',
    '1',
    '/relevant',
    '/unmasked',
    '\0',
    '\ud800',
    '\uffff',
    '\n',
    '.',
    'a.b',
    '＊',
  ]
  const strange = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map(parts => parts.join(' ')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map(parts => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  let answered = 0
  fc.assert(
    fc.property(strange, text => {
      const found = asked(text)
      if (Array.isArray(found)) answered++
      else expect(found).toMatch(/^\d+ /)
    }),
    { numRuns: 10_000 },
  )
  expect(answered).toBeGreaterThan(100)
})
