import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/faults.md', 'utf8')

const from = (letter: string, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, nth) => `${letter}${first + nth}`)

const rows = [...page.matchAll(/^\| ([TFHB]\d[^|]*) \| ([^|]*) \| (.*) \|$/gm)].map(([, cell, state, why]) => {
  const [first = '', last = first] = cell!.split('-')
  return { numbers: from(first[0]!, Number(first.slice(1)), Number(last.slice(1))), state: state!, why: why! }
})

test('every threat, fault, history and bad input has its row, and one alone', () => {
  const wanted = [...from('T', 1, 37), ...from('F', 1, 46), ...from('H', 23, 44), ...from('B', 1, 102)]
  expect(rows.flatMap(({ numbers }) => numbers)).toEqual(wanted)
})

test('each row says whether it holds, and why; every file that it names is there', () => {
  for (const { numbers, state, why } of rows) {
    expect(['holds', 'in part', 'no', '–', '*operator*'], numbers.join()).toContain(state)
    const [, file] = /`([\w./-]+\.(?:ts|tsx|service))`/.exec(why) ?? []
    if (state === 'holds') expect(file ?? /\.md\)/.exec(why)?.[0], numbers.join()).toBeDefined()
  }
  const named = [...page.matchAll(/`([\w./-]+\.(?:ts|tsx|service))`/g)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter(file => !existsSync(file))).toEqual([])
})
