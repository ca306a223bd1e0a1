import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OrderId } from '#ids.ts'
import { runChild } from '../../test/child.ts'
import { type Parts, playDay } from '../../test/crash-day.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { barcodeOf, givenReader, lent, violations, waiting } from '../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'

// Every crash point of holds and circulation, and of the merges, as the source names them: a new one is tested without
// being listed here.
const root = join(import.meta.dirname, '..', '..')
const points = globSync(['src/holds/**/*.ts', 'src/circulation/**/*.ts', 'src/{catalogue,patrons}/merge-*.ts'], {
  cwd: root,
})
  .filter(file => !file.endsWith('.test.ts'))
  .flatMap(file =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/crashPoint\('([^']+)'\)/g)].map(match => match[1]!),
  )

async function givenDay(): Promise<{ library: TestLibrary; parts: Parts }> {
  const library = await openLibrary({ connections: 4 })
  await givenBranches(library)
  const [patronId, next] = [await givenReader(library), await givenReader(library)]
  const bibs = []
  for (let n = 0; n < 8; n++) bibs.push(await givenBib(library))
  const [toCancel] = await waiting(library, patronId, [bibs[2]!.id])
  const [toCancelAtDesk] = await waiting(library, next, [bibs[3]!.id])
  await lent(library, next, bibs[4]!.itemIds[0]!)
  await waiting(library, patronId, [bibs[4]!.id], { contact: 'mail' })
  const former = await givenReader(library)
  await waiting(library, former, [bibs[6]!.id], { contact: 'mail' })
  await waiting(library, former, [bibs[7]!.id], { contact: 'mail' })
  await waiting(library, next, [bibs[7]!.id])
  return {
    library,
    parts: {
      patronId,
      sameTitle: { from: bibs[6]!.id, into: bibs[7]!.id },
      samePerson: { from: former, into: next },
      orderId: OrderId(randomUUID()),
      bibIds: [bibs[0]!.id, bibs[1]!.id],
      toCancel: toCancel!,
      toCancelAtDesk: toCancelAtDesk!,
      returned: await barcodeOf(library, bibs[4]!.itemIds[0]!),
      borrowed: await barcodeOf(library, bibs[5]!.itemIds[0]!),
    },
  }
}

/** What the day leaves behind, without numbers and instants that differ from run to run. */
async function outcomeOf({ db }: TestLibrary) {
  const holds = await db
    .selectFrom('hold')
    .select(['state', 'closed_why', 'closed_detail', 'bib_id', 'patron_id'])
    .orderBy('id')
    .execute()
  const items = await db.selectFrom('item').select(['status', 'current_branch_id']).orderBy('id').execute()
  const events = await db.selectFrom('hold_event').select(['hold_id', 'why']).orderBy('hold_id').orderBy('id').execute()
  const told = await db.selectFrom('notice').select(['kind', 'channel']).orderBy('kind').orderBy('id').execute()
  const loans = await db.selectFrom('loan').select(['due_on', 'renewals']).orderBy('id').execute()
  const said = loans.map(loan => `${loan.due_on} ${loan.renewals}`)
  return { holds, items, events: events.map(event => event.why), told, loans: said }
}

test('the day goes the same way when nothing crashes and when it is played twice', async () => {
  const { library, parts } = await givenDay()
  await playDay(library, parts)
  const once = await outcomeOf(library)
  await playDay(library, parts)
  expect(await outcomeOf(library)).toEqual(once)
  expect(once.holds.map(hold => hold.closed_why ?? hold.state)).toEqual([
    'cancelled',
    'cancelled',
    'expired',
    // The former patron's hold of the former record goes on, the two that it meets end.
    'waiting',
    'cancelled',
    'cancelled',
    'waiting',
    'waiting',
  ])
})

test.each(points)(
  'killed at %s and tried again, it leaves what it would have left',
  { timeout: 120_000 },
  async point => {
    const calm = await givenDay()
    await playDay(calm.library, calm.parts)
    const expected = await outcomeOf(calm.library)

    const { library, parts } = await givenDay()
    const day = [library.databaseUrl, JSON.stringify(parts)]
    const { signal, error } = await runChild('test/crash-day.ts', day, { KAGO_CRASH_AT: point })
    expect({ signal, said: error }, 'the day passes the point').toEqual({ signal: 'SIGKILL', said: '' })
    await playDay(library, parts)
    expect(await outcomeOf(library)).toEqual(expected)
    expect(await violations(library)).toEqual([])
  },
)
