import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { writeEarlierSystem } from '../../../bench/move-in/earlier-system.ts'
import { runChild } from '../../../test/child.ts'
import { violations } from '../../../test/given-holds.ts'
import { openLibrary } from '../../../test/library.ts'
import { exportAll } from './export-all.ts'
import { moveIn } from './move-in.ts'

const base = mkdtempSync(join(tmpdir(), 'kago-killed-moving-'))
afterAll(() => rmSync(base, { recursive: true }))
const program = fileURLToPath(new URL('../../../test/move-in-process.ts', import.meta.url))

test('a moving that is killed three times and started again ends as one that was not', {
  timeout: 240_000,
}, async () => {
  const folder = join(base, 'earlier')
  const sizes = { patrons: 30, bibs: 60, items: 120, loans: 20, holds: 20, damaged: 1 }
  writeEarlierSystem(folder, { ...sizes, kind: 'cp932', seed: 3, today: '2026-11-24' })
  const straight = await openLibrary()
  expect(await moveIn(straight, folder, { leaveOut: true })).toMatchObject({ ok: true, value: { before: false } })
  const killed = await openLibrary()
  for (const at of ['moveIn:catalogue', 'moveIn:loans', 'moveIn:committed']) {
    const end = await runChild(program, [killed.databaseUrl, folder], { KAGO_CRASH_AT: at })
    expect(end, end.error).toMatchObject({ signal: 'SIGKILL' })
  }
  // The last one had done all of it.
  expect(await runChild(program, [killed.databaseUrl, folder])).toMatchObject({ code: 0, out: 'before' })
  expect(await violations(killed)).toEqual([])
  await exportAll(straight, join(base, 'straight'))
  await exportAll(killed, join(base, 'killed'))
  const files = readdirSync(join(base, 'straight'))
  expect(readdirSync(join(base, 'killed'))).toEqual(files)
  for (const file of files.filter(name => !name.endsWith('.mrc')))
    expect(readFileSync(join(base, 'killed', file), 'utf8'), file).toBe(
      readFileSync(join(base, 'straight', file), 'utf8'),
    )
})
