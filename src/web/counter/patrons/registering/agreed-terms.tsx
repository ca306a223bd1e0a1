import { agreedTerms } from '#patrons/agreement/agreement.ts'
import { termsVersion } from '#patrons/agreement/terms.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import { dates } from '#text/ja/dates.ts'
import { settings } from '#text/ja/settings.ts'
import { htmlLang } from '#text/language.ts'
import { dayOf } from '#time/clock.ts'
import { pages, show } from '#web/page.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'

const words = counterPatrons.agreement

/** The 利用規約 to which somebody agreed, also when others are in force by now. */
export const agreedTermsPages = pages().get(desk.agreedTerms(':version'), async c => {
  const { library } = c.var
  const version = c.req.param('version') ?? ''
  const terms = await agreedTerms(library, version)
  const isInForce = version === termsVersion(library.policy)
  return show(
    c,
    <CounterLayout c={c} title={words.agreedTitle}>
      <h1>{words.agreedTitle}</h1>
      {terms === null ? (
        <p class="note ask" role="alert">
          {words.textUnknown}
        </p>
      ) : (
        <>
          <p>
            {words.since(dates.longDay(dayOf(terms.from)))} {isInForce ? words.inForce : words.others}
          </p>
          {terms.texts.map(({ language, text }) => (
            <section class="sheet stack tight" aria-labelledby={`in-${language}`}>
              <h2 id={`in-${language}`}>{settings.ownWords.languages[language]}</h2>
              <p class="prewrap" lang={htmlLang(language)}>
                {text}
              </p>
            </section>
          ))}
        </>
      )}
    </CounterLayout>,
    terms === null ? 404 : 200,
  )
})
