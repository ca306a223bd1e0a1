import type { Context } from 'hono'
import { z } from 'zod'
import { agreedTerms } from '#patrons/agreement/agreement.ts'
import { hasTerms, termsFor, termsIn, termsVersion } from '#patrons/agreement/terms.ts'
import { htmlLang } from '#text/language.ts'
import { dayOf } from '#time/clock.ts'
import { readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { GuideFrame } from './guide-frame.tsx'

const versionQuery = z.object({ version: text(64).optional() })

/** 利用規約: those in force, or by their version those to which somebody agreed. Without terms there is no such page. */
export const termsPages = pages().get(paths.terms, async c => {
  const { library, language, t } = c.var
  const present = termsVersion(library.policy)
  const query = readQuery(c, versionQuery)
  const asked = query.ok ? query.values.version : ''
  const version = asked ?? present
  if (version === null) return c.notFound()
  const known = await agreedTerms(library, version)
  const words = t.terms
  const isPresent = version === present
  const terms = isPresent ? termsFor(library.policy, language) : known && termsIn(known.terms, language)
  if (terms === null) return unknownPage(c)
  const day = known && t.dates.longDay(dayOf(known.from))
  return show(
    c,
    <GuideFrame c={c} words={words}>
      {day === null ? null : (
        <p class={isPresent ? 'soft' : 'note'}>{isPresent ? words.since(day) : words.former(day)}</p>
      )}
      <p class="prewrap" lang={htmlLang(terms.language)}>
        {terms.text}
      </p>
      {isPresent ? null : <ToPresent c={c} />}
    </GuideFrame>,
  )
})

const unknownPage = (c: Context<Page>) =>
  show(
    c,
    <Layout c={c} title={c.var.t.terms.title}>
      <div class="note ask stack tight" role="alert">
        <h1>{c.var.t.terms.title}</h1>
        <p>{c.var.t.terms.unknown}</p>
        <ToPresent c={c} />
      </div>
    </Layout>,
    404,
  )

const ToPresent = ({ c }: { c: Context<Page> }) =>
  hasTerms(c.var.library.policy) ? (
    <p>
      <a href={paths.terms}>{c.var.t.terms.toPresent}</a>
    </p>
  ) : null

/** From the pages of the house to the terms; nothing, where the library has none. */
export const TermsLink = ({ c }: { c: Context<Page> }) =>
  hasTerms(c.var.library.policy) ? (
    <p class="screen-only">
      <a href={paths.terms}>{c.var.t.terms.title}</a>
    </p>
  ) : null
