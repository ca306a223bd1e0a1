import { expect, test } from 'vitest'
import { PatronId } from '#ids.ts'
import { familyMax, judgeLink, linkEndsOn } from './family.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test.each([
  ['a child of seven', '2019-04-01', 13, '2032-04-01'],
  ['the day before the birthday', '2013-11-25', 13, '2026-11-25'],
  ['the birthday', '2013-11-24', 13, null],
  ['a grown person', '1970-01-01', 13, null],
  ['born on 29 February', '2016-02-29', 13, '2029-02-28'],
  ['where no guardian is known', '2025-01-01', 0, null],
])('%s', (_, born, age, ends) => {
  expect(linkEndsOn(day(born), age, day('2026-11-24'))?.toString() ?? null).toBe(ends)
})

test('nobody links their own card, nor more than there may be', () => {
  expect(judgeLink({ carerId: PatronId(1), memberId: PatronId(1), count: 0 })).toEqual({ why: 'yourself' })
  expect(judgeLink({ carerId: PatronId(1), memberId: PatronId(2), count: familyMax - 1 })).toBeNull()
  expect(judgeLink({ carerId: PatronId(1), memberId: PatronId(2), count: familyMax })).toEqual({
    why: 'tooMany',
    max: familyMax,
  })
})
