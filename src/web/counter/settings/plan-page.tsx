import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ChangeRefusal, Plan } from '#settings/change-description.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { settings as words } from '#text/ja/settings.ts'
import { type Page, show } from '#web/page.ts'
import { Field, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { changeWords, effectWords, problemWords, strandedWords } from './words.ts'

/** What stands in the fields, what is wrong with the day, and how what is changed will look. */
type Typed = { look?: Child; why?: string; from?: string; wrong?: keyof typeof words.fromWrong }

/**
 * Before anything is changed: what becomes different, and what that does. The whole description travels with the
 * button.
 */
export function planPage(c: Context<Page>, plan: Plan, back: string, { why = '', from = '', wrong, look }: Typed = {}) {
  const does = effectWords(plan.effects)
  const mayApply = plan.stranded.length === 0 && plan.changes.length > 0
  return show(
    c,
    <CounterLayout c={c} title={words.planTitle}>
      <h1>{words.planTitle}</h1>
      <section class="sheet stack tight">
        {plan.changes.length === 0 ? <p>{words.nothingChanges}</p> : null}
        <ul>
          {plan.changes.map(change => (
            <li>{changeWords(change)}</li>
          ))}
        </ul>
        <h2>{words.does}</h2>
        {does.length === 0 ? <p>{words.doesNothing}</p> : null}
        <ul>
          {does.map(line => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
      {look}
      {plan.stranded.length > 0 ? (
        <div class="note ask stack tight" role="alert">
          <h2>{words.cannot}</h2>
          <ul>
            {plan.stranded.map(one => (
              <li>{strandedWords(one)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {mayApply ? (
        <PostForm c={c} action={desk.settingsApply} class="sheet stack">
          <input type="hidden" name="version" value={`${plan.version}`} />
          <input type="hidden" name="description" value={JSON.stringify(plan.next)} />
          <Field c={c} name="why" label={words.reason} value={why} maxlength={200} />
          <Field
            c={c}
            name="from"
            label={words.from}
            value={from}
            maxlength={20}
            hint={words.fromHint}
            {...(wrong ? { error: wrong, errorText: words.fromWrong } : {})}
          />
          <Submit look="chief">{words.apply}</Submit>
        </PostForm>
      ) : null}
      <p>
        <a href={back}>{words.cancel}</a>
      </p>
    </CounterLayout>,
    plan.stranded.length > 0 || wrong !== undefined ? 422 : 200,
  )
}

/** Why a change was not made, in sentences. */
export function refusalSentences(refusal: ChangeRefusal): string[] {
  switch (refusal.why) {
    case 'problems':
      return refusal.problems.map(problemWords)
    case 'stranded':
      return refusal.stranded.map(strandedWords)
    case 'changedMeanwhile':
      return [words.changedMeanwhile(refusal.by ?? counterAdmin.policy.empty)]
    default:
      return refusal satisfies never
  }
}
