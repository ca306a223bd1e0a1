import { hostileDays, hostileMailAddresses, hostileNumbers } from '../corpus/numbers.ts'
import { hostileTexts } from '../corpus/texts.ts'
import type { Chance } from './chance.ts'
import type { Field, Form } from './page.ts'

/** What there is in the library, so that what is typed may mean something. */
export type Known = {
  cards: string[]
  barcodes: string[]
  bibs: string[]
  holds: string[]
  patrons: string[]
  branches: string[]
  stops: string[]
  titles: string[]
  isbns: string[]
  logins: string[]
  today: Temporal.PlainDate
}

/** Shown as an element anywhere, it was not escaped (see page.ts). */
const mark = '"><b data-sent-by-fuzz="1">x</b><!--'

const hostile: readonly string[] = [
  mark,
  ...hostileTexts.map(([, text]) => text),
  ...hostileDays,
  ...hostileMailAddresses,
  // Shown as it was typed it would look like a fault of ours.
  ...hostileNumbers.filter(number => number !== 'NaN'),
  'あ'.repeat(3_000),
]

const names = ['籠目 花子', 'カゴメ ハナコ', '髙𣘺 一郎', 'O’Brien, Seán', '佐藤', 'さとう']
const words = [
  'こころ',
  'そうせき',
  '文学',
  '913.6',
  'neko',
  'ねこ',
  '図書館 OR 本',
  '"吾輩は"',
  '江戸',
  '宮沢 賢治 -銀河',
]

/** By the name of a field: what somebody who knows what they do may type. */
const usual: readonly (readonly [name: RegExp, value: (known: Known, chance: Chance) => string])[] = [
  [/^(cardNumber|fromCard|intoCard|card|carer|member)$/, ({ cards }, chance) => chance.of(cards)],
  [/^(patron)$/, ({ patrons }, chance) => chance.of(patrons)],
  [/^(barcode|scan)$/, ({ barcodes, cards }, chance) => chance.of(chance.percent(90) ? barcodes : cards)],
  [/^(code|door)$/, ({ barcodes }, chance) => (chance.percent(50) ? `${chance.upTo(1_000_000)}` : chance.of(barcodes))],
  [/^(bib|into|titles|remove|add|id)$/, ({ bibs }, chance) => chance.of(bibs)],
  [/^(hold|order)$/, ({ holds }, chance) => chance.of(holds)],
  [
    /^(branch|homeBranch|otherBranches|pickup|at|place)$/,
    ({ branches, stops }, chance) => chance.of([...branches, ...stops]),
  ],
  [/^(stop|stops)$/, ({ stops }, chance) => chance.of(stops)],
  [
    /^(day|until|upTo|since|before|from|to|end|start|lifted|newDay)$/,
    ({ today }, chance) => today.add({ days: chance.upTo(60) - 15 }).toString(),
  ],
  [/^month$/, ({ today }) => today.toString().slice(0, 7)],
  [/birth/i, (_, chance) => chance.of(['19580417', '1970-01-01', '20150623'])],
  [
    /^(q|title|search|suggested|wished|what)$/,
    ({ titles, isbns, cards }, chance) =>
      chance.of([chance.of(titles), chance.of(isbns), chance.of(words), chance.of(cards)]),
  ],
  [/isbn/i, ({ isbns }, chance) => chance.of(isbns)],
  [/mail/i, (_, chance) => `fuzz${chance.upTo(50)}@example.jp`],
  [/phone/i, (_, chance) => `0254-00-${1_000 + chance.upTo(100)}`],
  [/login/i, ({ logins }, chance) => chance.of([...logins, `new${chance.upTo(100)}`])],
  [/password|current|again|new/i, (_, chance) => chance.of(['7294', '5183', 'a long enough password', '19580417'])],
  [/name|author|reading/i, (_, chance) => chance.of(names)],
  [/number|count|many|minutes|days|weeks|limit|max/i, (_, chance) => `${chance.upTo(20)}`],
  [/time|opens|closes|arrives|leaves/i, (_, chance) => chance.of(['09:30', '17:00', '10:20', '23:59'])],
  [/reason|why|note|because|text/i, (_, chance) => chance.of(['館内整理のため', '表紙が破れています', 'よみまちがい'])],
]

/** What is typed into a field: mostly what is usual there, else what stands there already, else what nobody should. */
function typed(field: Field, known: Known, chance: Chance): string {
  if (chance.percent(8)) return chance.of(hostile)
  if (field.type === 'date' && chance.percent(90)) return known.today.add({ days: chance.upTo(90) - 20 }).toString()
  const stands = field.preset[0] ?? ''
  if (stands !== '' && chance.percent(50)) return stands
  const row = usual.find(([name]) => name.test(field.name))
  if (row && chance.percent(92)) return row[1](known, chance)
  return chance.of([
    '',
    stands,
    chance.of(words),
    `${chance.upTo(1_000)}`,
    known.today.toString(),
    chance.of(known.cards),
    chance.of(known.barcodes),
  ])
}

/** What a form sends when it is filled in and one of its buttons is pressed. */
export function filledIn(form: Form, known: Known, chance: Chance): [name: string, value: string][] {
  const sent = form.fields.flatMap((field): [string, string][] =>
    valuesOf(field, known, chance).map(v => [field.name, v]),
  )
  if (!chance.percent(3) || sent.length === 0) return sent
  // A form as no browser sends it: a field is missing, or comes twice, or has the value of another one.
  const at = chance.upTo(sent.length)
  const [name] = sent[at]!
  return chance.of([
    () => sent.filter((_, index) => index !== at),
    () => [...sent, sent[at]!],
    () => sent.map((one, index): [string, string] => (index === at ? [name, chance.of(sent)[1]] : one)),
    () => sent.map((one, index): [string, string] => (index === at ? [name, chance.of(hostile)] : one)),
  ])()
}

function valuesOf(field: Field, known: Known, chance: Chance): string[] {
  switch (field.kind) {
    case 'hidden':
      return chance.percent(98) || field.name === 'csrf' ? field.preset : [typed(field, known, chance)]
    case 'typed':
      return field.preset.map(() => typed(field, known, chance))
    case 'one':
      if (chance.percent(2)) return [chance.of(hostile)]
      if (chance.percent(30) && field.preset.length > 0) return field.preset.slice(0, 1)
      return field.offered.length > 0 && chance.percent(95) ? [chance.of(field.offered)] : []
    case 'many': {
      const share = chance.of([0, 20, 50, 100])
      return field.offered.filter(value => (chance.percent(40) ? field.preset.includes(value) : chance.percent(share)))
    }
    default:
      return field.kind satisfies never
  }
}
