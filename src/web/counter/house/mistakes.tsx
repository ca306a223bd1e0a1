import type { Context } from 'hono'
import { z } from 'zod'
import { MistakeId } from '#ids.ts'
import { type ListedMistake, type MistakeState, mistakeStates } from '#mistakes/rules/mistake.ts'
import { mistakeList, settleMistake } from '#mistakes/settle-mistake.ts'
import { isId } from '#std/new-id.ts'
import { counterMistakes as words } from '#text/ja/counter/mistakes.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const stateQuery = z.object({ state: z.enum(mistakeStates).catch('received') })
const idForm = z.object({ id: z.string(), to: z.enum(['mended', 'leftAsIs']) })

/** 間違いのお知らせ: what readers saw on pages, by state. */
export const mistakePages = pages()
  .get(desk.mistakes, c => {
    const read = readQuery(c, stateQuery)
    return mistakesPage(c, read.ok ? read.values.state : 'received')
  })
  .post(desk.mistakes, async c => {
    const form = readForm(c, idForm)
    const isSaved =
      form.ok &&
      isId(form.values.id) &&
      (await settleMistake(c.var.library, staffOf(c), MistakeId(form.values.id), form.values.to))
    return c.redirect(withQuery(desk.mistakes, { saved: isSaved ? 1 : 0 }), 303)
  })

async function mistakesPage(c: Context<Page>, state: MistakeState) {
  const said = c.req.query('saved')
  const { mistakes, counts } = await mistakeList(c.var.library, state)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      <nav class="chips" aria-label={words.statesLabel}>
        {mistakeStates.map(one => (
          <a href={withQuery(desk.mistakes, { state: one })} aria-current={one === state ? 'page' : undefined}>
            {words.states[one]} {counts.get(one) ?? 0}
          </a>
        ))}
      </nav>
      {said ? (
        <p class={said === '1' ? 'note good' : 'note ask'} role="status">
          {said === '1' ? words.saved : words.already}
        </p>
      ) : null}
      {mistakes.length === 0 ? <p>{words.none}</p> : null}
      {mistakes.length < (counts.get(state) ?? 0) ? <p role="status">{words.more(mistakes.length)}</p> : null}
      <ul class="stack">
        {mistakes.map(mistake => (
          <Entry c={c} mistake={mistake} />
        ))}
      </ul>
    </CounterLayout>,
  )
}

function Entry({ c, mistake }: { c: Context<Page>; mistake: ListedMistake }) {
  const { id, bibId, says, madeAt, state, settledAt } = mistake
  const title = bibId === null ? words.guide : (mistake.title ?? words.gone)
  return (
    <li class="sheet stack tight">
      <h2>
        <a href={bibId === null ? paths.guide : desk.bib(bibId)}>{title}</a>
      </h2>
      <p class="prewrap">{says}</p>
      <p class="soft">
        {words.madeAt(momentWords(madeAt))}
        {settledAt ? `　${words.settledAt(momentWords(settledAt))}` : ''}
      </p>
      {state === 'received' ? (
        <div class="row">
          <Press c={c} action={desk.mistakes} fields={{ id, to: 'mended' }} label={words.mendedOf(title)} look="chief">
            {words.mended}
          </Press>
          <Press
            c={c}
            action={desk.mistakes}
            fields={{ id, to: 'leftAsIs' }}
            label={words.leftAsIsOf(title)}
            look="quiet"
          >
            {words.leftAsIs}
          </Press>
        </div>
      ) : null}
    </li>
  )
}
