import type { Context } from 'hono'
import { z } from 'zod'
import { PatronId } from '#ids.ts'
import { showPatron } from '#patrons/show-patron.ts'
import { resetPassword } from '#patrons/signing-in/reset-password.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { idIn, readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Field, PostForm, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { byId, desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const reasonForm = z.object({ reason: text(200) })

/** 「パスワード初期化」 (M07), with what it does said before the button. Staff neither see nor type a password (M11). */
export const patronResetPages = pages()
  .get(desk.patronReset(byId), c => resetPage(c))
  .post(desk.patronReset(byId), async c => {
    const form = readForm(c, reasonForm)
    if (!form.ok) return resetPage(c, form.errors.reason)
    const patronId = idIn(c, PatronId)
    const reset = await resetPassword(c.var.library, staffOf(c), patronId, form.values.reason)
    return reset.ok
      ? c.redirect(withQuery(desk.patron(patronId), { done: 'reset' }), 303)
      : sayAtDesk(c, 'notThere', 404)
  })

async function resetPage(c: Context<Page>, error?: string) {
  const patron = await showPatron(c.var.library, staffOf(c), idIn(c, PatronId), 'reset')
  if (!patron) return sayAtDesk(c, 'notThere', 404)
  return show(
    c,
    <CounterLayout c={c} title={words.resetPage.title}>
      <div class="sheet stack narrow">
        <h1>{words.resetPage.title}</h1>
        <p>
          {words.resetPage.question(patron.name)} <span class="soft">{patron.nameReading}</span>
        </p>
        <ul class="dotted">
          {words.resetPage.why.map(line => (
            <li>{line}</li>
          ))}
        </ul>
        <PostForm c={c} action={desk.patronReset(patron.patronId)}>
          <Field
            c={c}
            name="reason"
            label={words.resetPage.reason}
            hint={words.resetPage.reasonHint}
            error={error}
            maxlength={200}
            autocomplete="off"
            autofocus
          />
          <p class="row">
            <Submit look="chief">{words.resetPage.button}</Submit>
            <a class="button quiet" href={desk.patron(patron.patronId)}>
              {words.resetPage.back}
            </a>
          </p>
        </PostForm>
      </div>
    </CounterLayout>,
    error ? 422 : 200,
  )
}
