import type { Description } from '#settings/description.ts'

const premises = {
  coordinates: '38.2239,139.4800',
  access: '駅から歩いて15分',
  facilities: ['lift' as const, 'parking' as const],
}

const floor = [
  { name: 'カウンター', x: 0, y: 0, width: 3, height: 2 },
  { name: '日本の小説', shelf: '一般', from: '913', until: '914', x: 4, y: 0, width: 6, height: 1 },
]

const vanDays = ['tuesday' as const, 'friday' as const]

/** One change of each section of a library's description: a new section does not compile until it stands here. */
export const sectionChanges: { [Section in keyof Description]: (now: Description) => Description[Section] } = {
  identity: now => ({ ...now.identity, telephone: '0254-00-0000' }),
  branches: now =>
    now.branches.map((one, nth) => (nth === 1 ? { ...one, ...premises, floor, vanDays, pickup: false } : one)),
  stops: now => now.stops.map(one => ({ ...one, ...premises, place: '公民館の前' })),
  patronCategories: now => [...now.patronCategories, { code: 'school', name: { ja: '学校' } }],
  itemCategories: now => [...now.itemCategories, { code: 'film', name: { ja: 'フィルム' } }],
  rules: now => [...now.rules, { patron: 'general', loans: 1, holds: 1 }],
  services: now => ({ ...now.services, seriesHolds: false, wishLists: false }),
  languages: now => ({ ...now.languages, zh: false }),
  words: now => ({ ...now.words, slip: { ja: 'お待ちしていました。' } }),
  holds: now => ({ ...now.holds, pickupDays: 10 }),
  loans: now => ({ ...now.loans, days: 21 }),
  cards: now => ({ ...now.cards, validYears: 5 }),
  codes: now => ({ ...now.codes, cards: '########' }),
  calendar: now => ({ ...now.calendar, onHolidays: 'asUsual' }),
  intakeWindow: () => ({ from: '02:00', until: '05:00' }),
  notices: now => ({ ...now.notices, dueSoonDays: 3 }),
  requests: () => ({ perWeekMax: 1 }),
  questions: () => ({ perDayMax: 1, keptDays: 30 }),
  savedSearches: now => ({ ...now.savedSearches, max: 5 }),
  family: () => ({ guardianUntilAge: 10 }),
  covers: () => ({ sources: ['https://covers.example.jp/{isbn}.jpg'] }),
  staff: now => ({ ...now.staff, codeGraceDays: 0 }),
  passwords: now => ({ ...now.passwords, sessionIdleMinutes: 10 }),
  newArrivalDays: () => 30,
}
