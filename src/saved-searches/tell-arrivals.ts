import { setImmediate } from 'node:timers/promises'
import { loadBranches } from '#branches/branch-store.ts'
import { isTooLong } from '#catalogue/rules/search/search-state.ts'
import { countFound } from '#catalogue/search-catalogue.ts'
import { tooLong, toRequest } from '#catalogue/search-request.ts'
import { transact } from '#database/database.ts'
import { titlesOf } from '#holds/lists/titles-of.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { lockPatron } from '#patrons/standing-store.ts'
import { offers } from '#policy.ts'
import { crashPoint } from '#std/crash-point.ts'
import { textOf } from '#text/language.ts'
import { type BranchNames, ownWords } from '#text/search-words.ts'
import { loadPatronsToTell, loadSearchesToTell, type SearchToTell, saveTold } from './arrival-mail-store.ts'
import { stateOf } from './canonical.ts'
import { lastMailDay } from './rules/mail-day.ts'

export type ArrivalCounts = { mails: number }

/** Each of them may look fifty times through the catalogue. */
const patronsAtOnce = 100
/** So many titles a mail names of each search. */
const namedMax = 5

/**
 * A step of the night: once a week, one mail to each patron who wishes for it, about all of their saved searches in
 * which something came in that they have neither seen nor been told of; none when nothing did. Mail and marks are one
 * transaction. A process without an index of the catalogue (a night run by hand) leaves it to the next night that has
 * one.
 */
export async function tellArrivals(
  library: Library,
  { day, now, limit }: { day: Temporal.PlainDate; now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: ArrivalCounts }> {
  const { db, policy, index } = library
  if (index.size === 0) return { did: 0, report: { mails: 0 } }
  const since = lastMailDay(policy.savedSearches.mailWeekday, day)
  if (!offers(library.policy, 'savedSearches')) return { did: 0, report: { mails: 0 } }
  const patronIds = await loadPatronsToTell(db, policy, since, Math.min(limit, patronsAtOnce))
  const branches = new Map((await loadBranches(db)).map(branch => [branch.id, branch]))
  let mails = 0
  for (const patronId of patronIds) {
    mails += await tellOne(library, patronId, { day, since, now, branches })
    crashPoint('tellArrivals:told')
  }
  return { did: patronIds.length, report: { mails } }
}

type Night = { day: Temporal.PlainDate; since: Temporal.PlainDate; now: Temporal.Instant; branches: BranchNames }

/** @returns how many mails were written */
async function tellOne(library: Library, patronId: PatronId, { day, since, now, branches }: Night): Promise<number> {
  const { db, policy } = library
  const looked: (Looked & { id: SavedSearchId })[] = []
  for (const search of await loadSearchesToTell(db, patronId, since)) {
    looked.push({ id: search.id, ...(await lookAt(library, search, branches)) })
    await setImmediate()
  }
  return transact(db, async tx => {
    await lockPatron(tx, patronId)
    const stillWished = new Set(await saveTold(tx, looked, { on: day, since }))
    const told = looked.flatMap(({ id, arrived }) => (stillWished.has(id) ? (arrived ?? []) : []))
    const written =
      told.length === 0
        ? 0
        : await writeNotices(tx, { now, policy }, [
            {
              kind: 'arrivals',
              dedupeKey: arrivalsKey(patronId, day),
              patronId,
              holdId: null,
              contact: 'mail',
              facts: {
                titles: told.map(({ name }) => name),
                arrived: told.map(({ count, newest }) => ({ count, newest })),
              },
            },
          ])
    crashPoint('tellArrivals:saved')
    return written
  })
}

/** The mail of one night. */
export const arrivalsKey = (patronId: PatronId, toldOn: Temporal.PlainDate): string =>
  `arrivals:patron:${patronId}:${toldOn}`

/**
 * Up to which bib was looked, and what came in, newest first: null when nothing did, or when the search cannot be
 * understood any more.
 */
type Looked = { to: number; arrived: { name: string; count: number; newest: string[] } | null }

async function lookAt(library: Library, search: SearchToTell, branches: BranchNames): Promise<Looked> {
  const state = stateOf(search)
  const after = Math.max(search.seenTo, search.toldTo)
  const found = isTooLong(state) ? tooLong : await countFound(library, toRequest(state), after, namedMax)
  if (!found.ok) return { to: search.toldTo, arrived: null }
  const { later: count, newest, upTo: to } = found.value
  if (count === 0) return { to, arrived: null }
  const titles = new Map((await titlesOf(library, 'library', newest)).map(({ bibId, title }) => [bibId, title]))
  const name = search.name ?? ownWords(textOf('ja'), branches, state)
  return { to, arrived: { name, count, newest: newest.flatMap(id => titles.get(id) ?? []) } }
}
