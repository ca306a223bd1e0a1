import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { listTroubles } from '#machines/list-machines.ts'
import { serveSip2 } from '#protocols/sip2/server.ts'
import { dayOf } from '#time/clock.ts'
import { openLibrary } from '../test/library.ts'
import { plugIn } from '../test/sip2.ts'
import { saturate } from './circulation-load.ts'
import { dayOfMachines, givenMachines, misbehave, replayTwice, slowLine } from './sip2-day.ts'
import { fillTown, scaled } from './town.ts'

// The day of the machines in small: that nothing fails and the library is sound afterwards. Nothing is timed.
test('a short day of machines: reports sent twice, mixed traffic, nonsense, a slow line, many that say nothing', async () => {
  const library = await openLibrary({ connections: 8 })
  const dataDir = mkdtempSync(join(tmpdir(), 'kago-sip2-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const town = { ...library, url: library.databaseUrl, dataDir }
  const sizes = scaled(0.002)
  await fillTown(town, sizes)
  await givenMachines(town)
  const server = await serveSip2(library, { port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.close())
  const { port } = server

  expect(await replayTwice(town, port, 10)).toEqual(Array.from({ length: 20 }, () => '1'))
  const loans = await library.db.selectFrom('item_event').where('actor', '=', 'machine:kiosk1').select('why').execute()
  expect(loans.map(({ why }) => why)).toEqual(Array.from({ length: 10 }, () => 'checkOut'))

  const day = await dayOfMachines(town, sizes, { port, machines: 12 })
  const mixed = await saturate('mixed', day.work, 8, 4)
  expect(mixed.failed, JSON.stringify(mixed.answers)).toBe(0)
  for (const kind of ['patron: known', 'loan: lent', 'end']) expect(mixed.answers[kind]).toBeGreaterThan(0)
  expect(mixed.kinds.return!.count).toBeGreaterThan(0)
  day.close()
  await misbehave(port)
  expect((await listTroubles(library)).map(({ kind }) => kind).sort()).toEqual(['flood', 'nonsense'])
  expect(await slowLine(town, port)).toBe('98')

  const idle = await Promise.all(Array.from({ length: 100 }, () => plugIn(port)))
  for (const one of idle) await one.ask('99', { status: '0', width: '080', version: '2.00' })
  for (const one of idle) one.close()
  expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
})
