import { catchUp } from '#catalogue/index/keep/follow.ts'
import { type FeedPosition, feedStart } from '#catalogue/index-store.ts'
import type { Audience, BibKind, BibRecord } from '#catalogue/rules/bib.ts'
import { type Database, sql } from '#database/database.ts'
import { type BibId, BranchId, type ItemId, StopId } from '#ids.ts'
import type { ItemStatus } from '#items/rules/item.ts'
import type { Library } from '#library.ts'
import { assert } from '#std/assert.ts'
import { dayOf } from '#time/clock.ts'
import { anewEachFile } from './file-life.ts'

/**
 * The branches of the tests: 中央図書館 and 朝日図書館, two rooms, a network library, and the bookmobile with the stops
 * 「BM/吉浦」 and 「BM/岩船」. Closed on Mondays and from 29 December to 3 January; laid out from a month before the library's
 * clock to four months after. The bookmobile stands at 吉浦 every second Thursday from 2026-12-03, at 岩船 a week later.
 */
export async function givenBranches(library: Library): Promise<void> {
  const { db } = library
  await db
    .insertInto('branch')
    .values(
      branches.map(([id, kind, name, short_name], index) => ({
        id: BranchId(id),
        kind,
        name,
        short_name,
        phone: `0254-53-${7511 + index}`,
        is_central: id === 'chuo',
        list_order: index,
        closed_for_good_from: null,
      })),
    )
    .execute()
  await db
    .insertInto('stop')
    .values([
      { id: StopId('yoshiura'), branch_id: BranchId('bm'), name: '吉浦', list_order: 0 },
      { id: StopId('iwafune'), branch_id: BranchId('bm'), name: '岩船', list_order: 1 },
    ])
    .execute()

  const hoursOf = (id: string, weekday: number) => ({
    opens: Temporal.PlainTime.from('09:30'),
    closes: Temporal.PlainTime.from(id === 'chuo' && weekday > 1 && weekday < 6 ? '19:00' : '17:00'),
  })
  const week = [0, 2, 3, 4, 5, 6]
  await db
    .insertInto('weekly_hours')
    .values(
      branches.flatMap(([id]) => week.map(weekday => ({ branch_id: BranchId(id), weekday, ...hoursOf(id, weekday) }))),
    )
    .execute()
  const first = dayOf(library.clock.now()).subtract({ days: 31 })
  const days = Array.from({ length: 150 }, (_, index) => first.add({ days: index }))
  await db
    .insertInto('calendar_day')
    .values(branches.flatMap(([id]) => days.map(day => ({ branch_id: BranchId(id), day, ...opening(id, day) }))))
    .execute()
  const visit = (stop_id: StopId, from: string) =>
    days
      .filter(day => {
        const since = Temporal.PlainDate.from(from).until(day).days
        return since >= 0 && since % 14 === 0 && day.year === 2026
      })
      .map(day => ({
        stop_id,
        day,
        arrives: Temporal.PlainTime.from('10:20'),
        leaves: Temporal.PlainTime.from('11:00'),
        cancelled_because: null,
      }))
  const visits = [...visit(StopId('yoshiura'), '2026-12-03'), ...visit(StopId('iwafune'), '2026-12-10')]
  if (visits.length > 0) await db.insertInto('stop_visit').values(visits).execute()

  function opening(id: string, day: Temporal.PlainDate) {
    const monthDay = day.toString().slice(5)
    if (monthDay >= '12-29' || monthDay <= '01-03') return { opens: null, closes: null, reason: '年末年始' }
    if (day.dayOfWeek === 1) return { opens: null, closes: null, reason: '定休日' }
    return { ...hoursOf(id, day.dayOfWeek % 7), reason: null }
  }
}

const branches = [
  ['chuo', 'library', '中央図書館', '中央'],
  ['asahi', 'library', '朝日図書館', '朝日'],
  ['arakawa', 'room', '荒川図書室', '荒川'],
  ['kamihayashi', 'room', '神林図書室', '神林'],
  ['sekikawa', 'network', '関川村図書館', '関川'],
  ['bm', 'bookmobile', '移動図書館車', 'BM'],
] as const

export type GivenItem = {
  branch?: string
  /** Where it is now, when not at home. */
  currentBranch?: string
  barcode?: string
  shelf?: string | null
  callNumber?: string | null
  loanRule?: string
  status?: ItemStatus
  joinedOn?: string
}

export type GivenBib = Partial<Omit<BibRecord, 'kind' | 'audience'>> & {
  kind?: BibKind
  audience?: Audience
  /** The author's name alone, when nothing else about the creators matters. */
  author?: string
  /** Copies; a number means so many on the open shelf of 中央図書館. One if not said. */
  items?: number | GivenItem[]
}

let made = 0
anewEachFile(() => {
  made = 0
})

/** Brings the search index up to what the tables say now: after `givenBib`, or whatever else changed how bibs look. */
export async function givenIndex(library: Library): Promise<void> {
  const end = performance.now() + 30_000
  for (let from = feedStart; ; ) {
    from = await catchUp(library.db, library.index, from, library.clock.now())
    if (!(await hasUnread(library.db, from))) return
    // What commits is told of when every older transaction of the server has ended, those of other tests' databases
    // too.
    assert(performance.now() < end, 'the change feed goes on within half a minute')
  }
}

async function hasUnread(db: Database, from: FeedPosition): Promise<boolean> {
  const { rows } = await sql<{ unread: boolean }>`
    select exists (select from bib_change where (tx, seq) > (${from.tx}::xid8, ${from.seq}::bigint)) as unread`.execute(
    db,
  )
  return rows[0]!.unread
}

/**
 * A bib with its copies. Says nothing to the search index: see `givenIndex`.
 * @returns the numbers of the bib and of its items, in the order given
 */
export async function givenBib(library: Library, given: GivenBib = {}): Promise<{ id: BibId; itemIds: ItemId[] }> {
  const nth = ++made
  const { author, items = 1, ...record } = given
  const now = library.clock.now()
  const { id } = await library.db
    .insertInto('bib')
    .values({
      source_key: record.sourceKey ?? `JP-TEST:${nth}`,
      kind: record.kind ?? 'book',
      title: record.title ?? `本その${nth}`,
      title_reading: record.titleReading ?? null,
      subtitle: record.subtitle ?? null,
      volume: record.volume ?? null,
      series: record.series ?? null,
      series_reading: record.seriesReading ?? null,
      responsibility: record.responsibility ?? (author ? `${author} 著` : null),
      creators: JSON.stringify(record.creators ?? (author ? [{ name: author, reading: null, role: '著' }] : [])),
      publisher: record.publisher ?? '岩波書店',
      place: record.place ?? '東京',
      published: record.published ?? '2014.11',
      year: record.year ?? 2014,
      isbns: record.isbns ?? [],
      issn: record.issn ?? null,
      ndc: record.ndc ?? ['913.6'],
      subjects: record.subjects ?? [],
      other_titles: record.otherTitles ?? [],
      other_title_readings: record.otherTitleReadings ?? [],
      subject_readings: record.subjectReadings ?? [],
      extent: record.extent ?? '378p ; 19cm',
      contents: record.contents ?? null,
      note: record.note ?? null,
      audience: record.audience ?? 'general',
      language: record.language ?? 'jpn',
      url: record.url ?? null,
      added_at: now,
      changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

  const copies: GivenItem[] = typeof items === 'number' ? Array.from({ length: items }, () => ({})) : items
  const itemIds: ItemId[] = []
  for (const [index, copy] of copies.entries()) {
    const { id: itemId } = await library.db
      .insertInto('item')
      .values({
        bib_id: id,
        barcode: copy.barcode ?? `1${String(nth).padStart(6, '0')}${String(index).padStart(2, '0')}`,
        home_branch_id: BranchId(copy.branch ?? 'chuo'),
        current_branch_id: BranchId(copy.currentBranch ?? copy.branch ?? 'chuo'),
        shelf: copy.shelf ?? '一般',
        call_number: copy.callNumber ?? '913.6/ナツ',
        loan_rule: copy.loanRule ?? 'normal',
        status: copy.status ?? 'shelf',
        joined_on: Temporal.PlainDate.from(copy.joinedOn ?? '2015-04-01'),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    itemIds.push(itemId)
  }
  return { id, itemIds }
}
