import type { NoticeKind } from '#notices/rules/notice.ts'

/** The page on which a patron reads more of a notice. A test of the pages says that each of these leads somewhere. */
export function pageOf(kind: NoticeKind): string {
  switch (kind) {
    case 'orderPlaced':
    case 'ready':
    case 'shelfMoved':
    case 'shelfEnding':
    case 'unavailable':
    case 'closed':
      return '/my/holds'
    case 'dueSoon':
    case 'overdue':
    case 'lent':
      return '/my/loans'
    case 'arrivals':
      return '/my/searches'
    case 'borrowable':
      return '/my/lists'
    case 'questionAnswered':
      return '/my/questions'
    case 'requestAnswered':
      return '/my/requests'
    case 'mailRegistered':
    case 'accountChanged':
    // Its own address is put into the mail as it leaves.
    case 'passwordLink':
      return '/my/settings'
    default:
      return kind satisfies never
  }
}
