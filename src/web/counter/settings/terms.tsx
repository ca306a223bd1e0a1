import type { Context } from 'hono'
import { wordLanguages } from '#policy.ts'
import { currentDescription, planDescription } from '#settings/change-description.ts'
import type { Description } from '#settings/description.ts'
import { settings } from '#text/ja/settings.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf } from '../session.tsx'
import { Lines, seen, typed } from './lines.tsx'
import { planPage } from './plan-page.tsx'
import { problemWords } from './words.ts'

const words = settings.terms

/** 利用規約: to what somebody agrees who registers, in each language in which the library has written it. */
export const termsPages = pages()
  .get(desk.terms, async c => {
    const { description, version } = await currentDescription(c.var.library)
    return formPage(c, { terms: description.words.terms, version })
  })
  .post(desk.terms, async c => {
    const { description, version } = await currentDescription(c.var.library)
    const terms = Object.fromEntries(
      wordLanguages.flatMap(language => (typed(c, language) ? [[language, typed(c, language)]] : [])),
    )
    const next = { ...description, words: { ...description.words, terms } }
    const plan = await planDescription(c.var.library, actorOf(c), next)
    const before = seen(c, version)
    return plan.ok
      ? planPage(c, { ...plan.value, version: before }, desk.terms)
      : formPage(c, { terms, version: before, wrong: plan.refusal.problems.map(problemWords) })
  })

type Shown = { terms: Description['words']['terms']; version: number; wrong?: readonly string[] }

function formPage(c: Context<Page>, { terms, version, wrong = [] }: Shown) {
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <ErrorSummary c={c} lines={wrong.map(text => ({ field: wordLanguages[0], text }))} />
      <PostForm c={c} action={desk.terms} class="sheet stack">
        <input type="hidden" name="version" value={`${version}`} />
        {wordLanguages.map(language => (
          <Lines
            name={language}
            label={settings.ownWords.languages[language]}
            value={terms[language] ?? ''}
            max={4000}
            rows={10}
          />
        ))}
        <Submit look="chief">{settings.preview}</Submit>
      </PostForm>
      <p>
        <a href={desk.settings}>{settings.title}</a>
      </p>
    </CounterLayout>,
    wrong.length > 0 ? 422 : 200,
  )
}
