import type { Context } from 'hono'
import { offeredLanguages } from '#policy.ts'
import { htmlLang, ownName } from '#text/language.ts'
import type { Page } from '../../page.ts'
import { paths, withQuery } from '../../paths.ts'

/** The same page in the other languages that the library offers, each by the name it has for itself. */
export function Languages({ c, back }: { c: Context<Page>; back: string }) {
  const { t, language, library } = c.var
  const offered = offeredLanguages(library.policy)
  if (offered.length === 1) return null
  return (
    <nav class="languages" aria-label={t.parts.language}>
      {offered.map(to =>
        to === language ? (
          <span aria-current="true" lang={htmlLang(to)}>
            {ownName(to, language)}
          </span>
        ) : (
          <a href={withQuery(paths.language, { to, back })} lang={htmlLang(to)} hreflang={htmlLang(to)} rel="nofollow">
            {ownName(to, language)}
          </a>
        ),
      )}
    </nav>
  )
}
