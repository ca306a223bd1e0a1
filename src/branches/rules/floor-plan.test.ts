import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shelfKey } from '#catalogue/rules/shelf-key.ts'
import { type FloorShape, printShape, readShape, shelvesOf, sizeOf } from './floor-plan.ts'

const at = { x: 0, y: 0, width: 2, height: 1 }
const plan: FloorShape[] = [
  { name: 'カウンター', ...at },
  { name: '総記', ...at, shelf: '一般', from: '000', until: '099' },
  { name: '日本の小説 あ', ...at, shelf: '一般', from: '913.6/ア', until: '913.6/ナ' },
  { name: '日本の小説 な', ...at, shelf: '一般', from: '913.6/ナ', until: '913' },
  { name: 'こども', ...at, shelf: '児童', from: '0', until: '9' },
  { name: '大きな本', ...at, from: '2', until: '2' },
]
const named = (callNumber: string | null, shelf: string | null = '一般') =>
  shelvesOf(plan, { shelf, callNumber }, shelfKey).map(({ name }) => name)

test.each([
  ['007.6/オ', ['総記']],
  ['913.6/イ', ['日本の小説 あ']],
  // 夏目 begins on the one shelf and ends on the next.
  ['913.6/ナツ', ['日本の小説 あ', '日本の小説 な']],
  ['913.6/ワ/2', ['日本の小説 な']],
  ['210.5', ['大きな本']],
  ['３００', []],
  ['', []],
  [null, []],
] as const)('a copy with the call number %s stands on %o', (callNumber, names) =>
  expect(named(callNumber)).toEqual(names),
)

test('a copy of another place stands on the shelves of that place', () => {
  expect(named('913/ミ', '児童')).toEqual(['こども'])
  expect(named('913.6/イ', null)).toEqual([])
})

test('a plan is as large as what stands on it', () =>
  expect(
    sizeOf([
      { name: 'a', x: 2, y: 5, width: 3, height: 1 },
      { name: 'b', x: 0, y: 0, width: 1, height: 9 },
    ]),
  ).toEqual({ width: 5, height: 9 }))

test.each([
  ['日本の小説｜一般｜913〜914｜2,3｜6×1', { name: '日本の小説', shelf: '一般', from: '913', until: '914' }],
  ['日本の小説|一般|913~914|2, 3|6x1', { name: '日本の小説', shelf: '一般', from: '913', until: '914' }],
  ['地図｜｜290｜２,３｜６×１', { name: '地図', from: '290', until: '290' }],
  ['カウンター｜｜｜2,3｜6×1', { name: 'カウンター' }],
  [
    '絵本（大型）｜児童（絵本）｜Ｅ／ア～Ｅ／ン｜2,3｜6×1',
    { name: '絵本（大型）', shelf: '児童（絵本）', from: 'E/ア', until: 'E/ン' },
  ],
])('「%s」 is one thing on the plan', (line, said) =>
  expect(readShape(line)).toEqual({ ...said, x: 2, y: 3, width: 6, height: 1 }),
)

test.each(['カウンター', '棚｜一般｜913｜左｜6×1', '棚｜一般｜913｜2,3', '<svg>｜｜｜2,3｜大', ''])(
  '「%s」 is none',
  line => expect(readShape(line)).toBeNull(),
)

test('what is written of a thing is read as the same thing', () => {
  const word = fc.stringMatching(/^[ぁ-んa-z0-9.]{1,10}$/)
  const square = fc.integer({ min: 1, max: 99 })
  const shape = fc.record({ name: word, x: square, y: square, width: square, height: square })
  const shelf = fc.record({ shelf: word, from: word, until: word })
  fc.assert(
    fc.property(shape, fc.option(shelf, { nil: {} }), (one, calls) => {
      const whole = { ...one, ...calls }
      expect(readShape(printShape(whole))).toEqual(whole)
    }),
  )
})
