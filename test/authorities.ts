import fc from 'fast-check'
import { type Authority, authorityKinds, linkKinds } from '#catalogue/rules/authority/authority.ts'
import { readJsonRecord } from '#catalogue/rules/imported/from-json.ts'
import type { Read } from '#catalogue/rules/imported/imported.ts'
import { readAuthority } from '#catalogue/rules/marc/from-authority.ts'
import type { MarcField, Subfield } from '#catalogue/rules/marc/record.ts'

/** What names are made of, and what forms and spreadsheets stumble over. */
// biome-ignore format: a list of pieces
const pieces = [
  '江戸川', '乱歩', '紫式部', '平安中期', 'えど', 'カナ', 'ｴﾄﾞ', '電子書籍', '株式会社', '図書館', 'Smith', 'John', 'J.', 'U.S.', 'É', '𠮷',
  '1894-1965', '3', '?', ', ', ',', ' ', '--', '-', '/', ' ;', ':', '.', '…', '\u3000', '=', '+', "'", '"', '&', '<',
]
const textOf = (pieces: readonly string[]) =>
  fc.oneof(
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }).map(found => found.join('')),
    fc.constantFrom(
      '紫式部, 平安中期',
      '江戸川 乱歩, 1894-1965',
      '株式会社甲',
      '甲, 乙, 1900,,1950',
      'Smith, John, 明治',
    ),
  )
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const number = fc.stringMatching(/^[0-9A-Za-z]{1,8}$/)

const lineOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Read> => {
  const name = { name: text, yomi: maybe(text), dates: maybe(text), relation: maybe(fc.constantFrom(...linkKinds)) }
  const names = fc.array(fc.oneof(text, fc.record(name)), { maxLength: 5 })
  return fc
    .record({
      authority: fc.constantFrom(...authorityKinds),
      agency: maybe(fc.stringMatching(/^[A-Z]{2,6}$/)),
      id: maybe(number),
      ...name,
      other_names: names,
      see_also: names,
    })
    .map(line => readJsonRecord(line, 'JP'))
}

const marcOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Read> => {
  const subfields = fc.array(fc.tuple(fc.constantFrom('a', 'a', 'a', 'b', 'd', 'x', 'w', 'i', 'A'), text), {
    maxLength: 4,
  })
  const field = (tags: string[]) =>
    fc.record({ tag: fc.constantFrom(...tags), subfields: subfields as fc.Arbitrary<Subfield[]> })
  return fc
    .record({ id: number, heading: field(['100', '110', '150']), rest: fc.array(field(tracings), { maxLength: 5 }) })
    .map(({ id, heading, rest }) => {
      const fields = [heading, ...rest].map((field): MarcField => ({ ...field, indicators: '  ' }))
      return readAuthority({ leader: '00000nz  a', fields: [{ tag: '001', value: id }, ...fields] }, 'JTNDL')
    })
}
const tracings = ['400', '410', '450', '500', '510', '550']

const authorityFrom = (text: fc.Arbitrary<string>): fc.Arbitrary<Authority> =>
  fc
    .oneof(lineOf(text), marcOf(text))
    .filter(read => read.is === 'authority')
    .map(read => read.authority)

/** Any 典拠 that an import can have taken in, whether from MARC, a line or a table. */
export const anyAuthority = authorityFrom(textOf([...pieces, '|', '；', '; ', '\n', '\t']))
/** One whose names hold nothing that separates the names of a cell. */
export const anyAuthorityOfTable = authorityFrom(textOf(pieces)).filter(({ links }) =>
  links.every(({ name, reading }) => !/[|；]|;\s/.test(`${name}\0${reading}`)),
)
