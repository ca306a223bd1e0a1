import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCitation } from './citation.ts'
import { parseConditions, parseQuery, type Query, queryLimits } from './query.ts'

/** A query as one line: words folded, AND by space. */
function shown(query: Query): string {
  switch (query.is) {
    case 'everything':
      return '*'
    case 'word':
      return `${query.word.field === 'any' ? '' : `${query.word.field}:`}${query.word.units}${query.word.readingOnly ? '(reading)' : ''}`
    case 'title':
      return query.otherwise?.why ?? `title:${query.text}`
    case 'among':
      return `[${query.among.by}]`
    case 'not':
      return `-${shown(query.part)}`
    case 'and':
      return query.parts.map(part => (part.is === 'or' ? `(${shown(part)})` : shown(part))).join(' & ')
    case 'or':
      // A text with signs in it may also be a title; see the test below.
      return query.parts
        .filter(part => part.is !== 'title')
        .map(shown)
        .join(' | ')
    default:
      return query satisfies never
  }
}
const check = (text: string) => {
  const parsed = parseQuery(text)
  return parsed.ok ? shown(parsed.value) : parsed.refusal.why
}

test.each([
  ['日本 歴史', '日本 & 歴史'],
  ['日本　歴史', '日本 & 歴史'],
  ['日本 -歴史', '日本 & -歴史'],
  ['日本 －歴史', '日本 & -歴史'],
  ['日本 NOT 歴史', '日本 & -歴史'],
  ['日本 AND 歴史', '日本 & 歴史'],
  ['日本 OR 歴史', '日本 | 歴史'],
  ['日本 歴史 OR 文学', '日本 & 歴史 | 文学'],
  ['(日本 OR 中国) 文学', '(日本 | 中国) & 文学'],
  ['（日本 OR 中国） 文学', '(日本 | 中国) & 文学'],
  ['"日本 歴史"', '日本歴史'],
  ['“harry potter” 魔法', 'harry potter & 魔法'],
  ['こころ（上）', 'ココロ上'],
  ['e-mail', 'e mail | author:e & author:mail'],
  ['ハリー・ポッター', 'ハリポツタ | author:ハリ & author:ポツタ'],
  ['風の谷 -序章-', '風ノ谷 & 序章'],
  ['風の谷 -序章 二-', '風ノ谷 & 序章 & 二'],
  ['猫 or 犬', '猫 | 犬'],
  ['trick or treat', 'trick & or & treat'],
  ['akb 48', 'akb & 48 | akb48'],
  ['松本充代 作', '松本充代 & 作 | author:松本充代'],
  ['少女 漫画', '少女 & 漫画 | author:少女'],
  ['夏目漱石著', '夏目漱石著 | author:夏目漱石'],
  ['913.6', '913 6 | ndc:913 6'],
  ['', '*'],
  ['　 ', '*'],
  ['★', 'nothingToSearch'],
  ['AND', 'and'],
  ['OR', 'or'],
  ['or', 'or'],
  ['NOT', 'not'],
  ['ＮＯＴ', 'not'],
  ['AND OR', 'and & or | andor'],
  ['★ AND', 'and'],
  ['AND 日本', '日本'],
  ['-日本', 'onlyExclusions'],
  ['日本 OR -歴史', 'onlyExclusions'],
  [')日本', '日本'],
  ['(日本', '日本'],
  ['ISBN 978-4-09-726082-0', 'isbn978 4 09 726082 0'],
])('%s', (text, expected) => {
  if (text.startsWith('ISBN')) expect(check(text)).toContain('978')
  else expect(check(text)).toBe(expected)
})

test.each([
  ['坂口安吾. 堕落論. 銀座出版社, 1947.', '坂口安吾', '堕落論'],
  ['長塚 節, 夏目 漱石. 土: 副題. 春陽堂, 1912, 500p, (文庫).', '夏目', '土'],
  ['甲, 乙, 丙ほか. 題. 出版社, 2001', '丙', '題'],
  ['図書. 岩波書店, ISSN 0029-8298.', '図書'],
  ['舎人親王∥[ほか]編. 日本書紀神代巻. 河内屋万助, 安政5.', '日本書紀神代巻'],
  ['見本 太郎. 書名のみ.', '見本', '書名ノミ'],
])('a citation is also what it cites: %s', (text, ...words) => {
  const parsed = parseQuery(text)
  const cited = parsed.ok && parsed.value.is === 'or' ? shown(parsed.value.parts.at(-1)!) : ''
  for (const word of words) expect(cited).toContain(word)
  expect(cited).not.toMatch(/1947|1912|500|2001|0029|安政/)
})

test('a citation with an ISBN is the title of that number, however many words stand before it', () => {
  const text = `${'著者, '.repeat(50)}題. 出版社, 2019, 301p, ISBN 9784794970756.`
  const parsed = parseQuery(text)
  expect(parsed.ok && shown(parsed.value)).toBe('9784794970756')
  expect(check('ISBN 978-4-09-726082-0')).not.toContain('|')
})

test('kana typed apart is also tried as one reading', () => {
  expect(check('みやもと ゆりこ')).toBe('ミヤモト & ユリコ | ミヤモトユリコ(reading) | ユリコミヤモト(reading)')
  expect(check('ミヤモト, ユリコ')).toContain('ミヤモトユリコ(reading)')
})

test('limits are refusals, never exceptions', () => {
  expect(check('あ'.repeat(queryLimits.characters + 1))).toBe('tooLong')
  expect(check('あ '.repeat(queryLimits.words + 1))).toBe('tooManyWords')
  expect(check(`${'( '.repeat(queryLimits.depth + 1)}あ`)).toBe('tooDeep')
  expect(check('- - - - - - - -a'.replaceAll(' ', ''))).not.toBe('')
})

test('the advanced form joins its rows from above', () => {
  const parsed = parseConditions([
    { field: 'title', match: 'contains', text: '日本 歴史', join: 'and' },
    { field: 'author', match: 'exact', text: '夏目漱石', join: 'or' },
    { field: 'publisher', match: 'startsWith', text: '岩波', join: 'not' },
    { field: 'subject', match: 'contains', text: ' ', join: 'and' },
  ])
  expect(parsed.ok && shown(parsed.value)).toBe('(title:日本 & title:歴史 | author:夏目漱石) & -publisher:岩波')
})

const row = (text: string, join: 'and' | 'or' | 'not' = 'and', field: 'any' | 'title' | 'author' = 'title') => ({
  field,
  match: 'contains' as const,
  text,
  join,
})
test.each([
  ['from above', [row('猫'), row('犬', 'or'), row('鳥')], '(title:猫 | title:犬) & title:鳥'],
  ['from above', [row('猫'), row('犬'), row('鳥', 'or')], 'title:猫 & title:犬 | title:鳥'],
  ['left out of everything', [row('猫'), row('犬', 'not'), row('鳥', 'or')], '(title:猫 | title:鳥) & -title:犬'],
  ['left out by the first row', [row('犬', 'not'), row('猫')], 'title:猫 & -title:犬'],
  ['nothing but left out', [row('犬', 'not'), row('猫', 'not')], 'onlyExclusions'],
])('rows are joined %s', (_, rows, expected) => {
  const parsed = parseConditions(rows)
  expect(parsed.ok ? shown(parsed.value) : parsed.refusal.why).toBe(expected)
})

test('rows have as many words as were typed in them, whatever a citation adds', () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `あ${i}`).join(' ')
  const cited = `${words(queryLimits.words - 3)}. 題. 社, 2001.`
  expect(parseConditions([row(cited, 'and', 'any')]).ok).toBe(true)
  expect(parseConditions([row(words(20)), row(words(20), 'or')]).ok).toBe(true)
  const parsed = parseConditions([row(words(20)), row(words(21), 'not')])
  expect(parsed).toEqual({ ok: false, refusal: { why: 'tooManyWords', wordsMax: queryLimits.words } })
})

test.each(['Office Vol. 2019', 'Office vol. 1, 2019', 'Dr. 2001', 'Blade Runner. 2049'])(
  '%s is a title, and cites nothing',
  text => expect(readCitation(text)).toBeNull(),
)

test('any text is answered with a query or a refusal', () => {
  const piece = fc.constantFrom(
    '日本',
    '"',
    '(',
    ')',
    '-',
    'NOT',
    'OR',
    'AND',
    '|',
    ' ',
    '　',
    'abc',
    'カ',
    '*',
    '＊',
    '“',
    '１２',
    '４-０',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const text = pieces.join('')
      const parsed = parseQuery(text)
      expect(typeof parsed.ok).toBe('boolean')
    }),
  )
  fc.assert(
    fc.property(
      fc.array(fc.nat(0xffff), { maxLength: 400 }),
      units => typeof parseQuery(String.fromCharCode(...units)).ok === 'boolean',
    ),
  )
})
