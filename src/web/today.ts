import { englishNames, namesInKana } from '#branches/place-names.ts'
import type { Branch } from '#branches/rules/branch.ts'
import { type Places, showPlaces } from '#branches/show-places.ts'
import { type IntakeWindow, isIntakeTime } from '#holds/rules/intake-window.ts'
import { libraryNow } from '#in-force.ts'
import type { Library } from '#library.ts'
import { newsToday } from '#news/list-news.ts'
import type { ChangedNews } from '#news/rules/news.ts'
import { isJapanese, type Language, languages } from '#text/language.ts'
import { withReading } from '#text/readings/ruby.ts'
import type { ChangedTheme } from '#themes/rules/theme.ts'
import { themesToday } from '#themes/show-themes.ts'
import { timeOf } from '#time/clock.ts'

/** What stands on every page: the hours of today, and whether something can be reserved now. */
export type Today = {
  openings: Places['openings']
  closures: Places['closures']
  /** お知らせ: what is important first, of that and of the rest the newest first. */
  news: readonly ChangedNews[]
  /** 特集, the newest first. */
  themes: readonly ChangedTheme[]
  branches: ReadonlyMap<string, Branch>
  /**
   * A branch or a stop by its Japanese name, as the page calls it: for who reads no Japanese in English, where the
   * library has an English name for it.
   */
  placeName: (name: string) => string
  /** 予約できない時間帯 (M14): 'soon' in the half hour before. */
  ordering: 'open' | 'soon' | 'closed'
}

/**
 * Asked for by every request, from the database once a second at most: an anonymous visitor holds no connection. When
 * the database is away, the pages say what was true before.
 */
export async function todayOf(library: Library, language: Language = 'ja'): Promise<Today> {
  const now = library.clock.now()
  const known = remembered.get(library)
  const age = known ? now.epochMilliseconds - known.at : Number.POSITIVE_INFINITY
  if (!known || age < 0 || age >= 1_000) {
    const places = libraryNow(library)
      .then(seen)
      .then(
        found => {
          lastSeen.set(library, found)
          return found
        },
        () => lastSeen.get(library) ?? nowhere,
      )
    remembered.set(library, { at: now.epochMilliseconds, places })
  }
  return todayWith(library, language, await remembered.get(library)!.places)
}

/** The same, as it is in force in this very library. */
export const todayInForce = async (library: Library, language: Language): Promise<Today> =>
  todayWith(library, language, await seen(library))

/** The same as far as it is known, without asking: for a page that must not wait for the database. */
export const lastToday = (library: Library, language: Language): Today =>
  todayWith(library, language, lastSeen.get(library) ?? nowhere)

type Seen = Places & { news: ChangedNews[]; themes: ChangedTheme[] }

const seen = async (library: Library): Promise<Seen> => {
  const [places, news, themes] = await Promise.all([showPlaces(library), newsToday(library), themesToday(library)])
  return { ...places, news, themes }
}

const todayWith = (library: Library, language: Language, places: Seen): Today => ({
  ...named(places, language),
  ordering: orderingNow(library, places.runUnfinished),
})

type Named = Omit<Today, 'ordering'>

/**
 * Every place by the name that it has on a page in this language. The same places are named once: every request asks.
 */
function named(places: Seen, language: Language): Named {
  const known = namedBefore[language].get(places)
  if (known) return known
  const { branches, openings, closures, news, themes } = places
  const placeName = placeNames(places, language)
  const fresh: Named = {
    openings: openings.map(place => ({ ...place, name: placeName(place.name) })),
    closures,
    news,
    themes,
    branches: new Map(branches.map(branch => [branch.id, { ...branch, name: placeName(branch.name) }])),
    placeName,
  }
  namedBefore[language].set(places, fresh)
  return fresh
}

const namedBefore = Object.fromEntries(languages.map(language => [language, new WeakMap()])) as Record<
  Language,
  WeakMap<Seen, Named>
>

function placeNames(places: Places, language: Language): (name: string) => string {
  if (!isJapanese(language)) return englishNames(places)
  if (language === 'ja') return name => name
  const kanaOf = namesInKana(places)
  return name => withReading(name, kanaOf(name))
}

const remembered = new WeakMap<Library, { at: number; places: Promise<Seen> }>()
const lastSeen = new WeakMap<Library, Seen>()
const nowhere: Seen = {
  news: [],
  themes: [],
  branches: [],
  stopNames: new Map(),
  openings: [],
  closures: [],
  runUnfinished: false,
}

type Ordering = Pick<Today, 'ordering'> & { second: number; window: IntakeWindow; runUnfinished: boolean }
const orderingBefore = new WeakMap<Library, Ordering>()

/** The window begins and ends with a second, so that within one nothing has to be worked out again. */
function orderingNow(library: Library, runUnfinished: boolean): Today['ordering'] {
  const now = library.clock.now()
  const second = Math.floor(now.epochMilliseconds / 1000)
  const window = library.policy.intakeWindow
  const known = orderingBefore.get(library)
  if (known?.second === second && known.window === window && known.runUnfinished === runUnfinished)
    return known.ordering
  const ordering = orderingAt(window, now, runUnfinished)
  orderingBefore.set(library, { ordering, second, window, runUnfinished })
  return ordering
}

function orderingAt(window: IntakeWindow, now: Temporal.Instant, runUnfinished: boolean): Today['ordering'] {
  if (isIntakeTime(window, now, runUnfinished)) return 'closed'
  const minutes = timeOf(now).until(window.from).total('minutes')
  return minutes > 0 && minutes <= 30 ? 'soon' : 'open'
}
