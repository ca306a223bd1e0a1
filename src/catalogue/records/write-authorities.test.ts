import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyAuthority, anyAuthorityOfTable } from '../../../test/authorities.ts'
import { readRecords } from './read-records.ts'
import { type Exported, writeJsonLines, writeMarc21, writeMarcXml, writeTsv } from './write-records.ts'

async function readAgain(written: AsyncIterable<Buffer | string>) {
  const chunks = await Array.fromAsync(written, chunk => Buffer.from(chunk as string))
  const records = await Array.fromAsync(readRecords([Buffer.concat(chunks)], { agency: 'OTHER' }))
  return records.map(record => ('authority' in record ? record.authority : record))
}

test.each<[string, (records: Exported) => AsyncIterable<Buffer | string>]>([
  ['MARC 21', records => writeMarc21(records)],
  ['MARCXML', writeMarcXml],
  ['JSON lines', writeJsonLines],
])('a file of authorities in %s is read as the same authorities', async (_, write) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAuthority, { minLength: 1, maxLength: 5 }), async authorities => {
      expect(await readAgain(write(authorities.map(authority => ({ authority, raw: null }))))).toEqual(authorities)
    }),
    { numRuns: 200 },
  )
})

test('a table of authorities is read as the same names, whatever a spreadsheet would make of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAuthorityOfTable, { maxLength: 5 }), async authorities => {
      const records = authorities.map(authority => ({ authority, raw: null }))
      const names = (found: object) => JSON.stringify(found).replace(/"is":"(?!other)\w+"/g, '"is":"near"')
      const inOrder = authorities.map(authority => ({
        ...authority,
        links: authority.links.toSorted((one, other) => Number(other.is === 'other') - Number(one.is === 'other')),
      }))
      expect((await readAgain(writeTsv(records, 'authorities'))).map(names)).toEqual(inOrder.map(names))
    }),
    { numRuns: 200 },
  )
})

test('a table of no authorities has its header all the same, and is read as none', async () => {
  expect(await readAgain(writeTsv([], 'authorities'))).toEqual([])
  const [header] = await Array.fromAsync(writeTsv([], 'authorities'))
  expect(header).toMatch(/^\ufeffid\tagency\theading_kind\theading\t/)
})

test('a name that no field of MARC 21 can hold is left out and told, and the next one is written', async () => {
  const named = (id: string, name: string) => ({
    authority: { sourceKey: `JP:${id}`, kind: 'name' as const, name, reading: null, links: [] },
    raw: null,
  })
  const told: string[] = []
  const records = [named('1', '長'.repeat(4000)), named('2', '短')]
  const read = await readAgain(writeMarc21(records, (key, reason) => told.push(`${key}: ${reason}`)))
  expect(read).toEqual([records[1]!.authority])
  expect(told).toEqual(['JP:1: Field 100 is longer than the 9,999 bytes of ISO 2709.'])
})
