import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import { type ShelfAsTold, shelfAsTold } from '#holds/shelf/shelf-as-told.ts'
import { readyWith } from '#holds/shelf/shelf-store.ts'
import type { HoldId, NoticeId, PatronId } from '#ids.ts'
import { loadTitlesDue } from '#notices/reminder-store.ts'
import type { NoticeContent, ShelfNoticeFacts } from '#notices/rules/notice.ts'

type Told = NoticeContent & { id: NoticeId; patronId: PatronId | null; holdId: HoldId | null }

/** What a notice says at this moment, and from which day on it may be said. */
export type FactsNow = { says: NoticeContent; tellFrom: Temporal.PlainDate | null }

/**
 * Looks again at what notices are to say: today's titles, place, last day and visits of holds, the books that are still
 * out of loans. What is a mere confirmation says what it said when it was written.
 */
export async function factsNow(db: Database, desk: Desk, notices: readonly Told[]): Promise<Map<NoticeId, FactsNow>> {
  const ofHolds = notices.filter(({ kind }) => kind === 'ready' || kind === 'shelfMoved' || kind === 'shelfEnding')
  const members = await readyWith(
    db,
    ofHolds.flatMap(({ holdId }) => holdId ?? []),
  )
  const shelf = await shelfAsTold(db, desk, [...new Set([...members.values()].flat())])
  const facts = new Map<NoticeId, FactsNow>()
  for (const notice of notices) facts.set(notice.id, await factsOf(db, notice, members, shelf))
  return facts
}

async function factsOf(
  db: Database,
  told: Told,
  members: ReadonlyMap<HoldId, HoldId[]>,
  shelf: ReadonlyMap<HoldId, ShelfAsTold>,
): Promise<FactsNow> {
  const { patronId, holdId } = told
  switch (told.kind) {
    case 'ready':
    case 'shelfMoved':
    case 'shelfEnding': {
      const { kind, facts } = told
      const ids = holdId === null ? [] : kind === 'ready' ? (members.get(holdId) ?? []) : [holdId]
      const held = ids.flatMap(id => shelf.get(id) ?? [])
      if (!held[0]) return { says: { kind, facts }, tellFrom: null }
      return { says: { kind, facts: shelfFacts(facts, held) }, tellFrom: held[0].tellFrom }
    }
    case 'dueSoon':
    case 'overdue': {
      const { kind, facts } = told
      const titles = patronId === null ? [] : await loadTitlesDue(db, patronId, facts.dueOn)
      return { says: { kind, facts: { ...facts, titles } }, tellFrom: null }
    }
    case 'orderPlaced':
    case 'unavailable':
    case 'mailRegistered':
    case 'closed':
    case 'arrivals':
    case 'borrowable':
    case 'questionAnswered':
    case 'requestAnswered':
    case 'accountChanged':
    case 'passwordLink':
    case 'lent':
      return { says: told, tellFrom: null }
    default:
      return told satisfies never
  }
}

/** What is told together is kept until the earliest of its days: so every one of them is kept to. */
function shelfFacts(before: ShelfNoticeFacts, held: readonly ShelfAsTold[]): ShelfNoticeFacts {
  const first = held[0]!
  const until = held.map(one => one.until).sort(Temporal.PlainDate.compare)[0]!
  const visits = first.visits.filter(visit => Temporal.PlainDate.compare(visit.day, until) <= 0)
  const comes = visits.map(({ day, arrives }) => ({
    day: day.toString(),
    arrives: arrives.toString({ smallestUnit: 'minute' }),
  }))
  return {
    ...before,
    titles: held.map(one => one.title),
    pickup: first.pickupName,
    pickUpBy: until.toString(),
    ...(comes.length > 0 ? { visits: comes } : {}),
  }
}

/** Several that are told in one mail: all their titles, and the earliest of their last days. */
export function saidTogether(several: readonly NoticeContent[]): NoticeContent {
  const lastDay = ({ facts }: NoticeContent) => ('pickUpBy' in facts ? (facts.pickUpBy ?? '') : '')
  const earliest = [...several].sort((a, b) => lastDay(a).localeCompare(lastDay(b)))[0]!
  return withTitles(
    earliest,
    several.flatMap(({ facts }) => facts.titles),
  )
}

const withTitles = <Content extends NoticeContent>(content: Content, titles: string[]): Content => ({
  ...content,
  facts: { ...content.facts, titles },
})
