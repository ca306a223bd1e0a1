import type { Context } from 'hono'
import { z } from 'zod'
import { type RelatedBibs, relatedBibs, relatedMax } from '#catalogue/beside/related-bibs.ts'
import { editionsShown, type ShownBib } from '#catalogue/show-bib.ts'
import { BibId } from '#ids.ts'
import { idIn, readNumber, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { availabilityList } from '#web/parts/books/availability.ts'
import { nameOf, Shelf } from '#web/parts/books/shelf.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { inJsx } from '#web/parts/markup.ts'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { Trail } from '#web/parts/wayfinding/trail.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { Hits, recordLang } from '../search/hit.tsx'

const pageQuery = z.object({ page: z.string().transform(readNumber).catch(1) })

/**
 * ほかの版・関連する本: every edition and volume of a work with where it can be had now, then what is by its author or about its
 * subjects.
 */
export const relatedPages = pages().get(`${paths.related(':id')}`, async c => {
  const read = readQuery(c, pageQuery)
  const page = Math.max(1, read.ok ? read.values.page : 1)
  const related = await relatedBibs(c.var.library, idIn(c, BibId), page)
  if (related === null) return c.notFound()
  return show(c, <RelatedPage c={c} related={related} page={page} />)
})

function RelatedPage({ c, related, page }: { c: Context<Page>; related: RelatedBibs; page: number }) {
  const { t } = c.var
  const words = t.opac.related
  const { bib, editions, total, author, subjects } = related
  const isAlone = total === 0 && !author && subjects.length === 0
  return (
    <Layout c={c} title={words.titleOf(nameOf(bib))} robots="noindex">
      <div class="stack tight">
        <Trail label={t.myLibrary.trail} steps={[{ name: nameOf(bib), href: paths.bib(bib.id) }]} here={words.title} />
        <h1>{words.titleOf(nameOf(bib))}</h1>
      </div>
      {isAlone ? <p>{words.none}</p> : null}
      {total > 0 ? (
        <section class="stack tight" aria-labelledby="editions">
          <h2 id="editions">{words.editionsOf(total)}</h2>
          <ol>
            <Hits c={c} found={editions} />
          </ol>
          <Pager
            t={t}
            page={page}
            pages={Math.ceil(total / relatedMax)}
            size={relatedMax}
            href={to => withQuery(paths.related(bib.id), { page: to })}
          />
        </section>
      ) : null}
      {author ? (
        <Along
          c={c}
          title={words.byAuthor(author.name)}
          bibs={author.bibs}
          all={withQuery(paths.search, { author: author.name, 'author-how': 'exact' })}
        />
      ) : null}
      {subjects.map(({ name, bibs }) => (
        <Along
          c={c}
          title={words.about(name)}
          bibs={bibs}
          all={withQuery(paths.search, { subject: name, 'subject-how': 'exact' })}
        />
      ))}
    </Layout>
  )
}

function Along({ c, title, bibs, all }: { c: Context<Page>; title: string; bibs: RelatedBibs['bib'][]; all: string }) {
  return (
    <section class="stack tight" aria-label={title}>
      <h2>{title}</h2>
      <div lang={recordLang(c)}>
        <Shelf library={c.var.library} label={title} bibs={bibs} />
      </div>
      <p>
        <a href={all} aria-label={c.var.t.opac.related.allOf(title)}>
          {c.var.t.opac.related.all}
        </a>
      </p>
    </section>
  )
}

type Shown = Extract<ShownBib, { is: 'shown' }>

/** ほかの版 on the record itself: the same volume as others brought it out, and where each can be had now. */
export function OtherEditions({ c, bib, editions }: { c: Context<Page> } & Pick<Shown, 'bib' | 'editions'>) {
  const { t, today } = c.var
  const words = t.opac.related
  return (
    <section class="stack tight" aria-label={words.title}>
      {editions.length > 0 ? (
        <>
          <h2>{words.editions}</h2>
          <ul class="stack tight">
            {editions.slice(0, editionsShown).map(({ bib: other, availability }) => (
              <li>
                <a href={paths.bib(other.id)} lang={recordLang(c)}>
                  {t.search.byline([nameOf(other), other.publisher, other.published])}
                </a>
                {inJsx(availabilityList(t, today, other, availability))}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p class="screen-only">
        <a class="alone" href={paths.related(bib.id)}>
          {words.link}
        </a>
      </p>
    </section>
  )
}
