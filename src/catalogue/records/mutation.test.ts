import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { marcRecord } from '../../../test/marc.ts'
import { seed } from '../../../test/seed.ts'
import { readRecords } from './read-records.ts'
import { writeJsonLines, writeMarc21, writeMarcXml, writeTsv } from './write-records.ts'

const runs = Number(process.env.KAGO_RUNS ?? 2500)
process.stderr.write(`mutated records: KAGO_SEED=${seed} KAGO_RUNS=${runs}\n`)

const fields = [
  ['001', '1'],
  ['008', '190212s2019    ja ||||g |||| ||||||jpn  '],
  ['020', '  ', 'a', '978-4-7949-7075-6 :', 'c', '1700円'],
  ['084', '  ', 'a', '023', '2', 'njb/10'],
  ['245', '00', '6', '880-01', 'a', 'これからの本の話をしよう /', 'c', '萩野正昭 著.'],
  ['260', '  ', 'a', '東京 :', 'b', '晶文社,', 'c', '2019.2.'],
  ['700', '1 ', '6', '880-02', 'a', '萩野, 正昭'],
  ['880', '00', '6', '245-01/$1', 'a', 'コレカラ ノ ホン ノ ハナシ オ シヨウ.'],
  ['880', '1 ', '6', '700-02/$1', 'a', 'ハギノ, マサアキ'],
  ['952', '  ', 'a', 'chuo', 'p', '0001', 'd', '2020-01-01'],
]
const good = marcRecord(fields)
const sentinel = marcRecord([
  ['001', 'sentinel'],
  ['245', '00', 'a', 'sentinel'],
])

async function* bytesOf(chunks: AsyncIterable<Buffer | string>) {
  for await (const chunk of chunks) yield Buffer.from(chunk as string)
}

async function formsOfGood(): Promise<Buffer[]> {
  const records = []
  for await (const record of readRecords([good]))
    if ('ok' in record) records.push({ bib: record.ok, items: record.items, raw: record.raw ?? null })
  const forms = [writeMarc21(records), writeMarcXml(records), writeJsonLines(records), writeTsv(records)]
  const files = await Promise.all(forms.map(async form => Buffer.concat(await Array.fromAsync(bytesOf(form)))))
  return [
    ...files,
    marcRecord(fields, { encode: text => iconv.encode(text, 'cp932') }),
    marcRecord(fields, { encode: text => iconv.encode(text, 'eucjp') }),
  ]
}
const forms = await formsOfGood()

/** What accidents and enemies do to bytes. The marks of the formats come more often than chance would have them. */
type Mutation = { at: number; cut: number; put: Buffer; times: number }
const telling = [0x1d, 0x1e, 0x1f, 0x1b, 0x00, 0x22, 0x3c, 0x3e, 0x26, 0x09, 0x0a, 0x30, 0x39, 0x24, 0xff, 0x81]
const byte = fc.oneof(fc.constantFrom(...telling), fc.integer({ min: 0, max: 255 }))
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  cut: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 2 }) }, fc.integer({ min: 0, max: 400 })),
  put: fc.array(byte, { maxLength: 6 }).map(bytes => Buffer.from(bytes)),
  times: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 2000 })),
})

function mutated(bytes: Buffer, mutations: Mutation[]): Buffer {
  let result = bytes
  for (const { at, cut, put, times } of mutations) {
    // Half of what happens, happens in the leader and the directory.
    const from = Math.floor(at < 0.5 ? at * 2 * Math.min(200, result.length) : (at - 0.5) * 2 * result.length)
    result = Buffer.concat([
      result.subarray(0, from),
      ...Array.from({ length: times }, () => put),
      result.subarray(from + cut),
    ])
  }
  return result
}

test('a mutated record is read or refused with a reason, and hinders neither itself nor the next one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...forms),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      async (form, mutations) => {
        const begun = performance.now()
        let count = 0
        for await (const record of readRecords([mutated(form, mutations)])) {
          count++
          if ('error' in record) expect(record.error).toMatch(/^[A-Z].*\.$/s)
          if ('ok' in record) expect(record.ok.title).not.toBe('')
        }
        expect(count).toBeLessThan(20_000)
        // A hang is what is looked for; the machine may be busy.
        expect(performance.now() - begun).toBeLessThan(5000)
      },
    ),
    { seed, numRuns: runs },
  )
})

test('after a mutated MARC record between two good ones, both of those are read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async mutations => {
      // Its terminator stays: without it the next record is glued to it, and only a true leader could tell them apart.
      const bad = Buffer.concat([mutated(good.subarray(0, -1), mutations), Buffer.from('\x1d')])
      const titles: string[] = []
      for await (const record of readRecords([sentinel, bad, sentinel, sentinel]))
        if ('ok' in record) titles.push(record.ok.title)
      expect(titles[0]).toBe('sentinel')
      expect(titles.filter(title => title === 'sentinel').length).toBeGreaterThanOrEqual(3)
    }),
    { seed, numRuns: runs },
  )
})
