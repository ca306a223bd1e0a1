import { expect, test } from 'vitest'
import type { Database } from '#database/database.ts'
import { BibId, BranchId, HoldId, ItemId, type LoanId, PatronId, StopId } from './ids.ts'

test('a number is made an id once it is one', () => {
  expect([BibId(0), PatronId(7), ItemId(2 ** 40)]).toEqual([0, 7, 2 ** 40])
  for (const no of [Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY, 2 ** 60]) expect(() => BibId(no)).toThrow()
})

// Judged by the compiler: a line below an expectation that does compile fails `npm run check`.
test('ids in the wrong places do not compile', () => {
  const swapped = (db: Database, patronId: PatronId, bibId: BibId) => {
    const renew = (_: LoanId) => {}
    // @ts-expect-error a patron is no loan
    renew(patronId)
    // @ts-expect-error a number that nobody read is no loan
    renew(7)
    // @ts-expect-error the number of a hold is not that of a bib
    const held: { bibId: BibId } = { bibId: HoldId(1) }
    // @ts-expect-error a column that points at a patron takes no bib
    const byBib = db.selectFrom('loan').where('patron_id', '=', bibId)
    // @ts-expect-error they stand the wrong way round
    db.insertInto('basket_line').values({ patron_id: bibId, bib_id: patronId, added_at: Temporal.Instant.from('') })
    // @ts-expect-error a stop is no branch, and a word is neither
    const pickup: { branchId: BranchId; stopId: StopId } = { branchId: StopId('吉浦'), stopId: StopId('吉浦') }
    // @ts-expect-error what a form says is a branch once it has been read
    db.selectFrom('branch').where('id', '=', 'chuo')
    const plain: number = patronId
    const code: string = BranchId('chuo')
    return [held, byBib, plain, pickup, code]
  }
  expect(swapped).toBeTypeOf('function')
})
