import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'kago-folder-'))

test('a folder is made with those above it, and made once more it is there', () => {
  const deep = join(folder, 'one', 'two', 'three')
  makeFolder(deep, 0o700)
  makeFolder(deep, 0o700)
  expect(statSync(deep).mode & 0o777).toBe(0o700)
})

test('where none can be made it says so and comes back', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/)
  expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow(/ENOTDIR/)
  if (process.platform === 'linux') expect(() => makeFolder('/proc/kago-none/below')).toThrow(/ENOENT/)
})
