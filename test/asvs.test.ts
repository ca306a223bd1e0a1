import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/asvs.md', 'utf8')

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has: they come first in it, and are numbered. */
const sections: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
  ...{ '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4 },
  ...{ '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7 },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2 },
}

/** '1.2.6-1.2.8' → all three. */
function numbersOf(cell: string): string[] {
  return cell.split(',').flatMap(part => {
    const [from = '', until = from] = part.trim().split('-')
    const [section, first, last] = [from.replace(/\.\d+$/, ''), Number(from.split('.')[2]), Number(until.split('.')[2])]
    return Array.from({ length: last - first + 1 }, (_, nth) => `${section}.${first + nth}`)
  })
}

const rows = [...page.matchAll(/^\| (\d[^|]*) \| ([^|]*) \| (.*) \|$/gm)].map(([, numbers, state, why]) => ({
  numbers: numbersOf(numbers!),
  state: state!,
  why: why!,
}))

test('every requirement of ASVS 5.0 up to level 2 has its row, and one alone', () => {
  const wanted = Object.entries(sections).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, nth) => `${section}.${nth + 1}`),
  )
  expect(wanted).toHaveLength(253)
  expect(rows.flatMap(({ numbers }) => numbers).sort()).toEqual(wanted.sort())
})

test('each row says whether it holds, and why; every file that it names is there', () => {
  for (const { numbers, state, why } of rows) {
    expect(['holds', 'in part', 'no', '–', '*operator*'], numbers.join()).toContain(state)
    expect(why.length, numbers.join()).toBeGreaterThan(4)
  }
  const named = [...page.matchAll(/`([\w./-]+\.(?:ts|tsx|json|conf)|deploy\/\w+)`/g)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(60)
  expect(named.filter(file => !existsSync(file))).toEqual([])
})
