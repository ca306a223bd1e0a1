import type { Context } from 'hono'
import { z } from 'zod'
import { PreRegistrationId } from '#ids.ts'
import { removePreRegistration, waitingPreRegistrations } from '#patrons/pre-registration/pre-registrations.ts'
import { isId } from '#std/new-id.ts'
import { preRegistrations as words } from '#text/ja/counter/pre-registrations.ts'
import { dayOf } from '#time/clock.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Press, Submit } from '#web/parts/form.tsx'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords } from '../../day.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { staffOf } from '../../session.tsx'
import { agreementLine } from './agreement.tsx'

const idForm = z.object({ id: z.string() })

/** 利用登録の申し込み: who has begun at home; each leads to the form of a registration. */
export const preRegistrationPages = pages()
  .get(desk.preRegistrations, listPage)
  .post(desk.preRegistrations, async c => {
    const form = readForm(c, idForm)
    if (form.ok && isId(form.values.id))
      await removePreRegistration(c.var.library, staffOf(c), PreRegistrationId(form.values.id))
    return c.redirect(withQuery(desk.preRegistrations, { removed: 1 }), 303)
  })

const searchQuery = z.object({ q: z.string().trim().max(60).catch('') })

async function listPage(c: Context<Page>) {
  const { library } = c.var
  const query = readQuery(c, searchQuery)
  const q = query.ok ? query.values.q : ''
  const { waiting, more } = await waitingPreRegistrations(library, staffOf(c), q)
  const days = library.policy.cards.preRegistrationDays
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      {c.req.query('removed') ? (
        <p class="note good" role="status">
          {words.removed}
        </p>
      ) : null}
      {c.req.query('ended') ? (
        <p class="note ask" role="alert">
          {words.ended}
        </p>
      ) : null}
      <form class="scan" action={desk.preRegistrations}>
        <label for="q">{words.find}</label>
        <span class="seek">
          <input id="q" name="q" type="text" value={q} maxlength={60} autocomplete="off" />
          <Submit>{words.findButton}</Submit>
        </span>
      </form>
      {more ? <p role="status">{words.more(waiting.length)}</p> : null}
      {waiting.length === 0 ? (
        <p class="soft">{q === '' ? words.none : words.nobody}</p>
      ) : (
        <ListTable name={words.title} heads={words.columns}>
          {waiting.map(({ id, number, name, nameReading, birthDate, madeAt, agreedTo }) => (
            <tr>
              <td>
                <b>{number}</b>
              </td>
              <th scope="row">
                {name} <small>{nameReading}</small>
              </th>
              <Labelled label={words.columns[2]}>{birthDate.toString()}</Labelled>
              <Labelled label={words.columns[3]}>{dayWords(dayOf(madeAt))}</Labelled>
              <Labelled label={words.columns[4]}>
                {agreementLine(c, agreedTo === null ? null : { at: madeAt, version: agreedTo }) ?? words.notAsked}
              </Labelled>
              <Labelled label={words.columns[5]}>{dayWords(dayOf(madeAt).add({ days: days + 1 }))}</Labelled>
              <td class="row">
                <a
                  class="button chief"
                  href={withQuery(desk.newPatron, { from: id })}
                  aria-label={words.finishOf(name)}
                >
                  {words.finish}
                </a>
                <Press c={c} action={desk.preRegistrations} fields={{ id }} label={words.removeOf(name)} look="quiet">
                  {words.remove}
                </Press>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </CounterLayout>,
  )
}
