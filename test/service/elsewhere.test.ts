import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('a command works in whichever folder one stands', () => {
  const program = join(import.meta.dirname, '../../bin/kago.js')
  const args = [program, 'serve', '--processes', 'many']
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: tmpdir(), encoding: 'utf8' })
  expect([status, stderr]).toEqual([2, expect.stringContaining('--processes takes a number from 1 to 64')])
})
