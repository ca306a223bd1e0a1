import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { ja } from '#text/ja.ts'
import { violations } from '../../../test/given-holds.ts'
import { openLibrary } from '../../../test/library.ts'
import { moveIn } from './move-in.ts'
import { tryFile } from './try-file.ts'
import { unexplained, writeReport } from './write-report.ts'

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url))
const report = mkdtempSync(join(tmpdir(), 'kago-report-'))
afterAll(() => rmSync(report, { recursive: true }))

test('the example of the handbook moves in, and its mapping is the one that the handbook shows', async () => {
  const library = await openLibrary()
  const moved = await moveIn(library, join(docs, 'moving-in-example'))
  if (!moved.ok) throw new Error(JSON.stringify(moved.refusal))
  expect(moved.value.problems).toEqual([])
  expect(unexplained(moved.value)).toBe(0)
  expect(await violations(library)).toEqual([])
  const patrons = await library.db.selectFrom('patron').selectAll().orderBy('id').execute()
  expect(
    patrons.map(({ name, name_reading, birth_date, address }) => [name, name_reading, `${birth_date}`, address]),
  ).toEqual([
    ['髙橋 健一', 'タカハシ ケンイチ', '1980-03-12', '岩舟町海老江1番2号'],
    ['髙橋 結衣', 'タカハシ ユイ', '2017-07-01', '岩舟町海老江1番2号'],
    ['五十嵐 蓮', 'イガラシ レン', '1989-01-07', null],
  ])
  const cards = await library.db.selectFrom('card').select('number').orderBy('number').execute()
  expect(cards.map(({ number }) => number)).toEqual(['00000101', '00000102', '00000103'])
  const held = await library.db.selectFrom('item').select(['status']).where('barcode', '=', '100000003').execute()
  expect(held).toEqual([{ status: 'holdShelf' }])
  const shown = readFileSync(join(docs, 'moving-in.md'), 'utf8')
  expect(shown).toContain(`\`\`\`yaml\n${readFileSync(join(docs, 'moving-in-example/move-in.yaml'), 'utf8')}\`\`\``)
})

test('one file can be tried: ten rows as they are understood, what cannot be used, and nothing is written', async () => {
  const library = await openLibrary()
  const tried = await tryFile(library, join(docs, 'moving-in-example'), 'riyosha.csv')
  if (!tried.ok) throw new Error(tried.refusal.why)
  expect(tried.value.map(({ form }) => form)).toEqual(['patrons', 'cards'])
  const [patrons] = tried.value
  expect(patrons!.rows.length).toBe(Math.min(10, patrons!.read))
  expect(patrons!.rows[0]).toMatchObject({ line: 2, row: { category: expect.stringMatching(/^(general|child)$/) } })
  expect(patrons!.rows[0]!.row.birth_date).toMatch(/^\d{4}-\d\d-\d\d$/)
  // The branches are those of the settings beside it: the library has none yet.
  const items = await tryFile(library, join(docs, 'moving-in-example'), 'shiryo.csv')
  expect(items.ok && items.value[0]!.problems.filter(({ want }) => want.is === 'branch')).toEqual([])
  expect(await tryFile(library, join(docs, 'moving-in-example'), 'riyousha.csv')).toMatchObject({
    refusal: { why: 'fileOfNoTable', files: expect.arrayContaining(['riyosha.csv']) },
  })
  expect(await library.db.selectFrom('patron').select('id').execute()).toEqual([])
})

test('the report tells each row that cannot be used, and shows nothing of it as markup', async () => {
  const problem = {
    file: 'riyosha.csv',
    line: 3,
    column: 'category',
    header: '区分',
    value: '<b>"9"</b>',
    want: { is: 'code' as const },
  }
  const figure = {
    figure: 'patrons' as const,
    key: 'general',
    inFiles: 3,
    inKago: 1,
    leftOut: 1,
    lines: [3],
    unexplained: 1,
  }
  const moved = {
    tables: { patrons: { read: 3, leftOut: 1 } },
    problems: [...Array.from({ length: 500 }, () => problem), { ...problem, value: '=1+1' }],
    reconciled: [figure],
    before: false,
  }
  await writeReport(report, { moved, outcome: 'rehearsal', t: ja.moving })
  const page = readFileSync(join(report, 'report.html'), 'utf8')
  expect(page).toContain('これはリハーサルです。何も残していません。')
  expect(page).toContain('説明のつかない違いが1件あります。')
  expect(page).toContain('&lt;b&gt;&quot;9&quot;&lt;/b&gt;')
  expect(page).toContain('ほかに1件あります。すべては problems.csv にあります。')
  expect(page).not.toContain('<b>')
  expect(page).toContain('<td>利用者</td>')
  const problems = readFileSync(join(report, 'problems.csv'), 'utf8').trimEnd().split('\n')
  expect(problems.length).toBe(502)
  expect(problems[1]).toBe('riyosha.csv,3,区分,"<b>""9""</b>",move-in.yaml のコード表にない値です。')
  // A spreadsheet takes it for no formula.
  expect(problems.at(-1)).toContain(",'=1+1,")
  expect(readFileSync(join(report, 'reconciliation.csv'), 'utf8')).toContain('利用者（区分ごと）,general,3,1,1,1,3')
})
