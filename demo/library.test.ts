import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { shelvesOf } from '#branches/rules/floor-plan.ts'
import { calendarMonth } from '#calendar/calendar-month.ts'
import { shelfKey } from '#catalogue/rules/shelf-key.ts'
import { BranchId, StopId } from '#ids.ts'
import { changeDescription, currentDescription } from '#settings/change-description.ts'
import { readLibraryFile, writeLibraryFile } from '#settings/file/library-file.ts'
import { changesBetween } from '#settings/rules/changes.ts'
import { readDescription } from '#settings/whole.ts'
import { visitDaysOf } from '../test/calendar-days.ts'
import { openLibrary } from '../test/library.ts'

const text = readFileSync(new URL('library.yaml', import.meta.url), 'utf8')
const file = readLibraryFile(text)
if (!file.ok) throw new Error('demo/library.yaml is no YAML')

/** The demo library, opened on the first day of 2026. */
async function opened() {
  const library = await openLibrary({ at: '2026-01-01T09:00:00' })
  const changed = await changeDescription(library, { login: 'demo' }, file.ok && file.document, { basedOn: 0 })
  expect(changed).toMatchObject({ ok: true })
  return library
}

test('the branches and the stops have the names the guide uses', () => {
  const read = readDescription(file.ok && file.document)
  if (!read.ok) throw new Error('it is no description')
  const { branches, stops } = read.description
  expect(branches.map(({ code }) => code)).toEqual([
    ...['chuo', 'asahi', 'arakawa', 'kamihayashi', 'sanpoku', 'sekikawa', 'awashima', 'bm'],
  ])
  for (const branch of branches) expect(branch.telephone).toMatch(/^0254-00-\d{4}$/)
  expect(stops).toHaveLength(10)
  expect(stops.map(({ name }) => name.ja)).toContain('吉浦')
})

test('the plan of the central library has a shelf for each of its copies', () => {
  const read = readDescription(file.ok && file.document)
  if (!read.ok) throw new Error('it is no description')
  const { floor } = read.description.branches[0]!
  const shelvesAt = (shelf: string, callNumber: string) =>
    shelvesOf(floor, { shelf, callNumber }, shelfKey).map(({ name }) => name)
  expect(shelvesAt('一般', '007.1/オ')).toEqual(['総記・哲学'])
  expect(shelvesAt('一般', '913.6/カワ')).toEqual(['日本の文学 あ行から'])
  expect(shelvesAt('一般', '913.6/ナツ')).toEqual(['日本の文学 さ行から'])
  expect(shelvesAt('一般', '933/ウル')).toEqual(['外国の文学'])
  expect(shelvesAt('児童', 'J913/ミヤ')).toEqual(['こどもの本'])
  expect(shelvesAt('郷土資料', 'K291/スズ')).toEqual(['郷土資料'])
})

test('the calendar is the one of the guide', async () => {
  const library = await opened()
  const closed = async (branch: string, month: string, from = 1, until = 31) =>
    (await calendarMonth(library, BranchId(branch), Temporal.PlainYearMonth.from(month)))
      .filter(({ day, opening }) => opening?.opens === null && day.day >= from && day.day <= until)
      .map(({ day, opening }) => `${day.day} ${opening!.reason}`)
  // Mondays and the last Friday.
  expect(await closed('chuo', '2026-06')).toEqual([
    ...['1 定休日', '8 定休日', '15 定休日', '22 定休日', '26 館内整理日', '29 定休日'],
  ])
  // A Monday that is a holiday is open, and the next day without one closed instead.
  expect(await closed('chuo', '2026-11', 20, 26)).toEqual(['24 振替休館日'])
  expect(await closed('chuo', '2026-05', 3, 8)).toEqual(['7 振替休館日'])
  // An office that rests at weekends rests on holidays too.
  expect((await closed('awashima', '2026-05', 1, 7)).map(day => day.split(' ')[0])).toEqual(['2', '3', '4', '5', '6'])
  for (const { code } of (await currentDescription(library)).description.branches) {
    expect((await closed(code, '2026-12', 28)).every(day => day.endsWith('年末年始'))).toBe(true)
    expect(await closed(code, '2027-01', 1, 4)).toHaveLength(4)
  }
})

test('the bookmobile comes every other week, but not on a closed day', async () => {
  const library = await opened()
  const from = Temporal.PlainDate.from('2026-11-01')
  const days = await visitDaysOf(library.db, StopId('yoshiura'), from, 4)
  // 24 November pays for the Monday before, a holiday.
  expect(days.map(String)).toEqual(['2026-11-10', '2026-12-08', '2026-12-22', '2027-01-05'])
})

const read = (yaml: string) => {
  const again = readLibraryFile(yaml)
  const whole = again.ok ? readDescription(again.document) : null
  if (!whole?.ok) throw new Error(`this cannot be read:\n${yaml}`)
  return whole.description
}

test('written out and read again it is the same library, comments and all', async () => {
  const library = await opened()
  const { description } = await currentDescription(library)
  expect(changesBetween(read(writeLibraryFile(description)), description)).toEqual([])
  const over = writeLibraryFile({ ...description, newArrivalDays: 30 }, text)
  expect(changesBetween(read(over), { ...description, newArrivalDays: 30 })).toEqual([])
  expect(over.match(/#.*/g)).toEqual(expect.arrayContaining(text.match(/^ *#.*/gm)!.map(line => line.trim())))
})

test('every section stands in a file that is written, those of a later day too', () => {
  const description = read(text)
  const other = {
    ...description,
    codes: { ...description.codes, cards: '########' },
    requests: { perWeekMax: 7 },
    questions: { perDayMax: 5, keptDays: 90 },
    family: { guardianUntilAge: 0 },
    services: { ...description.services, rankings: false },
    languages: { ...description.languages, pt: false },
  }
  expect(changesBetween(read(writeLibraryFile(other)), other)).toEqual([])
  expect(changesBetween(read(writeLibraryFile(other, text)), other)).toEqual([])
})
