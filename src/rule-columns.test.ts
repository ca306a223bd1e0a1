import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { defaultPolicy, type Policy, type Rule } from '#policy.ts'
import { blockedFromOverdueDays, holdRuleOf, loanRuleOf } from '#settings/rules/rule-table.ts'
import { openLibrary } from '../test/library.ts'
import { ruleColumn } from './rule-columns.ts'

const patrons = ['general', 'child', 'group']
const items = ['normal', 'audiovisual', 'magazine']
const branches = ['chuo', 'asahi', 'bm']

const named = (values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const number = fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined })
const rule = fc.record({
  patron: named(patrons),
  item: named(items),
  branch: named(branches),
  days: number,
  renewals: number,
  loansInAll: number,
  mayBeHeld: fc.option(fc.boolean(), { nil: undefined }),
})
/** A row that blocks names the patron at most. */
const block = fc.record({ patron: named(patrons), blockedFromOverdueDays: fc.integer({ min: 0, max: 99 }) })
const rules = fc
  .tuple(
    fc.uniqueArray(rule, { maxLength: 10, selector: one => `${one.patron},${one.item},${one.branch}` }),
    fc.uniqueArray(block, { maxLength: 3, selector: one => `${one.patron}` }),
  )
  .map(([some, blocks]) => [...some, ...blocks] as Rule[])

test('the queries of the database and the rules in memory give the same, for every case', async () => {
  const library = await openLibrary()
  const cases = patrons.flatMap(patron => items.flatMap(item => branches.map(branch => ({ patron, item, branch }))))
  await fc.assert(
    fc.asyncProperty(rules, async list => {
      const policy: Policy = { ...defaultPolicy, rules: list }
      const of = { patron: sql`q.patron`, item: sql`q.item`, branch: sql`q.branch` }
      const { rows } = await sql<Record<string, unknown>>`
        select ${ruleColumn(policy, 'days', of)} as days, ${ruleColumn(policy, 'renewals', of)} as renewals,
          ${ruleColumn(policy, 'mayBeHeld', of)} as may_be_held,
          ${ruleColumn(policy, 'blockedFromOverdueDays', { patron: of.patron })} as blocked,
          ${ruleColumn(policy, 'loansInAll', { patron: of.patron, branch: of.branch })} as in_all
        from unnest(${cases.map(one => one.patron)}::text[], ${cases.map(one => one.item)}::text[],
          ${cases.map(one => one.branch)}::text[]) with ordinality as q (patron, item, branch, nth) order by nth`.execute(
        library.db,
      )
      expect(rows).toEqual(
        cases.map(one => {
          const loan = loanRuleOf(policy, one)
          return {
            days: loan.days.value,
            renewals: loan.renewals.value,
            may_be_held: holdRuleOf(policy, one).mayBeHeld.value,
            blocked: blockedFromOverdueDays(policy, one.patron).value,
            in_all: loan.loansInAll.all.value,
          }
        }),
      )
    }),
    { numRuns: 60 },
  )
})
