import type { Context } from 'hono'
import { type Page, pages, show } from '#web/page.ts'
import { Layout } from '#web/parts/layout.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { Trail } from '#web/parts/wayfinding/trail.tsx'
import { paths, withQuery } from '#web/paths.ts'

/** 分類からさがす: the tree of the NDC, ten ways at a time, by links alone. */
export const classPages = pages().get(paths.classes, c => {
  const { t, library } = c.var
  const words = t.opac.classes
  const asked = c.req.query('in') ?? ''
  if (!/^(\d{0,3}|\d{3}\.\d{1,6})$/.test(asked)) return c.notFound()
  const branches = library.index.ndcBelow(asked)
  const title = asked === '' ? words.title : words.titleOf(asked, t.ndc.label(asked))
  const total = library.index.search({ filters: asked === '' ? {} : { ndc: asked }, limit: 0 })
  const count = total.ok ? total.value.total : 0
  return show(
    c,
    <Layout c={c} title={title}>
      {asked === '' ? null : (
        <Trail
          label={words.up}
          steps={[
            { name: words.title, href: paths.classes },
            ...above(asked).map(notation => ({
              name: words.titleOf(notation, t.ndc.label(notation)),
              href: withQuery(paths.classes, { in: notation }),
            })),
          ]}
          here={title}
        />
      )}
      <h1>{title}</h1>
      {asked === '' ? <p>{words.lead}</p> : null}
      {asked === '' ? null : count === 0 ? (
        <p>{words.none}</p>
      ) : (
        <p>
          <a class="button" href={withQuery(paths.search, { in: asked })}>
            {words.all(count)}
          </a>{' '}
          <a class="button quiet" href={withQuery(paths.shelf, { at: asked })}>
            {t.browse.along.ofClass}
          </a>
        </p>
      )}
      {branches.length === 0 ? null : (
        <ul class="classes">
          {branches.map(branch => (
            <li>
              <a
                class={`cloth n${branch.notation[0]}`}
                href={
                  branch.hasMore
                    ? withQuery(paths.classes, { in: branch.notation })
                    : withQuery(paths.search, { in: branch.notation })
                }
              >
                <b>{branch.notation}</b>{' '}
                <span>
                  {t.ndc.label(branch.notation)}
                  <Example text={words.examples[branch.notation]} />
                </span>{' '}
                <small>{words.count(branch.count)}</small>
              </a>
            </li>
          ))}
        </ul>
      )}
      {asked === '' ? <OtherWays c={c} /> : null}
    </Layout>,
  )
})

/** What is meant by a name that only librarians use: 総記. */
const Example = ({ text }: { text: string | undefined }) => (text ? <span class="example">{text}</span> : null)

/** Other ways in without a word in mind. */
const OtherWays = ({ c }: { c: Context<Page> }) => (
  <p class="row">
    <a class="button quiet" href={paths.authors}>
      {c.var.t.browse.headings.authors}
    </a>
    <a class="button quiet" href={paths.subjects}>
      {c.var.t.browse.headings.subjects}
    </a>
    <Offered c={c} path={paths.ranking}>
      <a class="button quiet" href={paths.ranking}>
        {c.var.t.browse.ranking.title}
      </a>
    </Offered>
  </p>
)

/** '913' → ['9', '91'] */
const above = (notation: string): string[] =>
  notation.includes('.')
    ? [...above(notation.split('.')[0]!), notation.split('.')[0]!]
    : Array.from({ length: notation.length - 1 }, (_, index) => notation.slice(0, index + 1))
