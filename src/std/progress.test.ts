import { expect, test } from 'vitest'
import { duration, progressLine, progressPrinter } from './progress.ts'

test('a line tells number, share, rate and what is left', () => {
  expect(progressLine('Import', { done: 34_000, share: 0.5 }, 8)).toBe('Import 34,000 · 50 % · 4,250/s · 8 s left')
  expect(progressLine('Import', { done: 34_000 }, 8)).toBe('Import 34,000 · 4,250/s')
  expect(progressLine('Import', { done: 10, share: 0.5 }, 1)).toBe('Import 10 · 50 % · 10/s')
  expect(progressLine('Import', { done: 0, share: 0 }, 0)).toBe('Import 0 · 0 %')
  expect(progressLine('Import', { done: 75_405, share: 1 }, 10)).toBe('Import 75,405 · 100 % · 7,541/s')
})

test('durations read as people say them', () => {
  expect([0.4, 59.4, 60, 125, 3600, 4321].map(duration)).toEqual([
    '0 s',
    '59 s',
    '1 min 0 s',
    '2 min 5 s',
    '1 h 0 min',
    '1 h 12 min',
  ])
})

test('a terminal is not written to more than five times a second, a pipe never', () => {
  const written: string[] = []
  let now = 0
  const terminal = { isTTY: true, write: (text: string) => written.push(text) }
  const printer = progressPrinter('Import', terminal, () => now)
  for (; now < 1000; now += 10) printer.show({ done: now })
  expect(written).toHaveLength(5)
  printer.end()
  expect(written.at(-2)).toContain('Import 990')
  expect(written.at(-1)).toBe('\n')

  const pipe = { write: (text: string) => written.push(text) }
  const before = written.length
  const quiet = progressPrinter('Import', pipe)
  quiet.show({ done: 1 })
  quiet.end()
  expect(written).toHaveLength(before)
})
