import type { Context } from 'hono'
import { listNewArrivals } from '#catalogue/list-new-arrivals.ts'
import { canonicalUrl } from '#web/gate/public-address.ts'
import { libraryName } from '#web/parts/library-name.ts'
import { isOffered } from '#web/path-table.ts'
import { leaveChild } from '../cookies.ts'
import { type Page, pages, show } from '../page.ts'
import { Shelf } from '../parts/books/shelf.tsx'
import { hoursOf } from '../parts/hours.tsx'
import { KanaPad } from '../parts/keys/kana-pad.tsx'
import { feedAt } from '../parts/languages/language-of.ts'
import { Layout } from '../parts/layout.tsx'
import { SeekForm } from '../parts/seek-form.tsx'
import { paths } from '../paths.ts'
import { Themes } from './browse/themes.tsx'
import { NewsList } from './house/news.tsx'
import { MineFirst, mine } from './mine.tsx'
import { recordLang } from './search/hit.tsx'

/** As many as a shelf holds before one would rather search. */
const newOnShelf = 12

/** The search box is the page. */
export const topPages = pages().get(paths.top, async c => {
  leaveChild(c)
  const { t, library } = c.var
  const words = t.opac.top
  const [arrivals, own] = await Promise.all([listNewArrivals(library, newOnShelf), mine(c)])
  return show(
    c,
    <Layout
      c={c}
      title={libraryName(c)}
      query={null}
      feed={feedAt(c, paths.newFeed)}
      canonical={canonicalUrl(c, paths.top)}
    >
      <ImportantNews c={c} />
      <section class="hero">
        <div class="stack tight">
          <h1>{t.parts.searchLabel}</h1>
          {c.var.visitor.terminal ? <KanaPad words={t.browse.keys} /> : <SeekForm t={t} />}
          <p class="ways">
            <span class="soft">{words.lead}</span> <a href={paths.search}>{words.searchBooks}</a>{' '}
            <a href={paths.advancedSearch}>{words.advanced}</a> <a href={paths.authors}>{t.browse.headings.authors}</a>{' '}
            <a href={paths.subjects}>{t.browse.headings.subjects}</a>
          </p>
        </div>
      </section>
      {own ? <MineFirst c={c} mine={own} /> : null}
      <Doors c={c} />
      <NewsOfToday c={c} />
      <ThemesOfToday c={c} />
      <section class="stack tight" aria-labelledby="new">
        <h2 id="new">{words.newArrivals}</h2>
        {arrivals.length === 0 ? (
          <p class="soft">{words.noNew}</p>
        ) : (
          <div class="stack tight">
            <div lang={recordLang(c)}>
              <Shelf library={c.var.library} label={words.newShelf} bibs={arrivals} />
            </div>
            <p>
              <a href={paths.newArrivals}>{words.allNew}</a>
            </p>
          </div>
        )}
      </section>
      <Closures c={c} />
      <Hours c={c} />
    </Layout>,
  )
})

function Doors({ c }: { c: Context<Page> }) {
  const { t, library } = c.var
  const words = t.opac.top
  const doors = [
    [paths.newArrivals, words.newArrivals, words.newArrivalsLine(library.policy.newArrivalDays)],
    [paths.classes, words.classes, words.classesLine],
    [paths.ranking, t.browse.ranking.title, t.browse.ranking.line],
    [paths.children, words.children, words.childrenLine],
    [paths.calendar, words.calendar, words.calendarLine],
  ] as const
  const open = doors.filter(([href]) => isOffered(library.policy, href))
  return (
    <nav class="doors" aria-label={words.doors}>
      {open.map(([href, name, line], index) => (
        <a href={href} accesskey={`${index + 3}`}>
          <b>
            <span class="key" aria-hidden="true">
              {index + 3}
            </span>
            {name}
          </b>
          {line}
        </a>
      ))}
    </nav>
  )
}

/** 重要なお知らせ: it stands before everything else. */
function ImportantNews({ c }: { c: Context<Page> }) {
  const news = c.var.today.news.filter(({ important }) => important)
  if (news.length === 0) return null
  return (
    <section class="note ask stack tight" aria-labelledby="important">
      <h2 id="important">{c.var.t.news.important}</h2>
      <NewsList c={c} news={news} heading="h3" />
    </section>
  )
}

/** So many other news stand on the first page; the rest are on the list. */
const newsOnTop = 5

/** お知らせ: what the library tells everybody, but for what stands at the top already. */
function NewsOfToday({ c }: { c: Context<Page> }) {
  const { t, today } = c.var
  if (today.news.length === 0) return null
  const others = today.news.filter(({ important }) => !important)
  return (
    <section class="stack tight" aria-labelledby="news">
      <h2 id="news">{t.news.title}</h2>
      {others.length === 0 ? null : <NewsList c={c} news={others.slice(0, newsOnTop)} heading="h3" />}
      <p>
        <a href={paths.news}>{t.news.all}</a>
      </p>
    </section>
  )
}

/** So many themes stand on the first page; the others are on the list. */
const themesOnTop = 3

/** 特集 of today, the newest first. */
function ThemesOfToday({ c }: { c: Context<Page> }) {
  const { t, today } = c.var
  if (today.themes.length === 0) return null
  return (
    <section class="stack tight" aria-labelledby="themes">
      <h2 id="themes">{t.themes.title}</h2>
      <Themes c={c} themes={today.themes.slice(0, themesOnTop)} />
      <p>
        <a href={paths.themes}>{t.themes.all}</a>
      </p>
    </section>
  )
}

/** きょうの開館時間, a place a line, 「開館中」 in words. */
function Hours({ c }: { c: Context<Page> }) {
  const { t, today } = c.var
  const places = today.openings.filter(({ kind }) => kind !== 'bookmobile')
  if (places.length === 0) return null
  return (
    <section class="stack tight" aria-labelledby="hours">
      <h2 id="hours">{t.opac.top.hoursToday}</h2>
      <ul class="hours">
        {places.map(place => (
          <li>
            <b>{place.name}</b> <span class={place.isOpenNow ? 'yes' : 'no'}>{hoursOf(t, place)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 臨時休館: what nobody expects who knows the usual closing days. */
function Closures({ c }: { c: Context<Page> }) {
  const { t, today } = c.var
  if (today.closures.length === 0) return null
  const isEverywhere = (ids: readonly string[]) => today.openings.every(({ branchId }) => ids.includes(branchId))
  return (
    <section class="note ask stack tight" aria-labelledby="closures">
      <h2 id="closures">{t.opac.top.closures}</h2>
      <ul>
        {today.closures.map(({ branchIds, from, until, reason }) => (
          <li>
            <b>{from.equals(until) ? t.dates.day(from) : t.opac.top.fromTo(t.dates.day(from), t.dates.day(until))}</b>{' '}
            {isEverywhere(branchIds)
              ? t.opac.top.everywhere
              : branchIds.map(id => today.branches.get(id)?.name ?? id).join(t.opac.top.and)}{' '}
            {reason === '' ? null : <span class="soft">{t.opac.top.because(reason)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
