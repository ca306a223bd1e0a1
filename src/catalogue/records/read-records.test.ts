import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { marcRecord } from '../../../test/marc.ts'
import type { ReadRecord } from './read-record.ts'
import { readRecords } from './read-records.ts'

async function read(file: Buffer | string, pieceLength = 0): Promise<ReadRecord[]> {
  const bytes = Buffer.from(file as string)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += pieceLength || bytes.length)
    pieces.push(bytes.subarray(at, at + (pieceLength || bytes.length)))
  const records: ReadRecord[] = []
  for await (const record of readRecords(pieces)) records.push(record)
  return records
}
const titles = (records: ReadRecord[]) =>
  records.map(record => ('ok' in record ? record.ok.title : 'error' in record ? record.error : record))

const neko = [
  ['001', '1'],
  ['245', '00', 'a', '吾輩は猫である', 'c', '夏目漱石 著'],
]
const xml = (fields: string) =>
  `<collection xmlns="http://www.loc.gov/MARC21/slim"><record>${fields}</record></collection>`
const nekoXml = xml(
  '<leader>00000nam a2200000 i 4500</leader><controlfield tag="001">1</controlfield><datafield tag="245" ind1="0" ind2="0"><subfield code="a">吾輩は猫である</subfield></datafield>',
)

describe('the form is known by the content', () => {
  const forms: [name: string, file: Buffer | string][] = [
    ['MARC 21', marcRecord(neko)],
    ['MARC 21 after a line end', Buffer.concat([Buffer.from('\r\n'), marcRecord(neko), Buffer.from('\r\n')])],
    ['MARCXML', nekoXml],
    ['MARCXML with a declaration and a byte order mark', `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n${nekoXml}`],
    ['JSON lines', '{"id":"1","title":"吾輩は猫である"}\n\n'],
    [
      'MARC-in-JSON lines',
      '{"leader":"00000nam a2200000 i 4500","fields":[{"001":"1"},{"245":{"ind1":"0","ind2":"0","subfields":[{"a":"吾輩は猫である"}]}}]}',
    ],
    ['a table with tabs', '書誌番号\tタイトル\n1\t吾輩は猫である\n'],
    ['a table with commas and quotes', '"id","title"\r\n"1","吾輩は猫である"\r\n'],
    ['a table in Shift_JIS', iconv.encode('書誌番号,書名\r\n1,吾輩は猫である\r\n', 'cp932')],
    ['a table in EUC-JP', iconv.encode('書誌番号,書名\r\n1,吾輩は猫である\r\n', 'eucjp')],
    ['a table in UTF-16', iconv.encode('書誌番号\t書名\r\n1\t吾輩は猫である\r\n', 'utf-16le', { addBOM: true })],
  ]
  test.each(forms)('%s', async (_name, file) => {
    expect(titles(await read(file))).toEqual(['吾輩は猫である'])
    expect(titles(await read(file, 7))).toEqual(['吾輩は猫である'])
    expect(titles(await read(gzipSync(file)))).toEqual(['吾輩は猫である'])
    expect(titles(await read(gzipSync(file), 1))).toEqual(['吾輩は猫である'])
  })

  const marcBefore2012 = marcRecord([
    ['001', '1'],
    ['200', '1 ', 'a', '吾輩は猫である'],
  ])
  test.each<[name: string, file: Buffer | string, says: string]>([
    ['nothing', '', 'The file is empty.'],
    ['a line end', ' \n', 'The file is empty.'],
    ['a JSON array', '[{"id":1}]', 'This is a JSON array (as openBD answers); one JSON object a line is wanted.'],
    ['JSON over several lines', '{\n  "id": "1",\n  "title": "x"\n}\n', 'This JSON object goes over several lines'],
    ['UNIMARC', marcBefore2012, 'This is UNIMARC'],
    [
      'UNIMARC as XML',
      xml('<leader>x</leader><datafield tag="200" ind1=" " ind2=" "><subfield code="a">x</subfield></datafield>'),
      'This is UNIMARC',
    ],
    ['ISO-2022-JP', Buffer.from('\x1b$B=qL>\x1b(B,id\nx,1\n', 'latin1'), 'This is ISO-2022-JP (JIS)'],
    ['a spreadsheet', Buffer.from('PK\x03\x04rest', 'latin1'), 'This is a spreadsheet (.xlsx)'],
    ['a spreadsheet of old', Buffer.from('\xd0\xcf\x11\xe0rest', 'latin1'), 'in the old form (.xls)'],
    ['a PDF', '%PDF-1.7 hello', 'This is a PDF'],
    ['a table with returns alone', 'id,title\r1,x\r2,y\r', 'end with a carriage return alone'],
    ['a table of something else', 'a\tb\n1\t2', 'The header row names no title'],
    ['XML of another kind', '<rdf><record/></rdf>', 'This XML holds no MARC records.'],
    ['a word', 'hello', 'This is neither MARC 21, MARCXML, JSON lines nor a table with a header row.'],
  ])('what is none of these says what it is and what is wanted: %s', async (_name, file, says) => {
    expect(await read(file)).toEqual([
      { number: expect.any(Number), error: expect.stringContaining(says), ofFile: true },
    ])
  })
})

test('a damaged archive gives what could be unpacked, and says where it breaks', async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `{"id":"${row}","title":"${Math.sin(row)}"}`).join('\n')
  const records = await read(gzipSync(rows).subarray(0, -1000), 50_000)
  expect(records.length).toBeGreaterThan(10_000)
  expect(records.at(-1)).toEqual({
    number: records.length,
    error: 'The packed file (gzip) is damaged here and cannot be unpacked further.',
    ofFile: true,
  })
})

describe('the character set is what is there, not what leader/09 says', () => {
  const cases: [name: string, encode: (text: string) => Buffer][] = [
    ['UTF-8', text => Buffer.from(text)],
    ['Shift_JIS', text => iconv.encode(text, 'cp932')],
    ['EUC-JP', text => iconv.encode(text, 'eucjp')],
  ]
  for (const [name, encode] of cases) {
    test.each(['nam a', 'nam  '])(`${name} under leader/09 %j`, async status => {
      const file = marcRecord([...neko, ['500', '  ', 'a', 'カタカナとABC ①']], { status, encode })
      const [record] = await read(file)
      expect(record).toMatchObject({
        ok: { title: '吾輩は猫である', responsibility: '夏目漱石 著', note: 'カタカナとABC ①' },
      })
    })
  }
  const latin = (bytes: string) => (text: string) => Buffer.from(text.replace('@', bytes), 'latin1')
  const titled = (encode: (text: string) => Buffer) =>
    marcRecord(
      [
        ['001', '1'],
        ['245', '00', 'a', '@'],
      ],
      { status: 'nam  ', encode },
    )
  test('MARC-8 with an accent before its letter', async () => {
    expect(titles(await read(titled(latin('Caf\xe2e \xb2re'))))).toEqual(['Café øre'])
  })
  test('JIS by escape sequences', async () => {
    const encode = latin('\x1b$B8cGZ\x1b(B neko')
    expect(titles(await read(titled(encode)))).toEqual(['吾輩 neko'])
  })
  test('the East Asian set of MARC-8 is told, not guessed at', async () => {
    const encode = latin('\x1b$1!!!\x1b(B')
    expect(titles(await read(titled(encode)))[0]).toContain('EACC')
  })
  test('neither is told', async () => {
    const encode = latin('\xff\xfe\x80')
    expect(
      titles(
        await read(
          marcRecord(
            [
              ['001', '1'],
              ['245', '00', 'a', '@'],
            ],
            { encode },
          ),
        ),
      )[0],
    ).toContain('neither UTF-8 nor')
  })
})

describe('tables', () => {
  test('columns of Japanese systems', async () => {
    const [record] = await read(
      [
        '書誌番号\tタイトル\tタイトルヨミ\t著者\t著者ヨミ\t出版者\t出版年\tＩＳＢＮ\t分類\t件名\t請求記号\t資料コード\t館\t禁帯出\t受入日\t対象\t謎',
        '12\tこころ\tｺｺﾛ\t夏目漱石；岩波 茂雄\tナツメソウセキ；イワナミ シゲオ\t岩波書店\t昭和2年\t4-00-310111-1\t913.6|B913\t小説\t913.6/ﾅ\t000123\t中央\t○\t2024/4/1\t児童\t?',
      ].join('\n'),
    )
    expect(record).toMatchObject({
      number: 2,
      ok: {
        sourceKey: 'JP-DEMO:12',
        title: 'こころ',
        titleReading: 'ココロ',
        creators: [
          { name: '夏目漱石', reading: 'ナツメソウセキ', role: null },
          { name: '岩波 茂雄', reading: 'イワナミ シゲオ', role: null },
        ],
        publisher: '岩波書店',
        published: '昭和2年',
        year: 1927,
        ndc: ['913.6', 'B913'],
        subjects: ['小説'],
        audience: 'child',
      },
      items: [{ barcode: '000123', branch: '中央', callNumber: '913.6/ﾅ', loanRule: 'reference' }],
    })
    expect('items' in record! && record.items[0]!.joinedOn!.toString()).toBe('2024-04-01')
  })

  test('quotes, line breaks and guarded formulas as spreadsheets write them', async () => {
    const rows = [
      'id,title,note',
      '1,"say ""hi"", cat","two',
      'lines"',
      "2,'=1+1,x",
      '3,"never closed,x',
      '4,next,',
    ].join('\r\n')
    const records = await read(rows)
    expect(records[0]).toMatchObject({ number: 2, ok: { title: 'say "hi", cat', note: 'two\nlines' } })
    expect(records[1]).toMatchObject({ number: 4, ok: { title: '=1+1' } })
    expect(records.map(({ number }) => number)).toEqual([2, 4, 5, 6])
    expect(records[3]).toMatchObject({ ok: { title: 'next' } })
  })

  test('a quotation mark that is opened with a doubled one and never closed comes to an end', async () => {
    expect(titles(await read('"id,title\n"1"",2'))).toHaveLength(1)
    expect(titles(await read('id,title\n"1"",x'))).toEqual(['x'])
  })

  test('a row without a number is known by its ISBN, or by its copy', async () => {
    const records = await read('title\tisbn\tbarcode\na\t978-4-00-310111-1\t\nb\t\t77\nc\t\t')
    expect(records.map(record => ('ok' in record ? record.ok.sourceKey : 'error' in record && record.error))).toEqual([
      'JP-DEMO:isbn:9784003101111',
      'JP-DEMO:item:77',
      'The line has no "id".',
    ])
  })

  test('lists of deletions and merges', async () => {
    expect(await read('書誌番号\t削除\n1\t1\n2\t0')).toEqual([
      { number: 2, deletion: 'JP-DEMO:1' },
      { number: 3, error: 'The line has no "title".' },
    ])
    expect(await read('id\tmerged_into\n1\t2')).toEqual([{ number: 2, merge: 'JP-DEMO:1', into: 'JP-DEMO:2' }])
    expect(await read(marcRecord(neko, { status: 'dam a' }))).toEqual([{ number: 1, deletion: 'JP-DEMO:1' }])
    expect(titles(await read('a\tb\n1\t2'))[0]).toContain('The header row names no title')
  })
})
