import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLibrary, type TestLibrary } from '../library.ts'
import { marcRecord } from '../marc.ts'
import { dataDirectory, environmentOf, runKago } from './service.ts'

const record = (id: string, ...fields: string[][]) =>
  marcRecord([['001', id], ['003', 'JTNDL'], ['040', '  ', 'b', 'jpn'], ...fields], { status: 'nz  a' })

const ranpo = record(
  '1',
  ['100', '1 ', '6', '880-01', 'a', '江戸川, 乱歩,', 'd', '1894-1965'],
  ['400', '1 ', '6', '880-02', 'a', '平井, 太郎'],
  ['670', '  ', 'a', '怪人二十面相'],
  ['880', '1 ', '6', '100-01/$1', 'a', 'エドガワ, ランポ'],
  ['880', '1 ', '6', '400-02/$1', 'a', 'ヒライ, タロウ'],
)
const murasaki = record(
  '2',
  ['100', '0 ', 'a', '紫式部,', 'd', '平安中期'],
  ['400', '0 ', 'a', '藤式部,', 'd', '平安中期'],
)
const library = record('3', ['110', '2 ', 'a', '籠目図書館'], ['510', '2 ', 'w', 'a', 'a', '籠目文庫'])
const ebooks = record('4', ['150', '  ', 'a', '電子書籍', 'z', '日本'], ['550', '  ', 'w', 'g', 'a', '書籍'])
const came = Buffer.concat([ranpo, murasaki, library, ebooks])

type Kept = { source_key: string; links: { name: string; reading: string | null; is: string }[] }
const kept = async ({ db }: TestLibrary) =>
  (await db
    .selectFrom('authority')
    .select(['source_key', 'kind', 'name', 'reading', 'links'])
    .orderBy('source_key')
    .execute()) as Kept[]

/** A table does not say what a heading near by is. */
const withoutRelations = (all: Kept[]) =>
  all.map(one => ({ ...one, links: one.links.map(link => ({ ...link, is: link.is === 'other' ? 'other' : 'near' })) }))

test('authorities go from one library into another in every form, and come out as they came', async () => {
  const from = await openLibrary()
  const directory = dataDirectory()
  const path = (name: string) => join(directory, name)
  const run = (which: TestLibrary, ...args: string[]) => runKago(args, environmentOf(which, directory))
  writeFileSync(path('came.mrc'), came)
  expect((await run(from, 'import', path('came.mrc'))).out).toContain('authorities: 4 added')
  const whole = await run(from, 'export', '--authorities', path('whole.mrc'))
  expect(whole).toMatchObject({ code: 0, out: `${came.length} bytes in ${path('whole.mrc')}\n` })
  expect(readFileSync(path('whole.mrc')).equals(came)).toBe(true)

  const lines = [
    {
      authority: 'name',
      agency: 'JTNDL',
      id: '3',
      name: '籠目市立図書館',
      see_also: [{ name: '籠目図書館', relation: 'earlier' }],
    },
    { authority: 'name', id: '5', name: '栗本, 薫', name_yomi: 'くりもと, かおる', see_also: ['中島 梓'] },
    { authority: 'name', id: '6', name: '=長'.repeat(3000) },
  ]
  writeFileSync(path('lines.jsonl'), lines.map(line => JSON.stringify(line)).join('\n'))
  expect((await run(from, 'import', path('lines.jsonl'))).out).toContain('authorities: 2 added, 1 changed')
  const all = await kept(from)
  expect(all).toHaveLength(6)

  for (const form of ['mrc', 'xml.gz', 'jsonl', 'tsv.gz']) {
    const file = path(`authorities.${form}`)
    const exported = await run(from, 'export', '--authorities', file)
    expect([form, exported.code]).toEqual([form, 0])
    const tooLong = 'JP-DEMO:6: Field 100 is longer than the 9,999 bytes of ISO 2709.\n'
    expect([form, exported.error.includes(tooLong)]).toEqual([form, form === 'mrc'])
    const fitting = form === 'mrc' ? all.filter(({ source_key }) => source_key !== 'JP-DEMO:6') : all

    const into = await openLibrary()
    const first = await run(into, 'import', file)
    expect([form, first.out]).toEqual([
      form,
      expect.stringContaining(`authorities: ${fitting.length} added, 0 changed`),
    ])
    expect([form, first.out]).toEqual([form, expect.stringContaining('problems: 0')])
    expect((await run(into, 'import', file)).out).toContain(
      `0 added, 0 changed, ${fitting.length} unchanged, 0 deleted`,
    )
    const [there, here] = form.startsWith('tsv')
      ? [withoutRelations(await kept(into)), withoutRelations(fitting)]
      : [await kept(into), fitting]
    expect([form, there]).toEqual([form, here])
    await into.close()
  }
  // The one that a line changed is made anew, the others are as they were.
  const bytes = readFileSync(path('authorities.mrc'))
  for (const whole of [ranpo, murasaki, ebooks]) expect(bytes.includes(whole)).toBe(true)
  expect(bytes.includes(library)).toBe(false)

  const wrong = await run(from, 'export', '--authorities', path('authorities.txt'))
  expect(wrong.code).toBe(2)
  expect(wrong.error).toContain('Usage: kago export [--authorities] FILE')
})
