import type { Context } from 'hono'
import { type FoundBib, showFound } from '#catalogue/search-catalogue.ts'
import { type MadePage, showKept } from '#web/kept-pages.ts'
import { type Page, pages } from '#web/page.ts'
import { ClosedNote, ShortAddToBasket } from '#web/parts/books/add-to-basket.tsx'
import { availabilityList } from '#web/parts/books/availability.ts'
import { Book } from '#web/parts/books/book.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { inJsx } from '#web/parts/markup.ts'
import { paths, withQuery } from '#web/paths.ts'
import { authorsOf, recordLang } from '../search/hit.tsx'

/** よく読まれている本: what was borrowed most, and what most people wait for. */
export const rankingPages = pages().get(paths.ranking, c => showKept(c, () => rankingPage(c)))

const rankedMax = 20
const kinds = ['loans', 'holds'] as const
const readers = ['general', 'child'] as const

async function rankingPage(c: Context<Page>): Promise<MadePage> {
  const { t, library, today } = c.var
  const words = t.browse.ranking
  const by = kinds.find(one => one === c.req.query('by')) ?? 'loans'
  const audience = readers.find(one => one === c.req.query('audience')) ?? null
  const ranked = library.index.ranking(by, rankedMax, audience === null ? {} : { audiences: [audience] })
  const found = await showFound(
    library,
    ranked.map(({ id }) => id),
  )
  const counts = new Map(ranked.map(({ id, count }) => [id, count]))
  const view = (
    <Layout c={c} title={words.title}>
      <div class="stack tight">
        <h1>{words.title}</h1>
        <Tabs
          label={words.by}
          tabs={kinds.map(kind => ({ name: words[kind], href: rankingUrl(kind, audience), here: kind === by }))}
        />
        <Tabs
          label={words.audience}
          tabs={[null, ...readers].map(reader => ({
            name: words[reader ?? 'all'],
            href: rankingUrl(by, reader),
            here: reader === audience,
          }))}
        />
      </div>
      {found.length === 0 ? (
        <div class="stack">
          <p>
            {words.none[by]} {words.noneHelp}
          </p>
          <p class="row">
            <a class="button" href={paths.newArrivals}>
              {t.opac.top.newArrivals}
            </a>
            <a class="button" href={paths.classes}>
              {t.opac.top.classes}
            </a>
          </p>
        </div>
      ) : (
        <div class="stack tight">
          <p class="soft">{words.lead[by]}</p>
          {today.ordering === 'closed' ? <ClosedNote c={c} /> : null}
          <ol>
            {found.map(one => (
              <RankedBook
                c={c}
                found={one}
                rank={1 + ranked.findIndex(({ count }) => count === counts.get(one.bib.id))}
                said={words.count[by](counts.get(one.bib.id) ?? 0)}
              />
            ))}
          </ol>
        </div>
      )}
    </Layout>
  )
  return { view, bibIds: found.map(({ bib }) => bib.id) }
}

const rankingUrl = (by: 'loans' | 'holds', audience: string | null): string =>
  withQuery(paths.ranking, { by: by === 'loans' ? null : by, audience })

const Tabs = ({ label, tabs }: { label: string; tabs: { name: string; href: string; here: boolean }[] }) => (
  <nav class="chips" aria-label={label}>
    {tabs.map(({ name, href, here }) => (
      <a href={href} aria-current={here ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
)

type RankedProps = { c: Context<Page>; found: FoundBib; rank: number; said: string }

/** Equally wanted books share their place. */
function RankedBook({ c, found: { bib, availability }, rank, said }: RankedProps) {
  const name = nameOf(bib)
  return (
    <li class="hit">
      <Book bib={bib} library={c.var.library} />
      <h2>
        <span class="rank">{c.var.t.browse.ranking.rank(rank)}</span>{' '}
        <a href={paths.bib(bib.id)} lang={recordLang(c)}>
          {name}
        </a>
      </h2>
      <p lang={recordLang(c)}>{authorsOf(bib)}</p>
      <p class="soft">{said}</p>
      {inJsx(availabilityList(c.var.t, c.var.today, bib, availability))}
      <div class="act">
        <ShortAddToBasket c={c} bib={{ ...bib, title: name }} availability={availability} />
      </div>
    </li>
  )
}
