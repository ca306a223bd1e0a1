import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { cellsOfLine } from './cells.ts'
import { codeOfOwnCharacter, decoderOf, encodingOfTable } from './character-sets.ts'
import { linesOf } from './lines.ts'

async function lines(bytes: Buffer, decode?: (line: Buffer) => string | null) {
  const found: unknown[] = []
  const chunks = async function* () {
    yield bytes
  }
  for await (const line of linesOf(chunks(), decode))
    found.push('error' in line ? [line.number] : [line.number, line.text])
  return found
}

test('a cell in quotes goes on over lines, with their ends and marks as they are', async () => {
  expect(await lines(Buffer.from('\ufeffa,b\r\n1,"x\r\n\ufeffy\n"\r\n2,z'))).toEqual([
    [1, 'a,b'],
    [2, '1,"x\r\n\ufeffy\n"'],
    [5, '2,z'],
  ])
})

test('a quote that nobody closes swallows no row, nor does a line that cannot be read', async () => {
  const many = Array.from({ length: 250 }, (_, nth) => `${nth},x`)
  const found = await lines(Buffer.from(['1,"open', ...many].join('\n')))
  expect(found).toEqual([[1, '1,"open'], ...many.map((text, nth) => [nth + 2, text])])
  const broken = Buffer.concat([Buffer.from('1,"open\n2,'), Buffer.from([0xfd, 0xfd]), Buffer.from('\n3,x\n')])
  expect(await lines(broken, decoderOf('cp932'))).toEqual([[1, '1,"open'], [2], [3, '3,x']])
})

test('spaces around a cell are none of it, unless it stands in quotes', () => {
  expect(cellsOfLine(' a ," b ",c　', ',', true)).toEqual(['a', ' b ', 'c'])
  expect(cellsOfLine(' a , b', ',', true)).toEqual(['a', 'b'])
})

test.each(['utf-8', 'cp932', 'euc-jp'] as const)(
  'a table in %s is known by most of its bytes, a damaged line or not',
  encoding => {
    const text = '番号,氏名,ﾖﾐ\r\n1,山田太郎,ﾔﾏﾀﾞ\r\n2,髙橋花子,ﾀｶﾊｼ\r\n'.replace(
      encoding === 'euc-jp' ? /髙/g : /$^/,
      '高',
    )
    const bytes = encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding)
    expect(encodingOfTable(bytes)).toBe(encoding)
    expect(decoderOf(encoding)(bytes)).toBe(text)
    if (encoding !== 'utf-8')
      expect(encodingOfTable(Buffer.concat([...Array(20).fill(bytes), Buffer.from([0xfd, 0xff, 0x0a])]))).toBe(encoding)
  },
)

test('every 外字 of CP932 is read, and goes by its code', () => {
  for (const code of ['F040', 'F07E', 'F080', 'F0FC', 'F140', 'F940', 'F941', 'F9FC']) {
    const read = decoderOf('cp932')(
      Buffer.concat([iconv.encode('山', 'cp932'), Buffer.from(code, 'hex'), Buffer.from('a')]),
    )!
    expect(read).toMatch(/^山[\ue000-\ue757]a$/)
    expect(codeOfOwnCharacter(read[1]!)).toBe(code)
  }
  expect(codeOfOwnCharacter('\ue800')).toBe('U+E800')
})
