import { beforeAll, expect, test } from 'vitest'
import {
  type ExportedAuthority,
  type ExportedBib,
  writeJsonLines,
  writeMarc21,
  writeMarcXml,
  writeTsv,
} from '#catalogue/records/write-records.ts'
import { sql } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { marcRecord } from '../../test/marc.ts'
import { exportAuthorities, exportRecords } from './export-records.ts'
import { importRecords } from './import-records.ts'

let library: TestLibrary

beforeAll(async () => {
  library = await openLibrary()
  await givenTwoBranches(library)
})

async function givenTwoBranches({ db }: TestLibrary): Promise<void> {
  const plain = { kind: 'library', phone: '' } as const
  await db
    .insertInto('branch')
    .values([
      { ...plain, id: BranchId('chuo'), name: '中央図書館', short_name: '中央', is_central: true, list_order: 1 },
      { ...plain, id: BranchId('hiro'), name: '広図書館', short_name: '広', list_order: 2 },
    ])
    .execute()
}

const lines = (...records: object[]) => [Buffer.from(records.map(record => JSON.stringify(record)).join('\n'))]
const table = (...rows: string[]) => [Buffer.from(rows.join('\n'))]
const bibOf = (sourceKey: string) =>
  library.db.selectFrom('bib').selectAll().where('source_key', '=', sourceKey).executeTakeFirst()
const itemOf = (barcode: string) =>
  library.db.selectFrom('item').selectAll().where('barcode', '=', barcode).executeTakeFirst()
const changes = async () =>
  (await sql<{ count: number }>`select count(*)::int as count from bib_change`.execute(library.db)).rows[0]!.count

test('authorities are taken in by their key from MARC, JSON lines and tables, changed and deleted', async () => {
  const authorities = async () => {
    const rows = await library.db.selectFrom('authority').selectAll().orderBy('source_key').execute()
    return rows.map(({ source_key, kind, name, links }) => [
      source_key,
      kind,
      name,
      ...(links as { name: string }[]).map(link => link.name),
    ])
  }
  const marc = [
    marcRecord(
      [
        ['001', '1'],
        ['003', 'JTNDL'],
        ['100', '1 ', 'a', '江戸川, 乱歩'],
        ['400', '1 ', 'a', '平井, 太郎'],
      ],
      { status: 'nz  a' },
    ),
  ]
  const before = await changes()
  expect(await importRecords(library, marc)).toMatchObject({
    bibs: { added: 0 },
    authorities: { added: 1 },
    problemCount: 0,
  })
  expect(await changes()).toBe(before + 1)
  expect(await importRecords(library, marc)).toMatchObject({ authorities: { added: 0, changed: 0, unchanged: 1 } })
  expect(await changes()).toBe(before + 1)
  const rows = table(
    '標目\t標目種別\t別名\tをも見よ',
    '電子書籍\t件名\t電子図書|デジタル本\t出版',
    '栗本 薫\t人名\t\t中島 梓',
  )
  expect(await importRecords(library, rows)).toMatchObject({ authorities: { added: 2 }, problemCount: 0 })
  const line = lines({ authority: 'name', agency: 'JTNDL', id: '1', name: '江戸川乱歩', other_names: ['小松龍之介'] })
  expect(await importRecords(library, line)).toMatchObject({ authorities: { changed: 1 } })
  expect(await authorities()).toEqual([
    ['JP-DEMO:栗本 薫', 'name', '栗本 薫', '中島 梓'],
    ['JP-DEMO:電子書籍', 'subject', '電子書籍', '電子図書', 'デジタル本', '出版'],
    ['JTNDL:1', 'name', '江戸川乱歩', '小松龍之介'],
  ])
  const deletion = lines({ authority: 'name', agency: 'JTNDL', id: '1', deleted: true })
  expect(await importRecords(library, deletion)).toMatchObject({ authorities: { deleted: 1 } })
  expect(await importRecords(library, deletion)).toMatchObject({ authorities: { deleted: 0, unchanged: 1 } })
})

test('the MARC record of an authority stays while another form says the same, and goes when it says something else', async () => {
  const own = await openLibrary()
  const marc = marcRecord(
    [
      ['001', '1'],
      ['003', 'JTNDL'],
      ['100', '1 ', '6', '880-01', 'a', '江戸川, 乱歩'],
      ['400', '1 ', 'a', '平井, 太郎'],
      ['670', '  ', 'a', 'what Kago does not map'],
      ['880', '1 ', '6', '100-01/$1', 'a', 'エドガワ, ランポ'],
    ],
    { status: 'nz  a' },
  )
  const exported = async () => Buffer.concat(await Array.fromAsync(writeMarc21(exportAuthorities(own))))
  const again = async (changed: (text: string) => string, from: AsyncIterable<string>) => {
    const text = (await Array.fromAsync(from)).join('')
    return (await importRecords(own, [Buffer.from(changed(text))])).authorities
  }
  const asLine = () => writeJsonLines(exportAuthorities(own))
  const asRow = () => writeTsv(exportAuthorities(own), 'authorities')
  const same = (text: string) => text
  const renamed = (text: string) => text.replace('"name":"江戸川 乱歩"', '"name":"江戸川 亂歩"')

  await importRecords(own, [marc])
  for (const form of [asLine, asRow]) {
    expect(await again(same, form())).toMatchObject({ changed: 0, unchanged: 1 })
    expect((await exported()).equals(marc)).toBe(true)
  }
  // The line brings the MARC record along, but its name was changed since.
  expect(await again(renamed, asLine())).toMatchObject({ changed: 1 })
  expect((await exported()).includes('江戸川 亂歩')).toBe(true)
  expect((await exported()).includes('what Kago does not map')).toBe(false)
  // MARC again is newer, and then a row is.
  expect((await importRecords(own, [marc])).authorities).toMatchObject({ changed: 1 })
  expect((await exported()).equals(marc)).toBe(true)
  expect(await again(text => text.replace('平井 太郎', '小松 龍之介'), asRow())).toMatchObject({ changed: 1 })
  expect((await exported()).includes('小松 龍之介')).toBe(true)
  expect((await exported()).includes('平井')).toBe(false)
  await own.close()
})

test('a line that was exported with its MARC record and edited brings that record up to date', async () => {
  const own = await openLibrary()
  const marc = marcRecord([
    ['001', 'm8'],
    ['003', 'JTNDL'],
    ['245', '00', 'a', '坊つちやん'],
    ['246', '1 ', 'a', 'Master darling'],
    ['015', '  ', 'a', 'what Kago does not map'],
  ])
  await importRecords(own, [marc])
  const asLine = async () => (await Array.fromAsync(writeJsonLines(exportRecords(own)))).join('')
  const asMarc = async () => Buffer.concat(await Array.fromAsync(writeMarc21(exportRecords(own))))
  const line = await asLine()
  expect((await importRecords(own, [Buffer.from(line)])).bibs).toMatchObject({ changed: 0, unchanged: 1 })
  expect((await asMarc()).equals(marc)).toBe(true)

  const edited = Buffer.from(line.replace('"title":"坊つちやん"', '"title":"坊っちゃん"'))
  expect((await importRecords(own, [edited])).bibs).toMatchObject({ changed: 1 })
  for (const said of ['坊っちゃん', 'Master darling', 'what Kago does not map'])
    expect([said, (await asMarc()).includes(said)]).toEqual([said, true])
  expect((await asMarc()).includes('坊つちやん')).toBe(false)
  // The same line again is no change, nor is what is exported now.
  expect((await importRecords(own, [edited])).bibs).toMatchObject({ changed: 0, unchanged: 1 })
  expect((await importRecords(own, [Buffer.from(await asLine())])).bibs).toMatchObject({ changed: 0, unchanged: 1 })
  await own.close()
})

test('a bib that came as MARC and is changed by a table loses no field that Kago does not map', async () => {
  const marc = marcRecord([
    ['001', 'm9'],
    ['003', 'JTNDL'],
    ['008', '190212s2019    ja ||||g |||| ||||||jpn  '],
    ['015', '  ', 'a', '23173255', '2', 'jnb'],
    ['084', '  ', 'a', 'UE13', '2', 'kktb'],
    ['084', '  ', 'a', '023', '2', 'njb/10'],
    ['245', '00', '6', '880-01', 'a', '本の話', 'c', '萩野正昭 著'],
    ['650', ' 7', '6', '880-02', 'a', '電子書籍', '0', '01194148', '2', 'ndlsh'],
    ['700', '1 ', 'a', '萩野, 正昭', '0', '01215194'],
    ['880', '00', '6', '245-01/$1', 'a', 'ホン ノ ハナシ'],
    ['880', ' 7', '6', '650-02/$1', 'a', 'デンシ ショセキ'],
  ])
  await importRecords(library, [marc])
  const exported = async () => {
    for await (const record of exportRecords(library)) if (record.bib.sourceKey === 'JTNDL:m9') return record
    throw new Error('not exported')
  }
  const same = await exported()
  const [line] = await Array.fromAsync(writeJsonLines([{ ...same, raw: null }]))
  expect(await importRecords(library, [Buffer.from(line!)])).toMatchObject({ bibs: { changed: 0, unchanged: 1 } })
  expect((await exported()).raw).toEqual(same.raw)

  const change = { ...JSON.parse(line!), title: 'これからの本の話', title_yomi: 'コレカラ ノ ホン', year: 2020 }
  expect(await importRecords(library, lines(change))).toMatchObject({ bibs: { changed: 1 } })
  const { bib, raw } = await exported()
  expect(bib).toMatchObject({ title: 'これからの本の話', year: 2020 })
  const fields = raw!.fields.map(field => JSON.stringify(field))
  const field = (tag: string) => fields.filter(one => one.startsWith(`{"${tag}"`)).join('')
  expect(field('015')).toContain('23173255')
  expect(field('084')).toContain('kktb')
  expect(field('650')).toContain('01194148')
  expect(field('700')).toContain('01215194')
  expect(field('245')).toContain('これからの本の話')
  expect(field('008')).toContain('190212s2020    ja ||||g |||| ||||||jpn')
  expect(field('880')).not.toContain('ホン ノ ハナシ"')
  // What it says now is what the catalogue says.
  const other = await openLibrary()
  await importRecords(other, await Array.fromAsync(writeMarc21([{ bib, items: [], raw }])))
  const [read] = await Array.fromAsync(exportRecords(other))
  expect(read?.bib).toEqual(bib)
  await other.close()
  // A table says nothing of the columns it does not have.
  const short = table('機関\t書誌番号\tタイトル', 'JTNDL\tm9\tこれからの本の話')
  expect(await importRecords(library, short)).toMatchObject({ bibs: { changed: 1 } })
  const fromTable = await exported()
  expect(fromTable.bib.subjects).toEqual([])
  expect(JSON.stringify(fromTable.raw)).toContain('01194148')
  expect(JSON.stringify(fromTable.raw)).toContain('01215194')
  // MARC again is newer than what the table said.
  expect(await importRecords(library, [marc])).toMatchObject({ bibs: { changed: 1 } })
  expect((await exported()).raw).toEqual(same.raw)
})

test('a second run of the same file changes nothing and says so', async () => {
  const file = lines(
    {
      id: 'a1',
      title: 'こころ',
      title_yomi: 'こころ',
      creators: [{ name: '夏目 漱石', yomi: 'なつめ そうせき' }],
      isbns: ['9784101010137'],
    },
    {
      id: 'a2',
      title: '三四郎',
      items: [{ barcode: '0001', branch: '中央', call_number: '913.6/ナ', joined_on: '2026-04-01' }],
    },
  )
  const first = await importRecords(library, file)
  expect(first).toMatchObject({
    read: 2,
    bibs: { added: 2, changed: 0, unchanged: 0 },
    items: { added: 1 },
    problemCount: 0,
  })
  const before = await changes()
  library.clock.forward({ days: 1 })
  const second = await importRecords(library, file)
  expect(second).toMatchObject({
    bibs: { added: 0, changed: 0, unchanged: 2 },
    items: { added: 0, changed: 0, unchanged: 1 },
  })
  expect(await changes()).toBe(before)
  expect(await bibOf('JP-DEMO:a1')).toMatchObject({ title_reading: 'ココロ', isbns: ['9784101010137'], kind: 'book' })
  const item = await itemOf('0001')
  expect(item).toMatchObject({
    home_branch_id: 'chuo',
    current_branch_id: 'chuo',
    call_number: '913.6/ナ',
    status: 'shelf',
  })
  expect(item!.joined_on.toString()).toBe('2026-04-01')
})

test('a changed record is changed once and stands in the change feed', async () => {
  await importRecords(library, lines({ id: 'b1', title: '門' }, { id: 'b2', title: '行人' }))
  const before = await changes()
  const report = await importRecords(
    library,
    lines({ id: 'b1', title: '門', publisher: '新潮社' }, { id: 'b2', title: '行人' }),
  )
  expect(report.bibs).toMatchObject({ changed: 1, unchanged: 1 })
  expect(await changes()).toBe(before + 1)
  expect((await bibOf('JP-DEMO:b1'))!.publisher).toBe('新潮社')
})

test('a table has a row a copy: the first row makes the bib, the others bring copies', async () => {
  const report = await importRecords(
    library,
    table(
      '書誌番号\tタイトル\t資料コード\t館\t貸出区分',
      'c1\t坊っちゃん\t100\t中央図書館\t',
      'c1\t坊っちゃん\t101\t広\t禁帯出',
      'c1\t坊っちゃん\t102\tどこか\t',
      'c2\t明暗\t103\t\t',
    ),
  )
  expect(report.bibs).toMatchObject({ added: 2 })
  expect(report.items).toMatchObject({ added: 2 })
  expect(report.problems).toEqual([
    { number: 4, reason: 'The copy 102 is of the branch "どこか", which is not known.' },
    { number: 5, reason: 'The copy 103 names no branch.' },
  ])
  expect(await itemOf('101')).toMatchObject({ home_branch_id: 'hiro', loan_rule: 'reference' })
})

test('a list of copies leaves the bibs as they are', async () => {
  await importRecords(library, lines({ id: 'k1', title: '永日小品', publisher: '岩波書店' }))
  const list = table('書誌番号\t資料コード\t館', 'k1\t700\t中央', 'k2\t701\t中央')
  const report = await importRecords(library, list)
  expect(report).toMatchObject({ bibs: { added: 0, changed: 0 }, items: { added: 1, changed: 0, unchanged: 0 } })
  expect(report.problems).toEqual([
    { number: 3, reason: 'The copy 701 is of JP-DEMO:k2, which is not in the catalogue.' },
  ])
  expect((await bibOf('JP-DEMO:k1'))!.publisher).toBe('岩波書店')
  expect((await importRecords(library, list)).items).toMatchObject({ added: 0, unchanged: 1 })
})

test('two records with one number: the first counts and the other is told', async () => {
  const report = await importRecords(library, lines({ id: 'd1', title: '草枕' }, { id: 'd1', title: '虞美人草' }))
  expect(report.problems).toEqual([
    { number: 2, reason: 'Its number JP-DEMO:d1 is that of record 1 too; the first one counts.' },
  ])
  expect((await bibOf('JP-DEMO:d1'))!.title).toBe('草枕')
})

test('a copy follows its new home and its new bib from the shelf, but not out of the hands of a patron', async () => {
  const copy = (id: string, title: string, branch: string) => lines({ id, title, items: [{ barcode: '200', branch }] })
  await importRecords(library, copy('e1', 'それから', 'chuo'))
  await importRecords(library, copy('e1', 'それから', 'hiro'))
  expect(await itemOf('200')).toMatchObject({ home_branch_id: 'hiro', current_branch_id: 'hiro' })
  await library.db.updateTable('item').set({ status: 'loan' }).where('barcode', '=', '200').execute()
  const report = await importRecords(library, copy('e2', '彼岸過迄', 'hiro'), { moveCopies: true })
  expect(report.items).toMatchObject({ added: 0, changed: 0, unchanged: 0 })
  expect(report.problems[0]!.reason).toContain('stays with its present bib')
  expect((await itemOf('200'))!.bib_id).toBe((await bibOf('JP-DEMO:e1'))!.id)
})

test('a copy is not taken from its bib by a row with its barcode, unless that is said', async () => {
  const copy = (id: string, title: string, callNumber: string) =>
    lines({ id, title, items: [{ barcode: '210', branch: 'chuo', call_number: callNumber }] })
  await importRecords(library, copy('e5', '門', '913.6'))
  const before = await itemOf('210')
  const report = await importRecords(library, copy('e6', '行人', '999'))
  expect(report.items).toMatchObject({ added: 0, changed: 0, unchanged: 0 })
  expect(report.problems).toEqual([
    {
      number: 1,
      reason: 'The copy 210 is one of JP-DEMO:e5 and stays with its present bib; --move-copies would move it.',
    },
  ])
  expect(await itemOf('210')).toEqual(before)
  const moved = await importRecords(library, copy('e6', '行人', '999'), { moveCopies: true })
  expect([moved.items.changed, moved.problemCount]).toEqual([1, 0])
  expect((await itemOf('210'))!.bib_id).toBe((await bibOf('JP-DEMO:e6'))!.id)
})

test('one barcode for copies of several bibs: the first is taken, the others are told', async () => {
  const report = await importRecords(
    library,
    lines(
      { id: 'g1', title: '坊っちゃん', items: [{ barcode: '123457', branch: 'chuo' }] },
      { id: 'g2', title: '坑夫', items: [{ barcode: '123457', branch: 'chuo' }] },
    ),
  )
  expect(report.items.added).toBe(1)
  expect(report.problems).toEqual([
    { number: 2, reason: 'The copy 123457 is one of JP-DEMO:g1 too (record 1); the first one counts.' },
  ])
  expect((await itemOf('123457'))!.bib_id).toBe((await bibOf('JP-DEMO:g1'))!.id)
})

test('a deletion list takes bibs without copies away, once', async () => {
  await importRecords(
    library,
    lines({ id: 'f1', title: '道草' }, { id: 'f2', title: '野分', items: [{ barcode: '300', branch: 'chuo' }] }),
  )
  const list = table('書誌番号\t削除', 'f1\t1', 'f2\t1', 'f3\t1')
  const report = await importRecords(library, list)
  expect(report.bibs.deleted).toBe(1)
  expect(report.problems.map(({ reason }) => reason)).toEqual([
    'JP-DEMO:f2: it still has copies; withdraw them first.',
    'JP-DEMO:f3: no such bib is in the catalogue.',
  ])
  expect((await bibOf('JP-DEMO:f1'))!.deleted_at).not.toBeNull()
  expect((await importRecords(library, list)).bibs).toMatchObject({ deleted: 0, unchanged: 1 })
  expect((await importRecords(library, lines({ id: 'f1', title: '道草' }))).bibs.changed).toBe(1)
  expect((await bibOf('JP-DEMO:f1'))!.deleted_at).toBeNull()
})

test('a merge list brings two records of one title together, with their copies and in no circle', async () => {
  await importRecords(
    library,
    lines({ id: 'g1', title: '夢十夜', items: [{ barcode: '400', branch: 'chuo' }] }, { id: 'g2', title: '夢十夜' }),
  )
  const list = table('書誌番号\t統合先', 'g1\tg2', 'g2\tg1', 'g1\tg9')
  const report = await importRecords(library, list)
  expect(report.bibs.merged).toBe(1)
  expect(report.problems.map(({ number }) => number)).toEqual([3, 4])
  const target = (await bibOf('JP-DEMO:g2'))!.id
  expect((await bibOf('JP-DEMO:g1'))!.merged_into).toBe(target)
  expect((await itemOf('400'))!.bib_id).toBe(target)
  // A later file still names the old number: its copies are the new bib's.
  await importRecords(library, lines({ id: 'g1', title: '夢十夜', items: [{ barcode: '401', branch: 'chuo' }] }))
  expect((await itemOf('401'))!.bib_id).toBe(target)
})

test('nothing in a record stops the others: NUL, half a surrogate pair, an endless number, a broken line', async () => {
  const report = await importRecords(library, [
    Buffer.from(
      [
        '{"id":"h1","title":"a\\u0000b \\ud800 c","creators":[{"name":"\\\\u0000"}]}',
        `{"id":"${'9'.repeat(5000)}","title":"x"}`,
        '{"id":"h3","title":',
        '{"id":"h4","title":"ok"}',
      ].join('\n'),
    ),
  ])
  expect(report.bibs.added).toBe(2)
  expect(report.problems.map(({ number }) => number)).toEqual([2, 3])
  expect((await bibOf('JP-DEMO:h1'))!.title).toBe('a\ufffdb \ufffd c')
  expect((await bibOf('JP-DEMO:h1'))!.creators).toEqual([{ name: '\\u0000', reading: null, role: null }])
})

test('what the database refuses is told and the rest of the batch goes in', async () => {
  await sql`alter table bib add constraint no_swearing check (title <> 'ばか')`.execute(library.db)
  const report = await importRecords(
    library,
    lines(
      { id: 'i1', title: '倫敦塔', items: [{ barcode: '500', branch: 'chuo' }] },
      { id: 'i2', title: 'ばか' },
      { id: 'i3', title: '坑夫' },
    ),
  )
  expect(report.bibs.added).toBe(2)
  expect(report.items.added).toBe(1)
  expect(report.problems).toEqual([{ number: 2, reason: expect.stringContaining('no_swearing') }])
})

test('authorities that are exported can be imported into another library and are the same there', async () => {
  const marc = marcRecord(
    [
      ['001', '7'],
      ['003', 'JTNDL'],
      ['100', '1 ', '6', '880-01', 'a', '森, 鴎外'],
      ['400', '1 ', 'a', '森, 林太郎'],
      ['670', '  ', 'a', 'what Kago does not map'],
      ['880', '1 ', '6', '100-01/$1', 'a', 'モリ, オウガイ'],
    ],
    { status: 'nz  a' },
  )
  await importRecords(library, [marc])
  await importRecords(
    library,
    lines(
      {
        authority: 'name',
        agency: 'JTNDL',
        id: '8',
        name: '二葉亭 四迷',
        name_yomi: 'フタバテイ シメイ',
        other_names: ['長谷川 辰之助'],
      },
      { authority: 'subject', id: '9', name: '俳句', see_also: [{ name: '俳諧', yomi: 'ハイカイ' }] },
    ),
  )
  const all: ExportedAuthority[] = []
  for await (const record of exportAuthorities(library)) all.push(record)
  const files = {
    marc: writeMarc21(all),
    xml: writeMarcXml(all),
    json: writeJsonLines(all),
    tsv: writeTsv(all, 'authorities'),
  }
  const shown = (records: ExportedAuthority[]) =>
    new Map(records.map(({ authority }) => [authority.sourceKey, JSON.stringify(authority)]))
  expect(all.length).toBeGreaterThanOrEqual(3)
  for (const [form, chunks] of Object.entries(files)) {
    const other = await openLibrary()
    const parts: Buffer[] = []
    for await (const chunk of chunks) parts.push(Buffer.from(chunk))
    const file = [Buffer.concat(parts)]
    if (form === 'marc') expect(file[0]!.includes(marc)).toBe(true)
    expect([form, await importRecords(other, file)]).toMatchObject([
      form,
      { problems: [], authorities: { added: all.length } },
    ])
    expect(await importRecords(other, file)).toMatchObject({
      authorities: { added: 0, changed: 0, unchanged: all.length },
    })
    const there: ExportedAuthority[] = []
    for await (const record of exportAuthorities(other)) there.push(record)
    expect([form, shown(there)]).toEqual([form, shown(all)])
    await other.close()
  }
})

test('what is exported can be imported into another library and is the same there', async () => {
  const marc = marcRecord([
    ['001', 'j1'],
    ['003', 'JTNDL'],
    ['245', '00', '6', '880-01', 'a', '硝子戸の中 /', 'c', '夏目漱石 著.'],
    ['880', '00', '6', '245-01/$1', 'a', 'ガラスド ノ ウチ.'],
    ['999', '  ', 'x', 'what Kago does not map'],
    ['952', '  ', 'a', 'chuo', 'p', '600', 'd', '2020-05-06'],
  ])
  await importRecords(library, [marc])
  const all: ExportedBib[] = []
  for await (const record of exportRecords(library)) all.push(record)
  const files = { marc: writeMarc21(all), xml: writeMarcXml(all), json: writeJsonLines(all), tsv: writeTsv(all) }
  for (const [form, chunks] of Object.entries(files)) {
    const other = await openLibrary()
    await givenTwoBranches(other)
    const parts: Buffer[] = []
    for await (const chunk of chunks) parts.push(Buffer.from(chunk))
    const report = await importRecords(other, [Buffer.concat(parts)])
    expect([form, report.problems, report.bibs.added]).toEqual([form, [], all.length])
    const there: ExportedBib[] = []
    for await (const record of exportRecords(other)) there.push(record)
    const shown = (records: ExportedBib[]) =>
      new Map(records.map(({ bib, items }) => [bib.sourceKey, JSON.stringify({ bib, items })]))
    expect([form, shown(there)]).toEqual([form, shown(all)])
    const kept = there.find(({ bib }) => bib.sourceKey === 'JTNDL:j1')!.raw
    if (form !== 'tsv') expect(JSON.stringify(kept)).toContain('what Kago does not map')
    await other.close()
  }
})

test('what was guessed and what was lost stands in the report', async () => {
  const report = await importRecords(
    library,
    table(
      'id\ttitle\t書名\t出版年\tbarcode\tbranch\t受入日',
      'doubt1\t一\t二\t大正十五年\t０００９００１\tchuo\t2024年2月30日',
      'doubt2\t三\t\tいつか\t1.23457E+11\tchuo\tR6.4.1',
      'doubt3\t四\t\t\t0009003\tchuo\t45383',
    ),
  )
  const said = (told: { number: number; reason: string }[]) => told.map(one => `${one.number} ${one.reason}`).join('\n')
  expect(said(report.problems)).toMatch(/1 The columns "title" and "書名"/)
  expect(said(report.problems)).toMatch(/2 The day "2024年2月30日".*cannot be read/)
  expect(said(report.problems)).toMatch(/3 The barcode "1.23457E\+11" was damaged/)
  expect(said(report.problems)).toMatch(/3 No year is seen in the date "いつか"/)
  expect(report.problemCount).toBe(4)
  expect(said(report.notes)).toMatch(/2 The barcode "０００９００１" is read as 0009001/)
  expect(said(report.notes)).toMatch(/4 The day "45383".*is read as 2024-04-01/)
  expect(report.noteCount).toBe(2)
  expect(report.bibs.added).toBe(3)
  expect(String((await itemOf('0009001'))!.joined_on)).toContain('1900-01-01')
  expect(String((await itemOf('0009003'))!.joined_on)).toContain('2024-04-01')
  expect((await bibOf('JP-DEMO:doubt1'))!.year).toBe(1926)
})

test('MARC-8, Latin-1 and a misspelt element are read as they are, or said', async () => {
  const marc8 = marcRecord([
    ['001', 'l1'],
    ['245', '00', 'a', 'Lodz'],
  ]).toString('latin1')
  const record = (leader09: string, title: string) => Buffer.from(sameLength(marc8, leader09, title), 'latin1')
  const lodz = await importRecords(library, [record(' ', '\xa1\xe2od\xe2z')])
  expect(lodz).toMatchObject({ problemCount: 0, noteCount: 0 })
  expect((await bibOf('JP-DEMO:l1'))!.title).toBe('Łódź')
  await importRecords(library, [record(' ', 'Qur\xae\xe5an')])
  expect((await bibOf('JP-DEMO:l1'))!.title).toBe('Qurʼān')
  const latin = await importRecords(library, [record('a', 'pr\xe9jug\xe9s')])
  expect((await bibOf('JP-DEMO:l1'))!.title).toBe('préjugés')
  expect(latin.notes).toMatchObject([{ reason: expect.stringContaining('Latin-1') }])
  const xml = `<collection><record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">x9</controlfield>
    <datafield tag="020" ind1=" " ind2=" "><subfeild code="a">9784101010014</subfeild></datafield>
    <datafield tag="245" ind1="0" ind2="0"><subfield code="a">題</subfield></datafield></record></collection>`
  const misspelt = await importRecords(library, [Buffer.from(xml)])
  expect(misspelt.problems).toMatchObject([{ reason: expect.stringContaining('"subfeild"') }])
})

/** The record with another title and another leader/09; its directory is believed by its terminators. */
function sameLength(record: string, leader09: string, title: string): string {
  const at = record.indexOf('Lodz')
  return record.slice(0, 9) + leader09 + record.slice(10, at) + title + record.slice(at + 4)
}

test('what goes out and comes into an empty library is the same, in every form', async () => {
  const from = await openLibrary()
  const marc = marcRecord([
    ['001', '77'],
    ['245', '00', 'a', '番号の機関が書かれていない本'],
  ])
  await importRecords(from, [marc], { agency: 'JP-ONE' })
  await importRecords(from, [marc], { agency: 'JP-TWO' })
  await importRecords(
    from,
    lines(
      { id: 'r1', kind: 'book', title: 'タブ\tと "引用" のある題', series: '岩波文庫', year: 1930, ndc: ['913.6'] },
      { id: 'r2', title: '=1+1', creators: [{ name: '夏目漱石著', yomi: 'ナツメソウセキ' }], date: 'H10' },
    ),
  )
  const exported = async (of: TestLibrary) => {
    const out: string[] = []
    for await (const { bib } of exportRecords(of)) out.push(JSON.stringify(bib))
    return out.toSorted()
  }
  const forms = { writeMarc21, writeMarcXml, writeJsonLines, writeTsv }
  for (const [name, write] of Object.entries(forms)) {
    const pieces: Buffer[] = []
    for await (const piece of write(exportRecords(from))) pieces.push(Buffer.from(piece as string))
    const into = await openLibrary()
    const report = await importRecords(into, [Buffer.concat(pieces)])
    expect(report.problems, name).toEqual([])
    expect(await exported(into), name).toEqual(await exported(from))
  }
})
