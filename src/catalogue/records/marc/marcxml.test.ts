import { describe, expect, test } from 'vitest'
import { shownRecords } from '../../../../test/marc.ts'
import type { ReadRecord } from '../read-record.ts'
import { readRecords } from '../read-records.ts'
import { marcXmlOf } from '../write-marcxml.ts'

async function read(text: string, pieceLength = 1 << 16): Promise<ReadRecord[]> {
  const bytes = Buffer.from(text)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += pieceLength) pieces.push(bytes.subarray(at, at + pieceLength))
  const records: ReadRecord[] = []
  for await (const record of readRecords(pieces)) records.push(record)
  return records
}
const record = (title: string) =>
  `<record><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">1</controlfield><datafield tag="245" ind1="0" ind2="0"><subfield code="a">${title}</subfield></datafield></record>`
const collection = (...records: string[]) =>
  `<collection xmlns="http://www.loc.gov/MARC21/slim">${records.join('\n')}</collection>`

describe('what is no harm', () => {
  const cases: [name: string, text: string][] = [
    [
      'a prefix',
      collection(record('x'))
        .replaceAll(/<(\/?)(\w)/g, '<$1marc:$2')
        .replace('xmlns=', 'xmlns:marc='),
    ],
    ['a wrong namespace', collection(record('x')).replace('slim', 'fat')],
    ['no collection', record('x')],
    ['comments, instructions, CDATA', collection('<!-- <record> -->', '<?go?>', record('<![CDATA[x]]>'))],
    ['references', collection(record('&#x78;').replace('tag="245"', "tag='&#50;45'"))],
    [
      'a tag over lines, with ">" in an attribute',
      collection(record('x').replace('<record>', '<record\n type="a>b"\n>')),
    ],
    [
      'an SRU answer',
      `<srw:records><srw:record><srw:recordData>${record('x')}</srw:recordData></srw:record></srw:records>`,
    ],
    [
      'an OAI-PMH answer',
      `<ListRecords><record><header><identifier>1</identifier></header><metadata>${record('x')}</metadata></record></ListRecords>`,
    ],
  ]
  test.each(cases)('%s', async (_name, text) => {
    expect(shownRecords(await read(text))).toEqual(['1 x'])
    expect(shownRecords(await read(text, 3))).toEqual(['1 x'])
  })
})

describe('what is refused', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${collection(record('&b;'))}`
  const file = `<!DOCTYPE x SYSTEM "file:///etc/passwd">${collection(record('x'))}`
  test.each([
    ['an entity bomb', bomb],
    ['an external entity', file],
    ['a document type between records', collection(record('x'), file)],
  ])('%s: the file goes no further', async (_name, text) => {
    const records = shownRecords(await read(text))
    expect(records.at(-1)).toContain('document type (DTD)')
    expect(shownRecords(await read(text, 1))).toEqual(records)
  })
  test('an entity that XML does not have, for its record only', async () => {
    expect(shownRecords(await read(collection(record('&nbsp;'), record('&'), record('&#0;'), record('x'))))).toEqual([
      '1: A text names an entity that XML itself does not have.',
      '2: A text names an entity that XML itself does not have.',
      '3: A text names an entity that XML itself does not have.',
      '4 x',
    ])
  })
  test('a field without a tag, a subfield without a code, a subfield outside', async () => {
    const broken = [
      record('x').replace('tag="245"', ''),
      record('x').replace('code="a"', 'code=""'),
      '<record><leader/><subfield code="a">x</subfield></record>',
    ]
    expect(shownRecords(await read(collection(...broken, record('x'))))).toEqual([
      '1: A field has the tag "".',
      '2: A subfield of 245 has the code "".',
      '3: A subfield stands outside a field.',
      '4 x',
    ])
  })
  test('a file that breaks off', async () => {
    expect(shownRecords(await read(collection(record('x'), record('y')).slice(0, -40)))).toEqual([
      '1 x',
      '2: The file ends in the middle of this record.',
    ])
    expect(shownRecords(await read(`${record('x')}<record><leader>0`))).toEqual([
      '1 x',
      '2: The file ends in the middle of this record.',
    ])
    expect(shownRecords(await read(`${record('x')}<record><leader>0</lea`))).toEqual([
      '1 x',
      '2: The file ends in the middle of this record.',
    ])
  })
  test('XML of something else', async () => {
    expect(shownRecords(await read('<html><body'))).toEqual(['1: The file ends in the middle of a tag.'])
    expect(shownRecords(await read('<html><body>x</body></html>'))).toEqual([
      '1: This XML holds no MARC records. MARCXML is wanted: <record> with <datafield> in it.',
    ])
  })
  test('a text that does not end is not kept in memory', async () => {
    expect(shownRecords(await read(`${record('x')}<record><leader>${'x'.repeat(9 << 20)}`)).at(-1)).toContain(
      'does not end',
    )
  })
  test('too many fields', async () => {
    const many = record('x').replace(
      '</record>',
      `${'<controlfield tag="009">x</controlfield>'.repeat(5_010)}</record>`,
    )
    expect(shownRecords(await read(collection(many, record('y'))))).toEqual([
      '1: The record has more than 5000 fields.',
      '2 y',
    ])
  })
})

test('what is written can be read as XML whatever a record holds', async () => {
  const nasty = '<b>"&\u0000\u0001\ud800\ufffe\r\n\t]]>'
  const xml = marcXmlOf({
    leader: '00000nam a2200000 i 4500',
    fields: [
      { tag: '001', value: '1' },
      { tag: '245', indicators: '"<', subfields: [['a', `x${nasty}y`]] },
    ],
  })
  expect(await read(xml)).toMatchObject([{ ok: { title: 'x<b>"&\r\n\t]]>y' } }])
})
