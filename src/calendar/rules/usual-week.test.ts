import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameHours } from './usual-week.ts'

const at = (text: string) => {
  const [opens = '', closes = ''] = text.split('-')
  return { opens: Temporal.PlainTime.from(opens), closes: Temporal.PlainTime.from(closes) }
}
/** A week by its days from Sunday on; '' is closed. */
const week = (...days: string[]) =>
  new Map(days.flatMap((hours, weekday) => (hours === '' ? [] : [[weekday, at(hours)] as const])))
const said = (...days: string[]) =>
  sameHours(week(...days)).map(({ runs, hours }) => [
    runs.map(({ from, until }) => [from, until]),
    hours && `${hours.opens.toString().slice(0, 5)}-${hours.closes.toString().slice(0, 5)}`,
  ])

const [short, long] = ['09:00-17:00', '09:00-19:00']

test.each([
  [
    [short, '', long, long, long, long, short],
    [
      [[[2, 5]], long],
      [[[6, 0]], short],
      [[[1, 1]], null],
    ],
  ],
  [[short, short, short, short, short, short, short], [[[[1, 0]], short]]],
  [['', '', '', '', '', '', ''], [[[[1, 0]], null]]],
  [
    ['', short, '', short, '', short, ''],
    [
      [
        [
          [1, 1],
          [3, 3],
          [5, 5],
        ],
        short,
      ],
      [
        [
          [2, 2],
          [4, 4],
          [6, 0],
        ],
        null,
      ],
    ],
  ],
])('a week of %o', (days, expected) => expect(said(...days)).toEqual(expected))

test('every weekday is said once, with its hours', () => {
  const inOrder = [1, 2, 3, 4, 5, 6, 0]
  const days = fc.array(fc.constantFrom('', short, long), { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(days, days => {
      const heard = sameHours(week(...days)).flatMap(({ runs, hours }) =>
        runs.flatMap(({ from, until }) =>
          inOrder.slice(inOrder.indexOf(from), inOrder.indexOf(until) + 1).map(weekday => [weekday, hours] as const),
        ),
      )
      expect(heard.map(([weekday]) => weekday).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6])
      for (const [weekday, hours] of heard) expect(hours).toEqual(days[weekday] === '' ? null : at(days[weekday]!))
    }),
  )
})
