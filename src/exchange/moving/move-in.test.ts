import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import { importPassword } from '#patrons/signing-in/import-password.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { chuo, givenReader, lent, notices, scanned, violations, waiting } from '../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { exportAll } from './export-all.ts'
import { moveIn } from './move-in.ts'

const base = mkdtempSync(join(tmpdir(), 'kago-moving-'))
afterAll(() => rmSync(base, { recursive: true }))
/** Lines of a catalogue come in the order of numbers, which are given anew. */
const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(name => !name.endsWith('.mrc'))
      .map(name => [name, readFileSync(join(folder, name), 'utf8').split('\n')])
      .map(([name, lines]) => [name, (name as string).endsWith('.jsonl') ? (lines as string[]).toSorted() : lines]),
  )
const fingerprint = (library: TestLibrary) =>
  sql`insert into secrets_fingerprint (fingerprint) values ('same')`.execute(library.db)

test('everything exported and moved into an empty library is an equal library', async () => {
  const from = await openLibrary()
  await fingerprint(from)
  await givenBranches(from)
  const copies = [
    await givenBib(from),
    await givenBib(from, { items: [{}, { branch: 'asahi' }] }),
    await givenBib(from),
  ]
  const readers = [await givenReader(from), await givenReader(from, { mail: null }), await givenReader(from)]
  const card = await from.db.selectFrom('card').selectAll().orderBy('patron_id').execute()
  await importPassword(from, card[0]!.number, '2580')
  await importPassword(from, card[1]!.number, `{md5}${'0a'.repeat(16)}`)
  await lent(from, readers[0]!, copies[0]!.itemIds[0]!)
  for (const reader of [2, 0, 1]) await waiting(from, readers[reader]!, [copies[1]!.id], { pickup: chuo })
  await waiting(from, readers[1]!, [copies[0]!.id], { contact: 'phone' })
  await scanned(from, copies[1]!.itemIds[0]!)
  await scanned(from, copies[1]!.itemIds[1]!, BranchId('asahi'))
  await exportAll(from, join(base, 'out'))

  const to = await openLibrary()
  to.secrets = from.secrets
  await fingerprint(to)
  const moved = await moveIn(to, join(base, 'out'))
  expect(moved.ok ? 'moved' : JSON.stringify(moved.refusal)).toBe('moved')
  expect(moved).toMatchObject({
    ok: true,
    value: {
      problems: [],
      tables: { patrons: { read: 3, leftOut: 0 }, holds: { read: 4 }, loans: { read: 1 }, passwords: { read: 2 } },
    },
  })
  await exportAll(to, join(base, 'again'))
  expect(contents(join(base, 'again'))).toEqual(contents(join(base, 'out')))
  expect(await violations(to)).toEqual([])
  expect(await moveIn(to, join(base, 'out'))).toMatchObject({ ok: true, value: { before: true } })
  expect(await moveIn(to, join(base, 'again'))).toMatchObject({ ok: true, value: { before: true } })
  writeFileSync(join(base, 'again', 'more.txt'), '')
  expect(await moveIn(to, join(base, 'again'))).toEqual({ ok: false, refusal: { why: 'notEmpty' } })

  const stranger = await openLibrary()
  const refused = await moveIn(stranger, join(base, 'out'))
  expect(refused).toMatchObject({
    ok: false,
    refusal: { why: 'problems', moved: { problems: [{ column: 'made_with' }, {}] } },
  })
  expect((await stranger.db.selectFrom('patron').selectAll().execute()).length).toBe(0)
})

test('whose book stood ready, and who was not told of it before the moving, is told after it', async () => {
  const from = await openLibrary()
  await fingerprint(from)
  await givenBranches(from)
  const reader = await givenReader(from)
  const [called, looksForThemself] = [await givenBib(from), await givenBib(from)]
  const set = [await givenBib(from), await givenBib(from)]
  await waiting(from, reader, [called.id], { contact: 'phone' })
  await waiting(from, reader, [looksForThemself.id], { contact: 'self' })
  await waiting(from, reader, [set[0]!.id, set[1]!.id], { contact: 'mail', kind: 'set' })
  for (const { itemIds } of [called, looksForThemself, ...set]) await scanned(from, itemIds[0]!)
  await exportAll(from, join(base, 'untold'))

  const to = await openLibrary()
  to.secrets = from.secrets
  await fingerprint(to)
  expect((await moveIn(to, join(base, 'untold'))).ok).toBe(true)
  expect(await violations(to)).toEqual([])
  const written = (await notices(to, 'ready')).map(({ channel, state, facts }) => ({ channel, state, facts }))
  expect(written.toSorted((one, other) => one.channel.localeCompare(other.channel))).toMatchObject([
    { channel: 'mail', state: 'due', facts: { titles: [expect.any(String), expect.any(String)] } },
    { channel: 'phone', state: 'due' },
  ])
})

test('by what is no telephone number and no address nobody is told: it is left empty, and each is told', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const folder = mkdtempSync(join(base, 'people-'))
  const patrons = [
    ['1', '1970-01-01', '０２５４‐５３‐００００', ' HANAKO@Example.JP '],
    ['2', '1970-01-01', 'なし', 'hanako@@example.jp'],
    ['3', '1970-01-01', '0254-53-0000（母）', '携帯'],
    ['4', '2970-01-01', '0254-53-0000', ''],
    ['5', '1870-01-01', '', ''],
  ]
  writeFileSync(
    join(folder, 'patrons.csv'),
    `patron,category,name,name_reading,birth_date,phone,mail,expires_on\n${patrons
      .map(([key, born, phone, mail]) => `${key},general,読者,ドクシャ,${born},${phone},${mail},2029-03-31`)
      .join('\n')}\n`,
  )
  const moved = await moveIn(library, folder, { leaveOut: true })
  expect(moved.ok && moved.value.problems).toMatchObject([
    { line: 3, column: 'phone', want: { is: 'leftEmpty' } },
    { line: 3, column: 'mail', want: { is: 'leftEmpty' } },
    { line: 4, column: 'mail', want: { is: 'leftEmpty' } },
    { line: 5, column: 'birth_date', want: { is: 'birthDate' } },
    { line: 6, column: 'birth_date', want: { is: 'birthDate' } },
  ])
  expect(await library.db.selectFrom('patron').select(['phone', 'mail']).orderBy('id').execute()).toEqual([
    { phone: '0254-53-0000', mail: 'HANAKO@example.jp' },
    { phone: null, mail: null },
    { phone: '0254-53-0000(母)', mail: null },
  ])
})

test('a file that nobody reads is told, and a folder without any of a moving is refused', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const folder = mkdtempSync(join(base, 'names-'))
  writeFileSync(join(folder, 'notes.txt'), 'x')
  expect(await moveIn(library, folder)).toEqual({ ok: false, refusal: { why: 'nothingToRead' } })
  for (const file of ['patron.csv', 'catalogue.mrc.gz', '.hidden']) writeFileSync(join(folder, file), 'x')
  writeFileSync(join(folder, 'patrons.csv'), 'patron\n')
  const moved = await moveIn(library, folder)
  expect(moved.ok && moved.value.problems).toMatchObject(
    ['catalogue.mrc.gz', 'notes.txt', 'patron.csv'].map(file => ({ file, line: 0, want: { is: 'fileUsed' } })),
  )
})

test('a record of the base that the files have no more stays while it has copies, and that is told', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const folder = mkdtempSync(join(base, 'stays-'))
  const catalogue = (...ids: string[]) =>
    writeFileSync(
      join(folder, 'catalogue.jsonl'),
      ids.map(id => JSON.stringify({ agency: 'EARLIER', id, title: `本${id}` })).join('\n'),
    )
  catalogue('1', '2', '3')
  expect(await moveIn(library, folder, { isBase: true })).toMatchObject({ ok: true })
  const bibs = await library.db.selectFrom('bib').select(['id', 'source_key']).orderBy('source_key').execute()
  const at = { home_branch_id: BranchId('chuo'), current_branch_id: BranchId('chuo') }
  const joined_on = Temporal.PlainDate.from('2026-11-24')
  await library.db
    .insertInto('item')
    .values({ ...at, barcode: '1', bib_id: bibs[1]!.id, joined_on })
    .execute()
  catalogue('1')
  expect(await moveIn(library, folder)).toMatchObject({
    ok: true,
    value: {
      problems: [
        { value: 'EARLIER:2', want: { is: 'staysSinceBase' } },
        { value: 'EARLIER:3', want: { is: 'goneSinceBase' } },
      ],
    },
  })
  const there = await library.db.selectFrom('bib').select('source_key').where('deleted_at', 'is', null).execute()
  expect(there.map(({ source_key }) => source_key).sort()).toEqual(['EARLIER:1', 'EARLIER:2'])
})

test('codes as a scanner reads them lose their start and stop letters; a check digit is judged, or put behind', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  await givenBib(library, { title: '雪国', items: [] })
  const { source_key: record } = await library.db.selectFrom('bib').select('source_key').executeTakeFirstOrThrow()
  const folder = mkdtempSync(join(base, 'nw7-'))
  // 1000001 leaves 2 when it is divided by 7; 4006381330 has 8 by the weights of EAN.
  const codes = ['A10000012A', 'a10000023b', 'A10000031A', 'D1000004', '']
  writeFileSync(
    join(folder, 'shiryo.csv'),
    `code,short\r\n${codes.map((code, nth) => `${code},400638133${nth}`).join('\r\n')}\r\n`,
  )
  const mapping = (barcode: string) => `files:
  items:
    file: shiryo.csv
    unused: [code, short]
    columns: { barcode: ${barcode}, record: { always: "${record}" }, home_branch: { always: chuo } }
`
  const told = async (barcode: string) => {
    writeFileSync(join(folder, 'move-in.yaml'), mapping(barcode))
    const moved = await moveIn(library, folder)
    if (moved.ok || moved.refusal.why !== 'problems') throw new Error(JSON.stringify(moved))
    return moved.refusal.moved.problems
  }
  expect(await told('{ from: code, nw7: true, checkDigit: sevens }')).toMatchObject([
    { line: 4, column: 'barcode', header: 'code', value: 'A10000031A', want: { is: 'checkDigit', by: 'sevens' } },
    { line: 5, value: 'D1000004', want: { is: 'checkDigit', by: 'sevens' } },
    { line: 6, want: { is: 'filled' } },
  ])
  writeFileSync(join(folder, 'move-in.yaml'), mapping('{ from: short, addCheckDigit: modulus10 }'))
  expect(await moveIn(library, folder)).toMatchObject({ ok: true, value: { problems: [] } })
  const items = await library.db.selectFrom('item').select('barcode').orderBy('id').execute()
  expect(items.map(({ barcode }) => barcode)).toEqual([
    '40063813308',
    '40063813315',
    '40063813322',
    '40063813339',
    '40063813346',
  ])
})

test('CP932 with 和暦, codes, joined names and half-width kana comes in by move-in.yaml; each damaged row is told', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const folder = mkdtempSync(join(base, 'cp932-'))
  const lines = [
    '番号,姓,名,ﾖﾐ,生年月日,区分,期限,備考',
    '1,髙橋,①子,ﾀｶﾊｼ ｶｺﾞｺ,S55.3.12,1,令和9年3月31日,x',
    '2,山田,太郎,ﾔﾏﾀﾞ,昭和64年13月1日,1,2027/3/31,',
    '1,山田,花子,ﾔﾏﾀﾞ,H1.1.8,1,2027/3/31,',
    '4,山田,次郎,ﾔﾏﾀﾞ,H1.1.8,9,2027/3/31,',
  ]
  writeFileSync(join(folder, 'riyosha.csv'), iconv.encode(lines.join('\r\n'), 'cp932'))
  writeFileSync(
    join(folder, 'move-in.yaml'),
    `files:
  patrons:
    file: riyosha.csv
    unused: [備考]
    columns:
      patron: 番号
      name: { join: [姓, 名], with: ' ' }
      name_reading: ﾖﾐ
      birth_date: 生年月日
      category: { from: 区分, codes: { '1': general, '2': child } }
      expires_on: 期限
`,
  )
  const refused = await moveIn(library, folder)
  expect(refused).toMatchObject({ ok: false, refusal: { why: 'problems' } })
  const moved = await moveIn(library, folder, { leaveOut: true })
  expect(moved.ok && moved.value.problems).toEqual([
    {
      file: 'riyosha.csv',
      line: 3,
      column: 'birth_date',
      header: '生年月日',
      value: '昭和64年13月1日',
      want: { is: 'day' },
    },
    { file: 'riyosha.csv', line: 4, column: 'patron', header: '番号', value: '1', want: { is: 'once', firstLine: 2 } },
    { file: 'riyosha.csv', line: 5, column: 'category', header: '区分', value: '9', want: { is: 'code' } },
  ])
  const patrons = await library.db.selectFrom('patron').selectAll().execute()
  expect(
    patrons.map(one => [one.name, one.name_reading, `${one.birth_date}`, one.category, `${one.expires_on}`]),
  ).toEqual([['髙橋 ①子', 'タカハシ カゴコ', '1980-03-12', 'general', '2027-03-31']])
})

test('a usual choice that is not whole, a stop of another branch and a copy of another record are told in words', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const folder = mkdtempSync(join(base, 'against-'))
  const catalogue = ['1', '2'].map(id => JSON.stringify({ agency: 'EARLIER', id, title: `本${id}` }))
  writeFileSync(join(folder, 'catalogue.jsonl'), catalogue.join('\n'))
  writeFileSync(join(folder, 'items.csv'), 'barcode,record,home_branch\nB1,EARLIER:1,chuo\nB2,EARLIER:2,chuo\n')
  const hidden = ['record,item,because', 'EARLIER:1,B2,確認中', 'EARLIER:2,B2,確認中']
  writeFileSync(join(folder, 'hidden.csv'), hidden.join('\n'))
  const usual = ['chuo,,', ',,mail', ',yoshiura,', 'chuo,yoshiura,self', 'bm,nowhere,self', 'bm,yoshiura,self', ',,']
  const agreed = ['2026-11-01T00:00:00Z,', ',v1']
  const said = [...usual.map(cells => `${cells},,`), ...agreed.map(cells => `,,,${cells}`)]
  const patrons = said.map((cells, nth) => `${nth},general,山田,ヤマダ,1980-01-01,2027-03-31,${cells}`)
  const head =
    'patron,category,name,name_reading,birth_date,expires_on,usual_branch,usual_stop,usual_contact,agreed_at,agreed_to'
  writeFileSync(join(folder, 'patrons.csv'), [head, ...patrons].join('\n'))
  const moved = await moveIn(library, folder, { leaveOut: true })
  if (!moved.ok) throw new Error(JSON.stringify(moved.refusal))
  const told = moved.value.problems.map(({ file, line, column, want }) => [file, line, column, want])
  expect(told.toSorted((one, other) => (`${one}` < `${other}` ? -1 : 1))).toEqual([
    ['hidden.csv', 2, 'item', { is: 'ofItsRecord' }],
    ['patrons.csv', 10, 'agreed_at', { is: 'neededBy', column: 'agreed_to' }],
    ['patrons.csv', 2, 'usual_contact', { is: 'neededBy', column: 'usual_branch' }],
    ['patrons.csv', 3, 'usual_branch', { is: 'neededBy', column: 'usual_contact' }],
    ['patrons.csv', 4, 'usual_branch', { is: 'neededBy', column: 'usual_stop' }],
    ['patrons.csv', 4, 'usual_contact', { is: 'neededBy', column: 'usual_stop' }],
    ['patrons.csv', 5, 'usual_stop', { is: 'stopOfBranch' }],
    ['patrons.csv', 6, 'usual_stop', { is: 'stopOfBranch' }],
    ['patrons.csv', 9, 'agreed_to', { is: 'neededBy', column: 'agreed_at' }],
  ])
  const taken = await library.db
    .selectFrom('patron')
    .select(['usual_branch_id', 'usual_stop_id'])
    .orderBy('id')
    .execute()
  expect(taken).toEqual([
    { usual_branch_id: 'bm', usual_stop_id: 'yoshiura' },
    { usual_branch_id: null, usual_stop_id: null },
  ])
  const copies = await library.db.selectFrom('item').select('barcode').where('hidden_at', 'is not', null).execute()
  expect(copies).toEqual([{ barcode: 'B2' }])
})
