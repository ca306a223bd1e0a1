import { expect, test } from 'vitest'
import { closedDays, demoBranches, demoStops, visitDays } from './library.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const holidays = new Set(['2026-01-01', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06', '2026-11-23'])
const isHoliday = (day: Temporal.PlainDate) => holidays.has(day.toString())
const branch = (id: string) => demoBranches.find(each => each.id === id)!
const stop = (id: string) => demoStops.find(each => each.id === id)!
const closed = (id: string, from: string, until: string) =>
  closedDays(branch(id), date(from), date(until), isHoliday).map(({ day, because }) => `${day} ${because}`)

test('the branches and the stops have the names the guide uses', () => {
  expect(demoBranches.map(each => each.id)).toEqual([
    'chuo',
    'asahi',
    'arakawa',
    'kamihayashi',
    'sanpoku',
    'sekikawa',
    'awashima',
    'bm',
  ])
  expect(stop('yoshiura').shown).toBe('BM/吉浦')
  expect(new Set(demoStops.map(each => each.id)).size).toBe(10)
  for (const each of demoBranches) {
    expect(each.phone).toMatch(/^0254-00-\d{4}$/)
    expect(each.hours).toHaveLength(7)
    for (const weekday of each.closedWeekdays) expect(each.hours[weekday], each.id).toBeNull()
  }
})

test('Mondays and the last Friday of the month are closed', () => {
  expect(closed('chuo', '2026-06-01', '2026-06-30')).toEqual([
    '2026-06-01 休館日',
    '2026-06-08 休館日',
    '2026-06-15 休館日',
    '2026-06-22 休館日',
    '2026-06-26 館内整理日',
    '2026-06-29 休館日',
  ])
})

test('a Monday that is a holiday is open, and the next day without a holiday closed instead', () => {
  expect(closed('chuo', '2026-11-20', '2026-11-26')).toEqual(['2026-11-24 振替休館日'])
  expect(closed('chuo', '2026-05-03', '2026-05-08')).toEqual(['2026-05-07 振替休館日'])
})

test('everything is closed from 28 December to 4 January', () => {
  for (const { id } of demoBranches) {
    expect(closed(id, '2026-12-28', '2027-01-04').every(line => line.endsWith('年末年始'))).toBe(true)
    expect(closed(id, '2026-12-28', '2027-01-04')).toHaveLength(8)
  }
})

test('an office that rests on weekends rests on holidays too', () => {
  expect(closed('awashima', '2026-05-01', '2026-05-07')).toEqual([
    '2026-05-02 休館日',
    '2026-05-03 休館日',
    '2026-05-04 休館日',
    '2026-05-05 休館日',
    '2026-05-06 休館日',
  ])
})

test('the bookmobile comes every other week, but not on a closed day or a holiday', () => {
  const visits = (id: string, from: string, until: string) =>
    visitDays(stop(id), date(from), date(until), isHoliday).map(String)
  expect(visits('yoshiura', '2026-11-01', '2026-12-31')).toEqual(['2026-11-10', '2026-12-08', '2026-12-22'])
  expect(visits('yoshiura', '2026-04-25', '2026-05-20')).toEqual(['2026-04-28', '2026-05-12'])
  expect(visits('kuwagawa', '2026-02-01', '2026-02-28')).toEqual(['2026-02-13'])
  expect(visits('yoshiura', '2025-12-01', '2026-01-20')).toEqual([
    '2025-12-09',
    '2025-12-23',
    '2026-01-06',
    '2026-01-20',
  ])
  expect(visits('yoshiura', '2026-02-02', '2026-02-01')).toEqual([])
})
