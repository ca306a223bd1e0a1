import type { Branch } from '#branches/rules/branch.ts'
import { type Places, showPlaces } from '#branches/show-places.ts'
import { type IntakeWindow, isIntakeTime } from '#holds/rules/intake-window.ts'
import { libraryNow } from '#in-force.ts'
import type { Library } from '#library.ts'
import type { Language } from '#text/language.ts'
import { timeOf } from '#time/clock.ts'

/** What stands on every page: the hours of today, and whether something can be reserved now. */
export type Today = {
  openings: Places['openings']
  closures: Places['closures']
  branches: ReadonlyMap<string, Branch>
  /** A branch or a stop by its Japanese name, as the page calls it: in English where the library has an English name for it. */
  placeName: (name: string) => string
  /** English names of places by their Japanese ones. */
  english: ReadonlyMap<string, string>
  /** 予約できない時間帯 (M14): 'soon' in the half hour before. */
  ordering: 'open' | 'soon' | 'closed'
}

/**
 * Asked for by every request, from the database once a second at most: an anonymous visitor holds no connection. When the
 * database is away, the pages say what was true before.
 */
export async function todayOf(library: Library): Promise<Today> {
  const now = library.clock.now()
  const known = remembered.get(library)
  const age = known ? now.epochMilliseconds - known.at : Number.POSITIVE_INFINITY
  if (!known || age < 0 || age >= 1_000) {
    const places = libraryNow(library)
      .then(showPlaces)
      .then(
        found => {
          lastSeen.set(library, found)
          return found
        },
        () => lastSeen.get(library) ?? nowhere,
      )
    remembered.set(library, { at: now.epochMilliseconds, places })
  }
  return todayWith(library, await remembered.get(library)!.places)
}

/** The same, as it is in force in this very library. */
export const todayInForce = async (library: Library): Promise<Today> => todayWith(library, await showPlaces(library))

/** The same as far as it is known, without asking: for a page that must not wait for the database. */
export const lastToday = (library: Library): Today => todayWith(library, lastSeen.get(library) ?? nowhere)

const todayWith = (library: Library, { branches, englishStops, openings, closures, runUnfinished }: Places): Today => ({
  openings,
  closures,
  branches: new Map(branches.map(branch => [branch.id, branch])),
  placeName: name => name,
  english: new Map([
    ...branches.flatMap(({ name, nameInEnglish }) => (nameInEnglish === null ? [] : [[name, nameInEnglish] as const])),
    ...englishStops,
  ]),
  ordering: orderingAt(library.policy.intakeWindow, library.clock.now(), runUnfinished),
})

/** The same for a page in this language: every place by the name that it has there. */
export function todayIn(language: Language, today: Today): Today {
  if (language !== 'en') return today
  const placeName = (name: string) => today.english.get(name) ?? name
  return {
    ...today,
    placeName,
    openings: today.openings.map(place => ({ ...place, name: placeName(place.name) })),
    branches: new Map([...today.branches].map(([id, branch]) => [id, { ...branch, name: placeName(branch.name) }])),
  }
}

const remembered = new WeakMap<Library, { at: number; places: Promise<Places> }>()
const lastSeen = new WeakMap<Library, Places>()
const nowhere: Places = { branches: [], englishStops: new Map(), openings: [], closures: [], runUnfinished: false }

function orderingAt(window: IntakeWindow, now: Temporal.Instant, runUnfinished: boolean): Today['ordering'] {
  if (isIntakeTime(window, now, runUnfinished)) return 'closed'
  const minutes = timeOf(now).until(window.from).total('minutes')
  return minutes > 0 && minutes <= 30 ? 'soon' : 'open'
}
