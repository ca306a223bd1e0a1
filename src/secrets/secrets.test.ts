import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { openSecrets } from './secrets.ts'

const made: string[] = []
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true })
})

let library: TestLibrary
let dataDir: string
beforeEach(async () => {
  library = await openLibrary()
  dataDir = mkdtempSync(join(tmpdir(), 'kago-secrets-'))
  made.push(dataDir)
})

const open = (fromEnvironment: string | null = null) => openSecrets(library.db, { dataDir, fromEnvironment })
const file = () => join(dataDir, 'secrets.json')

test('the first start writes them for the owner alone, the next one finds them', async () => {
  const first = await open()
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(await open()).toEqual(first)
  expect(await open(readFileSync(file(), 'utf8'))).toEqual(first)
})

test('two services that start at once draw once', async () => {
  const all = await Promise.all([open(), open(), open()])
  expect(all[1]).toEqual(all[0])
  expect(all[2]).toEqual(all[0])
})

test('without them, or with others, or with broken ones, the service does not start and says why', async () => {
  await open()
  const text = readFileSync(file(), 'utf8')
  await expect(open(JSON.stringify({ ...JSON.parse(text), pepper: 'ab'.repeat(32) }))).rejects.toThrow(
    /not those of this database/,
  )
  rmSync(file())
  await expect(open()).rejects.toThrow(/put secrets.json back/)
  expect(existsSync(file())).toBe(false)
  for (const broken of ['', '{', '{}', '{"pepper":"x"}', text.replace('cookieKey', 'cookiekey')]) {
    writeFileSync(file(), broken)
    chmodSync(file(), 0o600)
    await expect(open()).rejects.toThrow(/is broken/)
  }
  writeFileSync(file(), text)
  await open()
})
