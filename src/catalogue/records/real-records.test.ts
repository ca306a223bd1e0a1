import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { sharedData } from '../../../test/real-data.ts'
import { readRecords } from './read-records.ts'
import { type ExportedBib, writeMarc21, writeMarcXml } from './write-records.ts'

const japanMarc = join(sharedData, 'japanmarc/japanmarc_marc21_233.mrc')
const japanMarcXml = join(sharedData, 'japanmarc/japanmarc_233.marcxml.xml')
const catalogue = join(sharedData, 'catalogue-ja/catalogue_ja')

async function all(path: string | Iterable<Buffer>): Promise<ExportedBib[]> {
  const records: ExportedBib[] = []
  for await (const record of readRecords(path)) {
    if (!('ok' in record)) throw new Error(`record ${record.number}: ${JSON.stringify(record)}`)
    records.push({ bib: record.ok, items: record.items, raw: record.raw ?? null })
  }
  return records
}

async function joined(chunks: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(Buffer.from(chunk as string))
  return Buffer.concat(parts)
}

describe('233 records of the National Diet Library', () => {
  test('come out of MARC 21 as they went in, byte for byte', async () => {
    expect((await joined(writeMarc21(await all(japanMarc)))).equals(readFileSync(japanMarc))).toBe(true)
  })

  test('are the same records in MARCXML, in both directions', async () => {
    const [fromMarc, fromXml] = [await all(japanMarc), await all(japanMarcXml)]
    expect(fromXml).toEqual(fromMarc)
    expect(await all([await joined(writeMarcXml(fromXml))])).toEqual(fromXml)
    expect((await joined(writeMarc21(fromXml))).equals(readFileSync(japanMarc))).toBe(true)
  })

  test('say what their catalogue card says', async () => {
    const [first, second, third] = (await all(japanMarc)).map(({ bib }) => bib)
    expect(first).toMatchObject({
      sourceKey: 'JTNDL:029455884',
      title: 'これからの本の話をしよう',
      titleReading: 'コレカラ ノ ホン ノ ハナシ オ シヨウ',
      responsibility: '萩野正昭 著',
      creators: [{ name: '萩野 正昭', reading: 'ハギノ マサアキ', role: null }],
      place: '東京',
      publisher: '晶文社',
      published: '2019.2',
      year: 2019,
      isbns: ['9784794970756'],
      ndc: ['023'],
      subjects: ['電子書籍', '電子出版'],
      subjectReadings: ['デンシ ショセキ', 'デンシシュッパン'],
      extent: '301p ; 19cm',
      language: 'jpn',
    })
    expect(second).toMatchObject({
      volume: '2019春夏',
      extent: '94p ; 21cm + 録音ディスク(1枚 12cm)',
      subjects: ['英語', '和訳'],
    })
    expect(third).toMatchObject({ publisher: '日経BP社 ; 日経BPマーケティング (発売)' })
  })

  test('have no ISBD punctuation left at the end of what is shown', async () => {
    const left = (await all(japanMarc)).flatMap(({ bib }) =>
      [bib.title, bib.subtitle, bib.volume, bib.publisher, bib.place, bib.published, bib.series, bib.extent].filter(
        text => text !== null && /( [/:;=+]|,|[^.A-Z]\.)$/.test(text),
      ),
    )
    expect(left).toEqual([])
  })
})

describe('75,405 records in two forms', () => {
  test('give the same bibs from JSON lines and from MARC, but for what the conversion to MARC left out', async () => {
    const fromJson = new Map<string, BibRecord>()
    for await (const record of readRecords(`${catalogue}.jsonl.gz`))
      if ('ok' in record) fromJson.set(key(record), record.ok)
    const differences: Record<string, number> = {}
    const shown: string[] = []
    let count = 0
    for await (const record of readRecords(`${catalogue}.mrc.gz`)) {
      if (!('ok' in record)) throw new Error(JSON.stringify(record))
      count++
      const other = fromJson.get(key(record))!
      if (JSON.stringify(other) === JSON.stringify(record.ok)) continue
      for (const field of Object.keys(other) as (keyof BibRecord)[]) {
        const [json, marc] = [JSON.stringify(other[field]), JSON.stringify(record.ok[field])]
        if (json === marc) continue
        const what = field === 'kind' ? `kind ${json} ${marc}` : field
        differences[what] = (differences[what] ?? 0) + 1
        if (field !== 'kind' && shown.length < 20)
          shown.push(`${key(record)} ${field}: ${json} / ${marc}`.slice(0, 300))
      }
    }
    expect([fromJson.size, count]).toEqual([75_405, 75_405])
    // MARC has no place where that conversion says "comic", "issue of a serial" or "rare book without a year", and its
    // fields end at 9,999 bytes: one note is longer.
    expect([differences, differences.note === 1 ? [] : shown]).toEqual([
      {
        'kind "comic" "book"': 559,
        'kind "magazine" "book"': 1309,
        'kind "magazine" "pocketBook"': 14,
        'kind "oldBook" "book"': 5,
        note: 1,
      },
      [],
    ])
  }, 300_000)
})

/** Two numbers stand twice in that catalogue: the place in the file tells them apart. */
const key = ({ number, ok }: { number: number; ok: BibRecord }) => `${number} ${ok.sourceKey}`
