import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { dayOf } from '#time/clock.ts'
import { openLibrary } from '../test/library.ts'
import { bareWork, mixedWork, saturate } from './circulation-load.ts'
import { measurePages } from './circulation-runs.ts'
import { playNight } from './night-load.ts'
import { fillTown, scaled } from './town.ts'

// The load runs in small: that they still run, that nothing fails, and that what they leave behind is sound. Nothing is
// timed.
test('a short load of orders, loans and returns, and the night after it, leave a sound library', {
  timeout: 300_000,
}, async () => {
  const library = await openLibrary({ connections: 8 })
  const dataDir = mkdtempSync(join(tmpdir(), 'kago-load-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const town = { ...library, url: library.databaseUrl, dataDir }
  const sizes = scaled(0.002)
  await fillTown(town, sizes)
  const agrees = async () =>
    expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
  await agrees()

  const mixed = await saturate('mixed', await mixedWork(town, sizes), 8, 4)
  expect(mixed.answers).not.toHaveProperty('failed')
  expect(mixed.failed).toBe(0)
  expect(mixed.answers['order: placed']).toBeGreaterThan(0)
  await agrees()

  const pages = await measurePages(town, sizes, { workers: 4, seconds: 3, rate: 10 }, () => {})
  for (const { failed, answers } of [pages.most, pages.steady]) expect([failed, answers]).toEqual([0, answers])
  expect(pages.steady.answers).toMatchObject({ 'order: placed': expect.any(Number), 'loan: done': expect.any(Number) })
  expect(pages.steady.kinds.return!.count).toBe(10)
  await agrees()

  library.clock.set('2026-11-25T03:00:00')
  const said: string[] = []
  const night = await playNight(town, sizes, { applications: 300, cancellations: 60 }, text => said.push(text))
  expect(said).toEqual([])
  expect(night.steps.find(step => step.step === 'takeInCancellations')!.counted).toBeGreaterThan(30)
  await agrees()

  // Rows that stand for nothing come last: they are no story of the library.
  const bare = await saturate('bare', await bareWork(town, sizes), 8, 0.5)
  expect(bare.failed).toBe(0)
})
