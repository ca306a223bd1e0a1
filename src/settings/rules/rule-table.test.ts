import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicy, type Policy } from '#policy.ts'
import { blockedFromOverdueDays, cardYears, holdRuleOf, loanRuleOf } from './rule-table.ts'

/** A library such as there are: a table with a row for each promise. */
const policy: Policy = {
  ...defaultPolicy,
  rules: [
    { item: 'audiovisual', loans: 2, days: 7, holds: 3 },
    { patron: 'child', loans: 10, blockedFromOverdueDays: 28 },
    { patron: 'group', loans: 100, days: 30, holds: 50 },
    { patron: 'wide', mayBeHeld: false, loansInAll: 3 },
    { patron: 'disabled', days: 30 },
    { patron: 'disabled', item: 'audiovisual', days: 30 },
    { branch: 'bm', days: 28 },
    { item: 'magazine', renewals: 0 },
  ],
}
const loan = (patron: string, item: string, branch = 'chuo') => loanRuleOf(policy, { patron, item, branch })

describe('which row speaks', () => {
  test.each([
    ['general', 'normal', 'chuo', 5, null, 14, null],
    ['general', 'audiovisual', 'chuo', 5, 2, 7, 0],
    ['child', 'normal', 'chuo', 10, null, 14, null],
    // What is said of the copy stands above what is said of the patron.
    ['group', 'audiovisual', 'chuo', 100, 2, 7, 0],
    ['group', 'normal', 'chuo', 100, null, 30, 2],
    ['disabled', 'normal', 'chuo', 5, null, 30, 4],
    ['disabled', 'audiovisual', 'chuo', 5, 2, 30, 5],
    ['general', 'normal', 'bm', 5, null, 28, 6],
    ['disabled', 'normal', 'bm', 5, null, 30, 4],
  ] as const)(
    '%s, %s at %s: %s on loan, %s of the kind, %s days by row %s',
    (patron, item, branch, all, kind, days, row) => {
      const rule = loan(patron, item, branch)
      expect(rule.loans.all.value).toBe(all)
      expect(rule.loans.category?.value ?? null).toBe(kind)
      expect(rule.days).toEqual({ value: days, row })
    },
  )

  test('広域 borrows, three in all, and reserves nothing', () => {
    expect(loan('wide', 'normal').loansInAll.all).toEqual({ value: 3, row: 3 })
    expect(loan('general', 'normal').loansInAll.all).toEqual({ value: null, row: null })
    expect(holdRuleOf(policy, { patron: 'wide', item: 'normal', branch: 'chuo' }).mayBeHeld).toEqual({
      value: false,
      row: 3,
    })
    expect(holdRuleOf(policy, { patron: 'general', item: 'normal', branch: 'chuo' }).mayBeHeld.value).toBe(true)
  })

  test('what blocks is a matter of the patron; how long a card is good of the category', () => {
    expect(blockedFromOverdueDays(policy, 'child')).toEqual({ value: 28, row: 1 })
    expect(blockedFromOverdueDays(policy, 'general')).toEqual({ value: 14, row: null })
    expect(cardYears(policy, 'general')).toBe(3)
    const one = { code: 'wide', name: { ja: '広域' }, validYears: 1 }
    expect(cardYears({ ...policy, patronCategories: [one] }, 'wide')).toBe(1)
  })

  test('a library that has changed nothing keeps the limits of the guide', () => {
    const holds = (patron: string, item: string) => holdRuleOf(defaultPolicy, { patron, item, branch: 'chuo' }).holds
    expect(holds('general', 'audiovisual')).toMatchObject({ all: { value: 10 }, category: { value: 3 } })
    expect(holds('group', 'audiovisual')).toMatchObject({ all: { value: 50 }, category: { value: 50 } })
    expect(loanRuleOf(defaultPolicy, { patron: 'group', item: 'normal', branch: 'chuo' }).loans.all.value).toBe(100)
  })
})

test('the order in which the rows were written never matters', () => {
  const name = (values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
  const key = fc.record({ patron: name(['a', 'b']), item: name(['x', 'y']), branch: name(['p', 'q']) })
  const rows = fc
    .uniqueArray(key, { maxLength: 12, selector: row => JSON.stringify(row) })
    .map(keys => keys.map((row, nth) => ({ ...row, days: nth + 1 })))
  fc.assert(
    fc.property(
      rows.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      fc.constantFrom('a', 'b'),
      fc.constantFrom('x', 'y'),
      fc.constantFrom('p', 'q'),
      ([list, shuffled], patron, item, branch) => {
        const days = (rules: Policy['rules']) =>
          loanRuleOf({ ...defaultPolicy, rules }, { patron, item, branch }).days.value
        expect(days(list as Policy['rules'])).toBe(days(shuffled as Policy['rules']))
      },
    ),
  )
})
