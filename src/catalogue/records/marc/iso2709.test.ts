import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { marcRecord, shownRecords } from '../../../../test/marc.ts'
import type { ReadRecord } from '../read-record.ts'
import { readRecords } from '../read-records.ts'

async function read(...parts: (Buffer | string)[]): Promise<ReadRecord[]> {
  const records: ReadRecord[] = []
  for await (const record of readRecords([Buffer.concat(parts.map(part => Buffer.from(part as string, 'latin1')))]))
    records.push(record)
  return records
}

const record = (title: string, more: string[][] = []) =>
  marcRecord([['001', title], ['245', '00', 'a', title], ...more])
const [good, next] = [record('good'), record('next')]

/** The record with some of its bytes replaced. */
function altered(bytes: Buffer, at: number, text: string): Buffer {
  const copy = Buffer.from(bytes)
  copy.write(text, at, 'latin1')
  return copy
}
const without = (bytes: Buffer, from: number, to: number) =>
  Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])

describe('a lie about lengths does not lose what lies there', () => {
  test.each(['00000', '00026', '00060', '99999', '00090'])('leader length %s', async length => {
    expect(shownRecords(await read(altered(good, 0, length), next))).toEqual(['1 good', '2 next'])
  })
  test('a leader of letters', async () => {
    expect(shownRecords(await read(altered(good, 0, 'abcde'), next))).toEqual([
      '1: The leader does not begin with a length ("abcde").',
      '2 next',
    ])
  })
  test.each(['00000', '99999', 'abcde', '     '])('base address %j', async base => {
    expect(shownRecords(await read(altered(good, 12, base), next))).toEqual(['1 good', '2 next'])
  })
  test('a directory that points past the end, as many fields as entries', async () => {
    expect(shownRecords(await read(altered(good, 24 + 12 + 7, '99999'), next))).toEqual(['1 good', '2 next'])
  })
  test('a directory whose entries lie over each other', async () => {
    const three = record('good', [['500', '  ', 'a', 'note']])
    const overlapping = altered(three, 24 + 24, three.toString('latin1', 24 + 12, 24 + 24))
    expect(shownRecords(await read(overlapping, next))).toEqual([
      '1: Two fields of the directory lie over each other.',
      '2 next',
    ])
  })
  test('a directory with an entry too many', async () => {
    const entry = good.subarray(24, 36)
    const longer = Buffer.concat([good.subarray(0, 24), entry, good.subarray(24)])
    expect(shownRecords(await read(longer, next))).toEqual([
      '1: Two fields of the directory lie over each other.',
      '2 next',
    ])
    const elsewhere = altered(longer, 24 + 7, '00003')
    expect(shownRecords(await read(elsewhere, next))).toEqual([
      '1: The directory points outside its fields, and the fields are not as many as it says.',
      '2 next',
    ])
  })
  test('a directory in another order than its fields: one wrong entry is known by the others, two are not', async () => {
    const three = record('good', [['500', '  ', 'a', 'note']])
    const entries = [24, 36, 48].map(at => three.subarray(at, at + 12))
    const turned = Buffer.concat([three.subarray(0, 24), entries[2]!, entries[0]!, entries[1]!, three.subarray(60)])
    expect(await read(turned)).toMatchObject([{ ok: { title: 'good', note: 'note' } }])
    const oneLie = altered(turned, 24 + 12 + 7, '00009')
    expect(await read(oneLie)).toMatchObject([{ ok: { sourceKey: 'JP-DEMO:good', title: 'good', note: 'note' } }])
    expect(shownRecords(await read(altered(oneLie, 24 + 24 + 7, '00001'), next))).toEqual([
      '1: The directory points outside its fields, and which field is which cannot be told.',
      '2 next',
    ])
  })
  test('lengths counted in characters where bytes are meant', async () => {
    const utf8 = record('吾輩は猫である', [
      ['500', '  ', 'a', '注記'],
      ['505', '  ', 'a', '内容'],
    ])
    let characters = utf8
    // 001 of 7 characters, 245 of 11, as a system would count that forgets UTF-8.
    for (const [at, text] of [
      [27, '000800000'],
      [39, '001200008'],
      [51, '000700020'],
      [63, '000700027'],
    ] as const)
      characters = altered(characters, at, text)
    expect(await read(characters, next)).toMatchObject([
      { ok: { title: '吾輩は猫である', note: '注記', contents: '内容' } },
      {},
    ])
  })
})

describe('terminators', () => {
  test('the last record without its terminator', async () => {
    expect(shownRecords(await read(good, next.subarray(0, -1)))).toEqual([
      '1 good',
      '2: The file ends in the middle of this record.',
    ])
  })
  test('half a record at the end', async () => {
    expect(shownRecords(await read(good, next.subarray(0, 40)))).toEqual([
      '1 good',
      '2: The file ends in the middle of this record.',
    ])
  })
  test('two records glued together because the terminator between them is lost', async () => {
    expect(shownRecords(await read(good.subarray(0, -1), next, good))).toEqual(['1 good', '2 next', '3 good'])
  })
  test('a record terminator inside a field', async () => {
    const inside = marcRecord([
      ['001', 'x'],
      ['245', '00', 'a', 'a\x1db'],
    ])
    expect(shownRecords(await read(good, inside, next))).toEqual(['1 good', '2 a\x1db', '3 next'])
  })
  test('a lost directory terminator', async () => {
    const at = good.indexOf(0x1e)
    expect(shownRecords(await read(without(good, at, at + 1), next))).toEqual([
      '1: The directory does not end where a directory must end.',
      '2 next',
    ])
  })
  test('a lost terminator of the last field', async () => {
    const at = good.lastIndexOf(0x1e)
    expect(shownRecords(await read(without(good, at, at + 1), next))).toEqual(['1 good', '2 next'])
  })
  test('rubbish between records is told by its place', async () => {
    expect(shownRecords(await read(good, 'rubbish\x1d', next))).toEqual([
      '1 good',
      '2: The record ends before its directory.',
      '3 next',
    ])
  })
})

describe('sizes', () => {
  test('a field of 100 KB, which the four digits of a directory cannot tell', async () => {
    const long = record('long', [
      ['500', '  ', 'a', 'x'.repeat(100_000)],
      ['505', '  ', 'a', 'contents'],
    ])
    const [first, second] = await read(long, next)
    expect(first).toMatchObject({ ok: { title: 'long', note: 'x'.repeat(100_000), contents: 'contents' } })
    expect(second).toMatchObject({ ok: { title: 'next' } })
  })
  test('50,000 fields are refused, 5,000 read, within a tenth of a second', async () => {
    const fields = (count: number) =>
      record(
        'many',
        Array.from({ length: count - 2 }, (_, index) => ['653', '  ', 'a', `${index}`]),
      )
    const [few, many] = [fields(5_000), fields(50_000)]
    expect(shownRecords(await read(few, many, next))).toEqual([
      '1 many',
      '2: The record has 50000 fields; more than 5000 are not read.',
      '3 next',
    ])
    expect(await leastMilliseconds(() => read(few))).toBeLessThan(100)
    expect(await leastMilliseconds(() => read(many))).toBeLessThan(100)
  })
  test('a record without an end is passed over, not kept in memory', async () => {
    let kept = 0
    async function* endless() {
      yield good
      const before = bytesInUse()
      for (let piece = 0; piece < 300; piece++) yield Buffer.alloc(1 << 18, '00123nam a')
      kept = bytesInUse() - before
      yield Buffer.from('\x1d')
      yield next
    }
    const records: ReadRecord[] = []
    for await (const found of readRecords(endless())) records.push(found)
    expect(shownRecords(records)).toEqual(['1 good', '2: It is longer than 2 MB and was passed over.', '3 next'])
    // Of 79 MB that were read.
    expect(kept).toBeLessThan(20e6)
  })
  test('a leader that claims 99,999 before a row of short pieces costs no time', async () => {
    const pieces = `99999nam a${'\x1d'.repeat(90_000)}`
    expect((await read(pieces, next)).length).toBeGreaterThan(1)
    expect(await leastMilliseconds(() => read(pieces, next))).toBeLessThan(1000)
  })
})

/** What is still held by somebody, after the garbage is gone. */
function bytesInUse(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** The least of five, in time of this thread: what the work costs, not what else the machine does. */
async function leastMilliseconds(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let time = 0; time < 5; time++) {
    const before = process.threadCpuUsage()
    await work()
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

describe('contents', () => {
  test('subfields without a code, an 880 that links nowhere and an unknown script do no harm', async () => {
    const odd = marcRecord([
      ['001', 'x'],
      ['245', '00', '6', '880-01', 'a', 'odd', '', '', 'c', 'someone'],
      ['880', '00', '6', '245-07/$1', 'a', 'ヨソ'],
      ['880', '00', '6', '245-00/$1', 'a', 'ムスビナシ'],
      ['880', '00', 'a', 'ロクナシ'],
      ['880', '00', '6', '245-01/(N', 'a', 'Кирилл'],
    ])
    expect(await read(odd)).toMatchObject([{ ok: { title: 'odd', titleReading: null, responsibility: 'someone' } }])
  })
  test('a record without a number or a title says so', async () => {
    expect(shownRecords(await read(marcRecord([['245', '00', 'a', 'x']]), marcRecord([['001', 'x']])))).toEqual([
      '1: The record has no number (001).',
      '2: The record has no title (245 $a).',
    ])
  })
  test('the old layout of JAPAN/MARC is named', async () => {
    expect(shownRecords(await read(altered(good, 10, '06')))[0]).toContain('old JAPAN/MARC')
  })
  test('an address that a browser must not follow is left out', async () => {
    const harmful = record('x', [
      ['856', '40', 'u', 'javascript:alert(1)'],
      ['856', '40', 'u', 'https://example.jp/'],
    ])
    expect(await read(harmful)).toMatchObject([{ ok: { url: 'https://example.jp/' } }])
  })
})
