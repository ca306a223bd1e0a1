/**
 * The library of the guide: a made-up service in the manner of a town on the coast of Echigo. The place names are
 * real, the telephone numbers are not: nobody has the exchange 00.
 */

export type DemoBranchKind = 'library' | 'room' | 'network' | 'bookmobile'
/** 0 = Sunday … 6 = Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6
/** From and until, as a wall clock shows them: '09:00'. */
export type Hours = { opens: string; closes: string }

export type DemoBranch = {
  id: string
  kind: DemoBranchKind
  name: string
  /** As it stands in narrow columns and before a stop, e.g. 'BM'. */
  shortName: string
  phone: string | null
  address: string | null
  /** Seven entries, Sunday first; null on a day on which it never opens. */
  hours: readonly (Hours | null)[]
  /** The days of the week on which it is closed (定休日). */
  closedWeekdays: readonly Weekday[]
  /** What happens when such a day is a holiday: it opens and rests on the next day that is none, or it rests anyway. */
  onHoliday: 'nextDay' | 'closed'
  /** 館内整理日: the last Friday of each month. */
  stocktaking: boolean
}

const until = (closes: string): Hours => ({ opens: '09:00', closes })
const day = until('17:00')
const evening = until('19:00')
const office: Hours = { opens: '08:30', closes: '17:15' }

export const demoBranches: readonly DemoBranch[] = [
  {
    id: 'chuo',
    kind: 'library',
    name: '中央図書館',
    shortName: '中央',
    phone: '0254-00-0100',
    address: null,
    hours: [day, null, evening, evening, evening, evening, day],
    closedWeekdays: [1],
    onHoliday: 'nextDay',
    stocktaking: true,
  },
  {
    id: 'asahi',
    kind: 'library',
    name: '朝日図書館',
    shortName: '朝日',
    phone: '0254-00-0200',
    address: null,
    hours: [day, null, day, day, day, day, day],
    closedWeekdays: [1],
    onHoliday: 'nextDay',
    stocktaking: true,
  },
  {
    id: 'arakawa',
    kind: 'room',
    name: '荒川図書室',
    shortName: '荒川',
    phone: '0254-00-0300',
    address: null,
    hours: [day, null, day, day, day, day, day],
    closedWeekdays: [1],
    onHoliday: 'nextDay',
    stocktaking: true,
  },
  {
    id: 'kamihayashi',
    kind: 'room',
    name: '神林図書室',
    shortName: '神林',
    phone: '0254-00-0400',
    address: null,
    hours: [day, null, day, day, day, day, day],
    closedWeekdays: [1],
    onHoliday: 'nextDay',
    stocktaking: true,
  },
  {
    id: 'sanpoku',
    kind: 'room',
    name: '山北図書室',
    shortName: '山北',
    phone: '0254-00-0500',
    address: null,
    hours: [day, null, day, day, day, day, day],
    closedWeekdays: [1],
    onHoliday: 'nextDay',
    stocktaking: true,
  },
  {
    id: 'sekikawa',
    kind: 'network',
    name: 'ネットワーク館 関川村',
    shortName: '関川村',
    phone: '0254-00-0600',
    address: null,
    hours: [day, null, day, day, day, day, day],
    closedWeekdays: [1],
    onHoliday: 'nextDay',
    stocktaking: false,
  },
  {
    id: 'awashima',
    kind: 'network',
    name: 'ネットワーク館 粟島浦村',
    shortName: '粟島浦村',
    phone: '0254-00-0700',
    address: null,
    hours: [null, office, office, office, office, office, null],
    closedWeekdays: [0, 6],
    onHoliday: 'closed',
    stocktaking: false,
  },
  {
    id: 'bm',
    kind: 'bookmobile',
    name: '移動図書館車',
    shortName: 'BM',
    phone: '0254-00-0100',
    address: null,
    // It has no hours of its own, only those of its stops.
    hours: [null, null, null, null, null, null, null],
    closedWeekdays: [1],
    onHoliday: 'nextDay',
    stocktaking: true,
  },
]

/** A stop of the bookmobile and its visits: one weekday of every other week. */
export type DemoStop = {
  id: string
  name: string
  /** As pick-up place: 'BM/吉浦'. */
  shown: string
  weekday: Weekday
  /** Which of the two weeks: 0 is the week of Monday 5 January 2026. */
  fortnight: 0 | 1
  arrives: string
  leaves: string
}

const stop = (
  id: string,
  name: string,
  weekday: Weekday,
  fortnight: 0 | 1,
  arrives: string,
  leaves: string,
): DemoStop => ({ id, name, shown: `BM/${name}`, weekday, fortnight, arrives, leaves })

export const demoStops: readonly DemoStop[] = [
  stop('iwafune', '岩船', 2, 0, '10:00', '10:40'),
  stop('senami', '瀬波', 2, 0, '11:00', '11:40'),
  stop('yoshiura', '吉浦', 2, 0, '13:30', '14:00'),
  stop('shionomachi', '塩野町', 3, 0, '10:15', '10:45'),
  stop('osudo', '大須戸', 3, 0, '11:00', '11:30'),
  stop('waseda', '早稲田', 3, 0, '13:20', '13:50'),
  stop('sarusawa', '猿沢', 4, 1, '10:10', '10:40'),
  stop('takane', '高根', 4, 1, '11:10', '11:40'),
  stop('kuwagawa', '桑川', 5, 1, '10:30', '11:00'),
  stop('gatsugi', '勝木', 5, 1, '13:30', '14:10'),
]

export const demoClosing = {
  /** 年末年始, both days included, as month and day. */
  newYear: { from: { month: 12, day: 28 }, until: { month: 1, day: 4 } },
  /** 館内整理日: the last one of this weekday in each month. */
  stocktaking: { weekday: 5 },
} as const

export type IsHoliday = (day: Temporal.PlainDate) => boolean
export type ClosedDay = { day: Temporal.PlainDate; because: '年末年始' | '館内整理日' | '休館日' | '振替休館日' }

/** The days from `from` to `until`, both included, on which a branch is closed, and why. */
export function closedDays(
  branch: DemoBranch,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  isHoliday: IsHoliday,
): ClosedDay[] {
  return daysBetween(from, until).flatMap(day => {
    const because = whyClosed(branch, day, isHoliday)
    return because ? [{ day, because }] : []
  })
}

/** The days from `from` to `until`, both included, on which the bookmobile comes to a stop: never on a holiday. */
export function visitDays(
  stop: DemoStop,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  isHoliday: IsHoliday,
): Temporal.PlainDate[] {
  const bookmobile = demoBranches.find(branch => branch.kind === 'bookmobile')!
  return daysBetween(from, until).filter(
    day =>
      weekdayOf(day) === stop.weekday &&
      fortnightOf(day) === stop.fortnight &&
      !isHoliday(day) &&
      !whyClosed(bookmobile, day, isHoliday),
  )
}

function whyClosed(branch: DemoBranch, day: Temporal.PlainDate, isHoliday: IsHoliday): ClosedDay['because'] | null {
  if (overNewYear(day)) return '年末年始'
  const weekly = branch.closedWeekdays.some(weekday => weekday === weekdayOf(day))
  if (branch.onHoliday === 'closed') {
    if (weekly || isHoliday(day)) return '休館日'
  } else {
    if (weekly && !isHoliday(day)) return '休館日'
    if (!weekly && isSubstitute(branch, day, isHoliday)) return '振替休館日'
  }
  return branch.stocktaking && isLastOfMonth(day, demoClosing.stocktaking.weekday) ? '館内整理日' : null
}

/** Whether this is the first day without a holiday after a closing day that had to open because it was one. */
function isSubstitute(branch: DemoBranch, day: Temporal.PlainDate, isHoliday: IsHoliday): boolean {
  if (isHoliday(day)) return false
  for (let before = day.subtract({ days: 1 }); isHoliday(before); before = before.subtract({ days: 1 })) {
    if (branch.closedWeekdays.some(weekday => weekday === weekdayOf(before))) return true
  }
  return false
}

function overNewYear(day: Temporal.PlainDate): boolean {
  const { from, until } = demoClosing.newYear
  return (day.month === from.month && day.day >= from.day) || (day.month === until.month && day.day <= until.day)
}

const isLastOfMonth = (day: Temporal.PlainDate, weekday: Weekday): boolean =>
  weekdayOf(day) === weekday && day.day + 7 > day.daysInMonth

const weekdayOf = (day: Temporal.PlainDate): number => day.dayOfWeek % 7

const firstFortnight = Temporal.PlainDate.from('2026-01-05')

/** 0 or 1, also before the first fortnight. */
function fortnightOf(day: Temporal.PlainDate): number {
  const weeks = Math.floor(firstFortnight.until(day, { largestUnit: 'days' }).days / 7)
  return Math.abs(weeks % 2)
}

function daysBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): Temporal.PlainDate[] {
  const length = from.until(until, { largestUnit: 'days' }).days + 1
  return Array.from({ length: Math.max(0, length) }, (_, days) => from.add({ days }))
}
