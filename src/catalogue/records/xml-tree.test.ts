import { expect, test } from 'vitest'
import { readXmlTree } from './xml-tree.ts'

test.each([
  ['a name', 'a'.repeat(200_000)],
  ['names', 'a '.repeat(100_000)],
  ['space behind a name', `a${' '.repeat(200_000)}`],
])('a tag with endless %s is read to its end at once, with its attributes', (_what, endless) => {
  expect(readXmlTree(`<tag ${endless} dcndl:number="1" kind='two'/>`)).toMatchObject({
    name: 'tag',
    attributes: { number: '1', kind: 'two' },
  })
})
