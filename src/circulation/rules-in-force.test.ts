import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readAvailability } from '#catalogue/read-bibs.ts'
import { checkLibrary } from '#check/check-library.ts'
import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { addToBasket } from '#holds/basket/add-to-basket.ts'
import { myBasket } from '#holds/basket/my-basket.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import { brokenHoldLimits } from '#holds/rules/order.ts'
import { type BibId, BranchId, PatronId } from '#ids.ts'
import { defaultPolicy, type Policy } from '#policy.ts'
import { changeDescription, currentDescription } from '#settings/change-description.ts'
import { loanRuleOf } from '#settings/rules/rule-table.ts'
import { ja } from '#text/ja.ts'
import { dayOf } from '#time/clock.ts'
import { createApp } from '#web/app.tsx'
import { type GivenItem, givenBib, givenBranches } from '../../test/given.ts'
import { givenReader, order, staff } from '../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { whatMay } from './lists/what-may.ts'
import { judgeLending, type LendingFacts } from './rules/lending.ts'

const patronCategories = ['general', 'child', 'group', 'wide', 'disabled']
const itemCategories = ['normal', 'audiovisual', 'magazine', 'reference']
const named = (code: string) => ({ code, name: { ja: code } })

/** A library of many promises. */
async function opened(): Promise<TestLibrary> {
  const library = await openLibrary()
  await givenBranches(library)
  const { description, version } = await currentDescription(library)
  const changed = await changeDescription(
    library,
    { login: 'kanri' },
    {
      ...description,
      patronCategories: patronCategories.map(named),
      itemCategories: itemCategories.map(code => ({ ...named(code), newestStays: code === 'magazine' })),
      rules: [
        { item: 'audiovisual', loans: 2, days: 7, holds: 3 },
        { patron: 'child', loans: 10 },
        { patron: 'group', loans: 100, days: 30, holds: 50 },
        { patron: 'wide', mayBeHeld: false },
        { patron: 'disabled', days: 30 },
        // 郵送: for those alone whom the service is for.
        { branch: 'post', loans: 0 },
        { patron: 'disabled', branch: 'post', loans: 10, days: 31 },
      ],
      branches: [
        ...description.branches,
        { ...description.branches[0]!, code: 'post', name: { ja: '郵送' }, shortName: '郵送', central: false },
      ],
    },
    { basedOn: version },
  )
  expect(changed).toMatchObject({ ok: true })
  return library
}

let library: TestLibrary
beforeAll(async () => {
  library = await opened()
})

let made = 0
const copies = async (count: number, loanRule = 'normal', more: GivenItem = {}) => {
  const barcodes = Array.from({ length: count }, () => `77${String(++made).padStart(6, '0')}`)
  for (const barcode of barcodes) await givenBib(library, { items: [{ barcode, loanRule, ...more }] })
  return barcodes
}
const lend = async (patronId: PatronId, barcode: string, branchId = 'chuo') => {
  const lent = await checkOut(library, { actor: staff, branchId: BranchId(branchId), patronId, barcode })
  return lent.ok ? `${lent.value.dueOn}` : lent.refusal.why
}
const lendAll = async (patronId: PatronId, barcodes: string[]) => {
  const answers = []
  for (const barcode of barcodes) answers.push(await lend(patronId, barcode))
  return answers
}
const reserve = async (patronId: PatronId, bibId: BibId) => {
  const placed = await placeHoldsAtCounter(library, staff, patronId, order([bibId]))
  return placed.ok ? 'placed' : placed.refusal.why
}

describe('the table of rules in force', () => {
  test('視聴覚: two for a week, within the five of the branch', async () => {
    const reader = await givenReader(library)
    expect(await lendAll(reader, await copies(3, 'audiovisual'))).toEqual(['2026-12-01', '2026-12-01', 'tooManyLoans'])
    expect(await lendAll(reader, await copies(4))).toEqual([...Array(3).fill('2026-12-08'), 'tooManyLoans'])
  })

  test('児童: ten for two weeks; 団体 and 障害者サービス: a month', async () => {
    const child = await givenReader(library, { category: 'child' })
    expect(await lendAll(child, await copies(11))).toEqual([...Array(10).fill('2026-12-08'), 'tooManyLoans'])
    const [one, two] = await copies(2)
    expect(await lend(await givenReader(library, { category: 'group' }), one!)).toBe('2026-12-24')
    expect(await lend(await givenReader(library, { category: 'disabled' }), two!)).toBe('2026-12-24')
  })

  test('障害者サービス by post: for a month, and for nobody else', async () => {
    const [one, two] = await copies(2)
    expect(await lend(await givenReader(library, { category: 'disabled' }), one!, 'post')).toBe('2026-12-25')
    expect(await lend(await givenReader(library), two!, 'post')).toBe('tooManyLoans')
  })

  test('a wait is reckoned by the days of its kind, in the basket, on the list of holds and on the record', async () => {
    const reader = await givenReader(library)
    const rows = []
    for (const loanRule of ['audiovisual', 'normal']) {
      const { id } = await givenBib(library, { items: [{ barcode: `66${++made}`, loanRule }] })
      expect(await lend(await givenReader(library), `66${made}`)).toMatch(/^2026/)
      expect(await reserve(await givenReader(library), id)).toBe('placed')
      await addToBasket(library, reader, id)
      const [line] = (await myBasket(library, reader)).lines
      expect(await reserve(reader, id)).toBe('placed')
      const page = await (await createApp(library).request(`/bib/${id}`)).text()
      const hold = (await myHolds(library, reader)).find(({ bibId }) => bibId === id)
      await library.db.deleteFrom('basket_line').execute()
      rows.push([
        line!.waitDays,
        hold!.estimatedDays,
        ja.dates.about(estimateOf(2, loanRule === 'normal' ? 14 : 7)),
        page,
      ])
    }
    const [film, book] = rows as [number, number, string, string][]
    expect([film![0], film![1], book![0], book![1]]).toEqual([15, 15, 26, 26])
    for (const [, , about, page] of [film!, book!]) expect(page).toContain(about)
  })

  test('広域 borrows and reserves nothing, and is never given what comes back', async () => {
    const wide = await givenReader(library, { category: 'wide' })
    const { id } = await givenBib(library, { items: [{ barcode: '88000001' }] })
    expect(await reserve(wide, id)).toBe('mayNotHold')
    expect(await lend(wide, '88000001')).toBe('2026-12-08')
    // A hold from before the rule waits, and the copy passes it over.
    const reader = await givenReader(library)
    expect(await reserve(reader, id)).toBe('placed')
    await library.db.updateTable('patron').set({ category: 'wide' }).where('id', '=', reader).execute()
    await checkIn(library, { actor: staff, branchId: BranchId('chuo'), barcode: '88000001' })
    const held = await library.db.selectFrom('hold').where('patron_id', '=', reader).select('state').executeTakeFirst()
    expect(held!.state).toBe('waiting')
  })

  test('the newest number of a magazine stays until the next has come', async () => {
    const number = (volume: string, joinedOn: string) =>
      givenBib(library, {
        ...{ kind: 'magazine', title: 'かご', volume },
        items: [{ barcode: `99${volume}`, loanRule: 'magazine', joinedOn }],
      })
    const october = await number('10', '2026-10-01')
    const november = await number('11', '2026-11-01')
    const [one, two] = [await givenReader(library), await givenReader(library)]
    expect([await lend(one, '9911'), await reserve(two, november.id)]).toEqual(['newestStays', 'mayNotHold'])
    expect([await lend(one, '9910'), await reserve(two, october.id)]).toEqual(['2026-12-08', 'placed'])
    const page = async () => (await createApp(library).request(`/bib/${november.id}`)).text()
    expect(await page()).not.toContain('予約かごへ')
    expect(await page()).toContain('館内でごらんください')
    expect((await readAvailability(library, [november.id])).get(november.id)!.holdability).toBe('notForLoan')
    await number('12', '2026-11-24')
    expect(await page()).toContain('予約かごへ')
    expect(await lend(one, '9911')).toBe('2026-12-08')
  })

  test('what the page says, the desk does: every pair of a town', async () => {
    const patrons = []
    for (const category of patronCategories) patrons.push({ category, id: await givenReader(library, { category }) })
    for (const { id } of patrons) {
      const cardNumber = `0${String(id).padStart(7, '0')}`
      for (const category of itemCategories)
        for (const barcode of await copies(category === 'normal' ? 6 : 3, category)) {
          const may = await whatMay(library, staff, { cardNumber, barcode, branchId: BranchId('chuo') })
          if (!may.ok) throw new Error(may.refusal.why)
          const due = await lend(id, barcode)
          expect([category, may.value.lending[0]?.why ?? 'lent']).toEqual([category, /^\d/.test(due) ? 'lent' : due])
          if (may.value.lending.length === 0) {
            const usual = dayOf(library.clock.now()).add({ days: may.value.loan.days.value })
            expect(Temporal.PlainDate.compare(Temporal.PlainDate.from(due), usual)).toBeGreaterThanOrEqual(0)
          }
        }
    }
  })

  test('and so it is with holds: every pair of a town', async () => {
    for (const category of patronCategories) {
      const id = await givenReader(library, { category })
      const cardNumber = `0${String(id).padStart(7, '0')}`
      for (const kind of ['audiovisual', 'magazine', 'normal', 'reference'])
        for (const barcode of await copies(kind === 'normal' ? 9 : 4, kind)) {
          const may = await whatMay(library, staff, { cardNumber, barcode, branchId: BranchId('chuo') })
          if (!may.ok) throw new Error(may.refusal.why)
          const { bib_id: bibId } = await library.db
            .selectFrom('item')
            .select('bib_id')
            .where('barcode', '=', barcode)
            .executeTakeFirstOrThrow()
          expect([category, kind, await reserve(id, bibId)]).toEqual([
            ...[category, kind, may.value.holding[0]?.why ?? 'placed'],
          ])
        }
    }
  })

  test('and nothing that must always be true is broken', async () => {
    expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
  })
})

/** Tables with a row for everyone, for children, for films, and for children's films. */
const tablesOf = (row: fc.Arbitrary<Policy['rules'][number]>): fc.Arbitrary<Policy['rules']> =>
  fc
    .tuple(row, row, row, row)
    .map(([everyone, child, film, filmForChild]) => [
      everyone,
      { patron: 'child', ...child },
      { item: 'audiovisual', ...film },
      { patron: 'child', item: 'audiovisual', ...filmForChild },
    ])

test('ten thousand pairs: a loan is refused exactly when a limit of the row that is named is reached', () => {
  const count = fc.integer({ min: 0, max: 12 })
  const rules = tablesOf(fc.record({ loans: count, loansInAll: count }, { requiredKeys: [] }))
  const open = fc.record({ here: count, hereOfCategory: count, inAll: count, inAllOfCategory: count })
  const today = Temporal.PlainDate.from('2026-11-24')
  fc.assert(
    fc.property(
      rules,
      fc.constantFrom('general', 'child'),
      fc.constantFrom('normal', 'audiovisual'),
      open,
      (list, patron, item, counts) => {
        const policy = { ...defaultPolicy, rules: list }
        const facts: LendingFacts = {
          item: { status: 'shelf', category: item, loan: null },
          patronId: PatronId(1),
          standing: { category: patron, expiresOn: today, stopped: false, overdueDays: 0 },
          rule: loanRuleOf(policy, { patron, item, branch: 'chuo' }),
          ...{ open: counts, stays: false, heldFor: null },
        }
        // Told anew, by looking for the narrowest row by hand.
        const [everyone, child, film, filmForChild] = list as Required<Policy['rules']>
        const own = patron === 'child' ? child : undefined
        const ofFilm = item === 'audiovisual' ? [patron === 'child' ? filmForChild : undefined, film] : []
        const limits = [
          [own?.loans ?? everyone!.loans ?? defaultPolicy.loans.perBranchMax, counts.here],
          [own?.loansInAll ?? everyone!.loansInAll, counts.inAll],
          [ofFilm.map(row => row?.loans).find(max => max !== undefined), counts.hereOfCategory],
          [ofFilm.map(row => row?.loansInAll).find(max => max !== undefined), counts.inAllOfCategory],
        ] as const
        const isReached = limits.some(([max, has]) => max !== undefined && has! >= max)
        expect(judgeLending(policy, facts, today)[0]?.why ?? 'lent').toBe(isReached ? 'tooManyLoans' : 'lent')
      },
    ),
    { numRuns: 10_000 },
  )
})

test('ten thousand pairs: a hold is refused exactly when a limit of the row that is named is reached', () => {
  const count = fc.integer({ min: 0, max: 6 })
  const rules = tablesOf(fc.record({ holds: count }, { requiredKeys: [] }))
  fc.assert(
    fc.property(
      rules,
      fc.constantFrom('general', 'child'),
      fc.record({ film: count, book: count }),
      fc.record({ film: fc.integer({ min: 0, max: 2 }), book: fc.integer({ min: 0, max: 2 }) }),
      (list, patron, open, more) => {
        const wanted = [...Array(more.film).fill('audiovisual'), ...Array(more.book).fill('normal')]
        const openOf = new Map([
          ['audiovisual', open.film],
          ['normal', open.book],
        ])
        const before = { open: open.film + open.book, openOf }
        const refusals = brokenHoldLimits({ ...defaultPolicy, rules: list }, patron, before, wanted)
        // Told anew, by looking for the narrowest row by hand.
        const [everyone, child, film, filmForChild] = list as Required<Policy['rules']>
        const isChild = patron === 'child'
        const all = (isChild ? child!.holds : undefined) ?? everyone!.holds ?? defaultPolicy.holds.openHoldsMax
        const films = (isChild ? filmForChild!.holds : undefined) ?? film!.holds
        const broken = [
          ...(before.open + wanted.length > all ? [{ why: 'tooMany', max: all, open: before.open }] : []),
          ...(films !== undefined && more.film > 0 && open.film + more.film > films
            ? [{ why: 'tooManyAudiovisual', max: films, open: open.film }]
            : []),
        ]
        expect(refusals).toEqual(broken)
      },
    ),
    { numRuns: 10_000 },
  )
})

/** By hand: so many wait, one copy, each loan of so many days and three for carrying it. */
const estimateOf = (waiting: number, days: number) => Math.round((waiting + 0.5) * (days + 3))
