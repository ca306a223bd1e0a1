import { plainNotation } from '#catalogue/rules/ndc.ts'
import type { Text } from '../../text.ts'

/** The main classes of the Nippon Decimal Classification in English. */
const classes = [
  'General works',
  'Philosophy',
  'History',
  'Social sciences',
  'Natural sciences',
  'Technology',
  'Industry',
  'The arts',
  'Language',
  'Literature',
] as const

/** The divisions 01 to 99, by class. */
const divisions: readonly string[] = [
  'Libraries|Books and bibliography|Encyclopaedias|Collected essays|Periodicals|Societies|Journalism and newspapers|Collected works|Rare books and local collections',
  'Branches of philosophy|Eastern thought|Western philosophy|Psychology|Ethics|Religion|Shinto|Buddhism|Christianity',
  'History of Japan|History of Asia|History of Europe|History of Africa|History of North America|History of South America|History of Oceania and the polar regions|Biography|Geography and travel',
  'Politics|Law|Economics|Public finance|Statistics|Society|Education|Customs, folklore and ethnology|Defence',
  'Mathematics|Physics|Chemistry|Astronomy and space|Earth sciences|Biology|Plants|Animals|Medicine',
  'Civil engineering|Architecture|Mechanical engineering|Electrical engineering|Ships and the sea|Metals and mining|Chemical industry|Manufacturing|Home and daily life',
  'Agriculture|Gardening|Silk|Livestock|Forestry|Fisheries|Commerce|Transport|Communications',
  'Sculpture|Painting|Prints|Photography|Crafts|Music|Theatre and film|Sports|Games and pastimes',
  'Japanese|Chinese|English|German|French|Spanish|Italian|Russian|Other languages',
  'Japanese literature|Chinese literature|English and American literature|German literature|French literature|Spanish literature|Italian literature|Russian literature|Other literatures',
]

/** The name of a class ('9') or division ('91'), as `ndcLabel` has it in Japanese. */
function label(notation: string): string | null {
  const digits = /^\d{1,2}/.exec(plainNotation(notation) ?? notation)?.[0]
  if (digits === undefined) return null
  const label = classes[Number(digits[0])]!
  if (digits.length === 1 || digits[1] === '0') return label
  return divisions[Number(digits[0])]!.split('|')[Number(digits[1]) - 1] ?? null
}

export const ndc: Text['ndc'] = { classes, label }
