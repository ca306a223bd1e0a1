import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kinds } from '../../../bench/move-in/dialects.ts'
import { writeEarlierSystem } from '../../../bench/move-in/earlier-system.ts'
import { violations } from '../../../test/given-holds.ts'
import { openLibrary } from '../../../test/library.ts'
import { moveIn } from './move-in.ts'
import { unexplained } from './write-report.ts'

const base = mkdtempSync(join(tmpdir(), 'kago-earlier-'))
afterAll(() => rmSync(base, { recursive: true }))
const sizes = { patrons: 120, bibs: 200, items: 400, loans: 60, holds: 60, seed: 7, today: '2026-11-24' }

test.each(kinds)(
  'an earlier system of the kind %s comes in: every damaged row is told, every figure agrees',
  async kind => {
    const folder = join(base, kind)
    const { takenIn, expected } = writeEarlierSystem(folder, { ...sizes, kind, damaged: 2 })
    const library = await openLibrary()
    const moved = await moveIn(library, folder, { leaveOut: true })
    if (!moved.ok) throw new Error(JSON.stringify(moved.refusal))
    const { problems, tables, reconciled } = moved.value
    const inOrder = (rows: { file: string; line: number; column: string }[]) =>
      rows.map(row => JSON.stringify(row)).sort()
    expect(inOrder(problems.map(({ file, line, column, want }) => ({ file, line, column, is: want.is })))).toEqual(
      inOrder(expected.map(({ file, line, column, is }) => ({ file, line, column, is }))),
    )
    const inKago = Object.fromEntries(
      Object.keys(takenIn).map(name => [name, tables[name]!.read - tables[name]!.leftOut]),
    )
    expect(inKago).toEqual(takenIn)
    expect(reconciled.length).toBeGreaterThan(50)
    expect(unexplained(moved.value)).toBe(0)
    expect(await violations(library)).toEqual([])
    const count = async (table: 'patron' | 'item' | 'loan' | 'hold') =>
      Number(
        (
          await library.db
            .selectFrom(table)
            .select(eb => eb.fn.countAll().as('rows'))
            .executeTakeFirstOrThrow()
        ).rows,
      )
    expect([await count('patron'), await count('item'), await count('loan'), await count('hold')]).toEqual([
      takenIn.patrons,
      takenIn.items,
      takenIn.loans,
      takenIn.holds,
    ])
    const again = await moveIn(library, folder, { leaveOut: true })
    if (!again.ok) throw new Error(JSON.stringify(again.refusal))
    expect(again.value).toMatchObject({ before: true, tables, reconciled })
    expect(again.value.problems).toEqual(problems.map(problem => ({ ...problem, value: '' })))
    const families = await library.db.selectFrom('patron').select(['address', 'phone']).orderBy('id').execute()
    expect(families[0]).toEqual(families[1])
    expect(families[0]!.address).toMatch(/^村上市/)
    const names = await library.db.selectFrom('patron').select(['name', 'name_reading']).execute()
    expect(names.some(({ name, name_reading }) => name.startsWith('𠮷田 ') && name_reading === 'ヨシダ ハナコ')).toBe(
      true,
    )
  },
)

test('without a word that rows may be left out, no patron comes in, and the settings stay', async () => {
  const folder = join(base, 'strict')
  writeEarlierSystem(folder, { ...sizes, kind: 'cp932', damaged: 1 })
  const library = await openLibrary()
  expect(await moveIn(library, folder)).toMatchObject({ ok: false, refusal: { why: 'problems' } })
  expect(await library.db.selectFrom('patron').select('id').execute()).toEqual([])
  expect((await library.db.selectFrom('bib').select('id').execute()).length).toBe(sizes.bibs)
})
