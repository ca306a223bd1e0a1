import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { givenBranches } from '../given.ts'
import { givenPatron } from '../given-patron.ts'
import { openLibrary } from '../library.ts'
import { dataDirectory, environmentOf, runKago } from './service.ts'

const good = '{"id":"1","title":"吾輩は猫である"}\n'
const many = Array.from({ length: 5_000 }, (_, n) => `{"id":"m${n}","title":"${Math.sin(n)}"}\n`).join('')

test('kago import: 0 all is in, 3 some was left out, 1 nothing or broken with a sentence', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const directory = dataDirectory()
  const env = environmentOf(library, directory)
  const cases: [name: string, file: Buffer | string | null, code: number, says: string][] = [
    ['good.jsonl', good, 0, 'bytes of'],
    ['some.jsonl', `${good}not JSON\n`, 3, 'record 2: The line is not JSON.'],
    ['none.jsonl', '{"id":"1"}\n{"id":"2"}\n', 1, 'no record of it could be used. The first:'],
    ['pretty.json', '{\n "id": "1"\n}\n', 1, 'was not taken in: This JSON object goes over several lines'],
    [
      'cut.jsonl.gz',
      gzipSync(many).subarray(0, 40_000),
      1,
      'was taken in only in part: The packed file (gzip) is damaged',
    ],
    ['empty.tsv', '', 1, 'was not taken in: The file is empty.'],
    ['header.tsv', 'id\ttitle\n', 1, 'holds no records'],
    ['nothere.mrc', null, 1, 'nothere.mrc is not there.'],
  ]
  for (const [name, file, code, says] of cases) {
    const path = join(directory, name)
    if (file !== null) writeFileSync(path, file)
    const ran = await runKago(['import', path], env)
    expect([name, ran.code]).toEqual([name, code])
    expect(ran.error).toContain(says)
  }
}, 120_000)

test('two first imports at once into a new DATA_DIR both work', async () => {
  const env = { DATA_DIR: dataDirectory() }
  const file = join(env.DATA_DIR, 'good.jsonl')
  writeFileSync(file, good)
  const ran = await Promise.all([runKago(['import', file], env), runKago(['import', file], env)])
  expect(ran.map(({ code, error }) => [code, code === 0 ? '' : error])).toEqual([
    [0, ''],
    [0, ''],
  ])
  expect(ran.map(({ out }) => /bibs: (\d) added, 0 changed, (\d) unchanged/.exec(out)?.slice(1).join())).toEqual(
    expect.arrayContaining(['1,0', '0,1']),
  )
}, 120_000)

test('kago patron import-passwords says what it is about to do, what it did, and each line that it refused', async () => {
  const library = await openLibrary()
  const patron = await givenPatron(library, { password: null })
  const directory = dataDirectory()
  const file = join(directory, 'passwords.tsv')
  writeFileSync(file, `${patron.cardNumber}\t8264\n99999999\t8264\n`)
  const { code, out, error } = await runKago(['patron', 'import-passwords', file], environmentOf(library, directory))
  expect([code, out]).toEqual([1, '1 passwords taken over, 1 refused\n'])
  const told = error.split('\n')
  expect(told[0]).toBe(`2 lines of ${file} are read as passwords of cards, and set now`)
  expect(told[1]).toMatch(/^line 2: /)
  expect(error).not.toContain('8264')
}, 60_000)
