import { expect, test } from 'vitest'
import { cellsOfLine } from './cells.ts'

test.each([
  ['a\t"b\tc"\td', '\t', ['a', 'b\tc', 'd']],
  ['1, "A, B", x', ',', ['1', 'A, B', 'x']],
  ['"he said ""no""",2', ',', ['he said "no"', '2']],
  ['15" disk\tx', '\t', ['15" disk', 'x']],
  ['"two\nlines"\tx', '\t', ['two\nlines', 'x']],
  ['a\t\t', '\t', ['a', '', '']],
  ['"never closed\tx', '\t', null],
] as const)('%j', (line, by, cells) => {
  expect(cellsOfLine(line, by)).toEqual(cells)
})
