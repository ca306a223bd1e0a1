import { expect, test } from 'vitest'
import { figureOf, reconcile, reconcileQueue } from './figures.ts'

test.each([
  ['patrons', { category: 'child' }, { figure: 'patrons', key: 'child' }],
  ['patrons', {}, { figure: 'patrons', key: '?' }],
  // A Sunday belongs to the week that began on the Monday before.
  ['loans', { branch: 'chuo', due_on: '2026-11-29' }, { figure: 'loans', key: 'chuo 2026-11-23' }],
  ['loans', { branch: 'chuo', due_on: '2026-11-30' }, { figure: 'loans', key: 'chuo 2026-11-30' }],
  ['loans', { branch: 'chuo', due_on: 'R8.2.30' }, { figure: 'loans', key: 'chuo ?' }],
  ['loans', { branch: 'chuo', due_on: '2026-11-30', returned_at: '2026-11-20' }, null],
  [
    'holds',
    { pickup_branch: 'bm', pickup_stop: 'senami', state: 'waiting' },
    { figure: 'holds', key: 'bm senami waiting' },
  ],
  ['holds', { pickup_branch: 'chuo', pickup_stop: null, state: 'ready' }, { figure: 'holds', key: 'chuo ready' }],
  ['families', { family: 'F1' }, null],
] as const)('a row of %s with %j is counted under %j', (name, row, counted) => {
  expect(figureOf(name, row)).toEqual(counted)
})

test('what is in the files and neither in Kago nor left out is unexplained, and what only Kago has, too', () => {
  const inFiles = new Map([
    ['general', 10],
    ['child', 3],
  ])
  const inKago = new Map([
    ['general', 7],
    ['group', 1],
  ])
  const leftOut = new Map([['general', { count: 2, lines: [4, 9] }]])
  expect(reconcile('patrons', inFiles, inKago, leftOut).map(({ key, unexplained }) => [key, unexplained])).toEqual([
    ['child', 3],
    ['general', 1],
    ['group', -1],
  ])
})

test('a queue agrees when those who came in stand in the order of the file', () => {
  const row = (patron: string, line: number, leftOut = false) => ({ patron, line, leftOut })
  const queue = [row('a', 2), row('b', 3, true), row('c', 4)]
  expect(reconcileQueue('T:1', queue, ['a', 'c'])).toMatchObject({ leftOut: 1, lines: [3], unexplained: 0 })
  expect(reconcileQueue('T:1', queue, ['c', 'a'])).toMatchObject({ unexplained: 2 })
  expect(reconcileQueue('T:1', queue, ['a'])).toMatchObject({ unexplained: 1 })
})
