import type { Context } from 'hono'
import { z } from 'zod'
import { halfWidth } from '#patrons/rules/card-number.ts'
import { registerTerminal } from '#patrons/terminals/terminals.ts'
import { writeSigned } from '../cookies.ts'
import { readForm, text } from '../forms.ts'
import { say } from '../gate/guard.tsx'
import { type Page, pages, show } from '../page.ts'
import { Field, fieldErrorText, PostForm, Submit } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { paths } from '../paths.ts'
import { anybodysFormToken, isOwnForm, startOf } from '../session.ts'

const codeForm = z.object({ code: text(20) })

/** Makes the machine at hand a 館内蔵書検索機, by a code that staff have made. */
export const kioskPages = pages()
  .get(paths.kiosk, c => kioskPage(c, null))
  .post(paths.kiosk, async c => {
    if (!isOwnForm(c)) return say(c, 403)
    const form = readForm(c, codeForm)
    if (!form.ok) return kioskPage(c, fieldErrorText(c, `${form.errors.code}`))
    const token = await registerTerminal(c.var.library, halfWidth(form.values.code).replace(/\D/g, ''), c.var.address)
    if (token === null) return kioskPage(c, c.var.t.patrons.kioskWrong)
    writeSigned(c, 'terminal', token, 400)
    return c.redirect(paths.kiosk, 303)
  })

function kioskPage(c: Context<Page>, wrong: string | null) {
  const p = c.var.t.patrons
  const { terminal } = c.var.visitor
  return show(
    c,
    <Layout c={c} title={p.kioskTitle}>
      <div class="sheet stack narrow">
        <h1>{p.kioskTitle}</h1>
        {terminal ? <p class="note good">{p.kioskDone(terminal.name)}</p> : <p>{p.kioskWhy}</p>}
        {terminal ? (
          <p>
            <a class="button" href={startOf(terminal)}>
              {c.var.t.parts.backToTop}
            </a>
          </p>
        ) : (
          <PostForm c={c} action={paths.kiosk} token={anybodysFormToken(c)}>
            <Field
              c={c}
              name="code"
              label={p.kioskCode}
              error={wrong ? 'wrong' : undefined}
              errorText={{ wrong: wrong ?? '' }}
              inputmode="numeric"
              autocomplete="off"
              maxlength={20}
            />
            <Submit look="chief" wide>
              {p.kioskRegister}
            </Submit>
          </PostForm>
        )}
      </div>
    </Layout>,
    wrong ? 422 : 200,
  )
}
