import type { Context } from 'hono'
import { z } from 'zod'
import { type AuditAnswer, readAudit } from '#staff/read-audit.ts'
import { counterAdmin } from '#text/ja/counter-admin.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import { readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { momentWords, readDay } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const words = counterAdmin.audit

/** 閲覧記録: whose data did this account see between two days? */
export const auditPages = pages().get(desk.audit, async c => {
  const today = dayOf(c.var.library.clock.now())
  const query = readQuery(
    c,
    z.object({
      login: text(40).optional().catch(undefined),
      from: z.string().max(20).optional().catch(undefined),
      until: z.string().max(20).optional().catch(undefined),
    }),
  )
  const { login, from, until } = query.ok ? query.values : { login: undefined, from: undefined, until: undefined }
  const first = readDay(from ?? '') ?? today
  const last = readDay(until ?? '') ?? today
  const span = { from: instantAt(first, '00:00'), until: instantAt(last.add({ days: 1 }), '00:00') }
  const answer = login ? await readAudit(c.var.library, staffOf(c), { login, ...span }) : null
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      <form class="line-act" action={desk.audit}>
        <div class="field">
          <label for="login">{words.login}</label>
          <input id="login" name="login" type="text" value={login} maxlength={40} autocomplete="off" required />
        </div>
        <div class="field">
          <label for="from">{words.from}</label>
          <input id="from" name="from" type="date" value={first.toString()} />
        </div>
        <div class="field">
          <label for="until">{words.until}</label>
          <input id="until" name="until" type="date" value={last.toString()} />
        </div>
        <button type="submit" class="button">
          {words.show}
        </button>
      </form>
      {answer ? <Answer c={c} answer={answer} /> : null}
    </CounterLayout>,
  )
})

const Answer = ({ answer }: { c: Context<Page>; answer: AuditAnswer }) =>
  answer.lines.length === 0 ? (
    <p role="status">{words.none}</p>
  ) : (
    <>
      <p role="status">
        {words.whose(answer.patronIds.length)} {answer.more ? words.more : ''}
      </p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.did}</th>
            <th scope="col">{words.patrons}</th>
          </tr>
        </thead>
        <tbody>
          {answer.lines.map(line => (
            <tr>
              <td>{momentWords(line.at)}</td>
              <td>
                {words.deeds[line.did] ?? line.did} <span class="soft">{line.reason}</span>
              </td>
              <td>
                {line.patronIds.map((id, index) => (
                  <>
                    {index > 0 ? '、' : ''}
                    <a href={desk.patron(id)}>{id}</a>
                  </>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
