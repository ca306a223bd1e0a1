import { expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { BranchId, StopId } from '#ids.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenReader, lastEventOf, lent, nightPasses, scanned, staff, violations } from '../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { ageGroups, oldestOf } from '../rules/age-group.ts'
import { undoCheckOut } from '../scans/undo-check-out.ts'
import { everyFigure, figuresBy, yearFigures } from './figures.ts'

const from = Temporal.PlainDate.from('2026-04-01')
const until = Temporal.PlainDate.from('2027-03-31')

async function reader(library: TestLibrary, given: { category?: string; born: string; postalCode?: string }) {
  const id = await givenReader(library, { category: given.category ?? 'general' })
  const values = { birth_date: Temporal.PlainDate.from(given.born), postal_code: given.postalCode ?? null }
  await library.db.updateTable('patron').set(values).where('id', '=', id).execute()
  return id
}

test('what was lent to whom is counted by kind of person, and nobody can be found behind it', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const books = await Promise.all(
    [{}, { audience: 'child' } as const, { kind: 'audiovisual' } as const, {}, {}].map(given =>
      givenBib(library, given as never),
    ),
  )
  const items = books.map(book => book.itemIds[0]!)
  const adult = await reader(library, { born: '1950-11-25', postalCode: '９５８−０８３７' })
  const child = await reader(library, { category: 'child', born: '2016-01-01', postalCode: '958-0837' })
  const school = await reader(library, { category: 'group', born: '1900-01-01' })
  await lent(library, adult, items[0]!)
  await lent(library, child, items[1]!)
  await lent(library, adult, items[2]!, BranchId('asahi'))
  await lent(library, school, items[3]!, BranchId('bm'), StopId('yoshiura'))
  // Taken back within the minute: it has never been.
  await lent(library, school, items[4]!, BranchId('asahi'))
  const { barcode } = await library.db
    .selectFrom('item')
    .where('id', '=', items[4]!)
    .select('barcode')
    .executeTakeFirstOrThrow()
  const scan = {
    actor: staff,
    branchId: BranchId('asahi'),
    patronId: school,
    barcode,
    eventId: await lastEventOf(library, items[4]!),
  }
  expect(await undoCheckOut(library, scan)).toMatchObject({ ok: true })

  const figures = await yearFigures(library, from, until)
  expect(figures.all).toEqual({
    ...{ persons: 3, children: 1, groups: 1, unknown: 0, childrensBooks: 1, audiovisual: 1, all: 4 },
  })
  expect(figures.branches.map(row => [row.branchName, row.all])).toEqual([
    ['中央図書館', 2],
    ['朝日図書館', 1],
    ['移動図書館車', 1],
  ])
  const by = async (fact: Parameters<typeof figuresBy>[1]) => (await figuresBy(library, fact, from, until)).rows
  expect(await by('ageGroup')).toEqual([
    { value: '70', loans: 2 },
    { value: '7', loans: 1 },
    { value: null, loans: 1 },
  ])
  expect(await by('area')).toEqual([
    { value: '9580837', loans: 3 },
    { value: null, loans: 1 },
  ])
  expect(await by('stop')).toContainEqual({ value: 'yoshiura', loans: 1 })
  expect(await by('ndcClass')).toEqual([{ value: '9', loans: 4 }])

  // The night forgets who read what; the figures stay, and hold nothing to find a person by.
  const before = await everyFigure(library, from, until)
  for (const itemId of items.slice(0, 4)) await scanned(library, itemId)
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  expect(await everyFigure(library, from, until)).toEqual(before)
  const columns = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = 'lending'::regclass and attnum > 0`.execute(library.db)
  expect(
    columns.rows.filter(({ name }) => /(^|_)(id|at|patron|bib|item|loan)$/.test(name)).map(row => row.name),
  ).toEqual(['branch_id', 'stop_id'])
  expect(await violations(library)).toEqual([])
})

test('nothing lent: nothing to show, and no branch', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const figures = await yearFigures(library, from, until)
  expect(figures.branches).toEqual([])
  expect(figures.all.all).toBe(0)
  expect(await everyFigure(library, from, until)).toEqual([])
})

test('the age groups of the trigger are those of the rule, to the birthday', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const today = Temporal.PlainDate.from('2026-11-24')
  const ages: [age: number, day: Temporal.PlainDate][] = ageGroups.flatMap(youngest => [
    [youngest, today.subtract({ years: youngest })] as [number, Temporal.PlainDate],
    ...(youngest === 0
      ? []
      : [[youngest - 1, today.subtract({ years: youngest }).add({ days: 1 })] as [number, Temporal.PlainDate]]),
  ])
  const expected = new Map<string, number>()
  for (const [age, born] of ages) {
    const book = await givenBib(library)
    await lent(library, await reader(library, { born: `${born}` }), book.itemIds[0]!)
    const group = `${ageGroups.findLast(youngest => youngest <= age)}`
    expected.set(group, (expected.get(group) ?? 0) + 1)
  }
  const { rows } = await figuresBy(library, 'ageGroup', from, until)
  expect(new Map(rows.map(row => [row.value, row.loans]))).toEqual(expected)
  expect(oldestOf(0)).toBe(6)
  expect(oldestOf(80)).toBe(null)
})
