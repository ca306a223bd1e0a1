import type { Context } from 'hono'
import { z } from 'zod'
import { said } from '#opening/rules/checklist.ts'
import { sayDone, showChecklist } from '#opening/show-checklist.ts'
import { settings } from '#text/ja/settings.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const words = settings.checklist

const whatForm = z.object({ what: z.enum(said) })

/** 開館までのチェックリスト: what is done, and for the rest what to do. `kago doctor` says the same. */
export const checklistPages = pages()
  .get(desk.checklist, c => checklistPage(c))
  .post(desk.checklist, async c => {
    const form = readForm(c, whatForm)
    if (!form.ok) return sayAtDesk(c, 'notThere', 404)
    await sayDone(c.var.library, staffOf(c), form.values.what)
    return c.redirect(desk.checklist, 303)
  })

async function checklistPage(c: Context<Page>) {
  const list = await showChecklist(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{list.every(({ done }) => done) ? words.all : words.why}</p>
      <ul class="stack">
        {list.map(({ check, done }) => (
          <li class={`sheet stack tight ${done ? '' : 'ask'}`}>
            <p>
              <b>{words.items[check]}</b>　<span class="soft">{done ? words.done : words.open}</span>
            </p>
            {done ? null : <p>{words.next[check]}</p>}
            {!done && said.some(one => one === check) ? (
              <Press c={c} action={desk.checklist} fields={{ what: check }} label={words.sayDoneOf(words.items[check])}>
                {words.sayDone}
              </Press>
            ) : null}
          </li>
        ))}
      </ul>
    </CounterLayout>,
  )
}
