import { paths } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'

/** The chapters of the handbook, by the names of their files, in the order of its first page. */
export const chapters = [
  ...([
    'desk',
    'offline',
    'patrons',
    'holds',
    'telling',
    'items',
    'requests',
    'figures',
    'calendar',
    'news',
    'settings',
  ] as const),
  ...(['staff', 'account', 'nights', 'opening', 'moving-in', 'running', 'trouble'] as const),
  ...(['opening-en', 'moving-in-en', 'running-en'] as const),
] as const
export type Chapter = (typeof chapters)[number]

/** Which chapter explains the pages under an address: the longest beginning counts. */
const explained: readonly (readonly [beginning: string, chapter: Chapter | null])[] = [
  [desk.home, null],
  [desk.checkIn, 'desk'],
  [desk.checkOut, 'desk'],
  [desk.renew, 'desk'],
  [paths.offlineDesk, 'offline'],
  ['/counter/loans', 'desk'],
  [desk.branch, 'account'],
  [desk.account, 'account'],
  [desk.login, 'account'],
  [desk.logout, 'account'],
  [desk.patrons, 'patrons'],
  [desk.preRegistrations, 'patrons'],
  ['/counter/agreed-terms', 'patrons'],
  [desk.mistakes, 'items'],
  [desk.bibs, 'holds'],
  [desk.hidden, 'items'],
  [desk.copying, 'items'],
  [desk.sources, 'items'],
  ['/counter/holds', 'holds'],
  [desk.stuck, 'holds'],
  [desk.pull, 'holds'],
  [desk.transits, 'holds'],
  [desk.shelf, 'holds'],
  [desk.loading, 'holds'],
  [desk.wanted, 'holds'],
  [desk.calls, 'telling'],
  [desk.letters, 'telling'],
  [desk.nights, 'nights'],
  [desk.items, 'items'],
  ['/counter/merge', 'items'],
  [desk.requests, 'requests'],
  [desk.questions, 'requests'],
  [desk.statistics, 'figures'],
  [desk.calendar, 'calendar'],
  [desk.news, 'news'],
  [desk.themes, 'news'],
  [desk.policy, 'settings'],
  [desk.settings, 'settings'],
  [desk.can, 'settings'],
  [desk.checklist, 'opening'],
  [desk.staff, 'staff'],
  [desk.terminals, 'staff'],
  [desk.machines, 'staff'],
  [desk.machineReports, 'staff'],
  [desk.connections, 'staff'],
  [desk.webhooks, 'staff'],
  [desk.audit, 'staff'],
  [desk.security, 'staff'],
  [desk.handbook, null],
]

/** Where the page at an address is explained; null: the first page of the handbook; undefined: nowhere yet. */
export function chapterOf(path: string): Chapter | null | undefined {
  const within = explained.filter(
    ([beginning]) =>
      path === beginning ||
      (beginning !== desk.home && (path.startsWith(`${beginning}/`) || path === `${beginning}.csv`)),
  )
  return within.sort(([one], [other]) => other.length - one.length)[0]?.[1]
}
