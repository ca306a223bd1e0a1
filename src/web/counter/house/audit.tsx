import type { Context } from 'hono'
import { z } from 'zod'
import type { PatronId } from '#ids.ts'
import { everyNumberOf, patronNames } from '#patrons/patron-names.ts'
import { findByCard } from '#patrons/show-patron.ts'
import { type AuditAnswer, type AuditQuestion, readAudit } from '#staff/read-audit.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import { dayIn } from '#time/day-in.ts'
import { readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'
import { csvFile } from './csv.ts'
import { SpanFields } from './span-fields.tsx'

const words = counterAdmin.audit
const day = z.string().max(20).optional().catch(undefined)
const asking = z.object({
  login: text(40).optional().catch(undefined),
  card: text(60).optional().catch(undefined),
  from: day,
  until: day,
})

/**
 * 閲覧記録: whose data did this account see between two days, and who saw that of one patron? On the page, and as a file.
 */
export const auditPages = pages()
  .get(desk.audit, async c => {
    const asked = await readAsked(c)
    const answer = asked.question ? await readAudit(c.var.library, staffOf(c), asked.question) : null
    return show(
      c,
      <CounterLayout c={c} title={words.title}>
        <h1>{words.title}</h1>
        <p class="soft">{words.why}</p>
        {asked.no ? (
          <p class="note ask" role="alert">
            {words.refused[asked.no]}
          </p>
        ) : null}
        <AskForm asked={asked} />
        {answer ? (
          <Answer asked={asked} answer={answer} names={await patronNames(c.var.library, answer.patronIds)} />
        ) : null}
      </CounterLayout>,
      asked.no ? 422 : 200,
    )
  })
  .get(desk.auditCsv, async c => {
    const { question, first, last } = await readAsked(c)
    if (!question) return c.redirect(desk.audit, 303)
    const { lines, patronIds, more } = await readAudit(c.var.library, staffOf(c), question)
    const names = await patronNames(c.var.library, patronIds)
    const head = [words.at, words.login, words.staffName, words.did, words.reason, words.patronNumber, words.patrons]
    // One row a patron, so that a spreadsheet can count and filter them.
    const rows = lines.flatMap(line =>
      (line.patronIds.length === 0 ? [null] : line.patronIds).map(id => [
        momentWords(line.at),
        line.staffLogin,
        line.staffName ?? '',
        words.deeds[line.did] ?? line.did,
        line.reason ?? '',
        id === null ? '' : `${id}`,
        id === null ? '' : (names.get(id) ?? ''),
      ]),
    )
    return csvFile(c, `audit-${first}-${last}`, [head, ...rows, ...(more ? [[words.more]] : [])])
  })

type Asked = {
  question: AuditQuestion | null
  no: 'noAccountNorCard' | 'unknownCard' | 'badDay' | null
  login: string | undefined
  card: string | undefined
  first: Temporal.PlainDate
  last: Temporal.PlainDate
}

async function readAsked(c: Context<Page>): Promise<Asked> {
  const today = dayOf(c.var.library.clock.now())
  const query = readQuery(c, asking)
  const { login, card, from = '', until = '' } = query.ok ? query.values : {}
  const [typedFirst, typedLast] = [dayIn(from), dayIn(until)]
  const [first, last] = [typedFirst ?? today, typedLast ?? today]
  const asked = { login, card, first, last, question: null, no: null }
  const isAsked = new URL(c.req.url).searchParams.size > 0
  if (!isAsked) return asked
  if ((from !== '' && !typedFirst) || (until !== '' && !typedLast)) return { ...asked, no: 'badDay' }
  if (!login && !card) return { ...asked, no: 'noAccountNorCard' }
  const patronIds = card ? await numbersBehind(c, card) : null
  if (card && patronIds === null) return { ...asked, no: 'unknownCard' }
  const span = { from: instantAt(first, '00:00'), until: instantAt(last.add({ days: 1 }), '00:00') }
  return { ...asked, question: { login: login ?? null, patronIds, ...span } }
}

async function numbersBehind(c: Context<Page>, card: string): Promise<PatronId[] | null> {
  const found = await findByCard(c.var.library, card)
  return found.is === 'patron' ? everyNumberOf(c.var.library, found.patronId) : null
}

const AskForm = ({ asked }: { asked: Asked }) => (
  <form class="line-act" action={desk.audit}>
    <div class="field">
      <label for="login">{words.login}</label>
      <input id="login" name="login" type="text" value={asked.login} maxlength={40} autocomplete="off" />
    </div>
    <div class="field">
      <label for="card">{words.card}</label>
      <input id="card" name="card" type="text" value={asked.card} maxlength={60} autocomplete="off" />
    </div>
    <SpanFields type="date" from={asked.first} until={asked.last} />
    <Submit>{words.show}</Submit>
  </form>
)

type AnswerProps = { asked: Asked; answer: AuditAnswer; names: ReadonlyMap<PatronId, string> }

const Answer = ({ asked, answer, names }: AnswerProps) =>
  answer.lines.length === 0 ? (
    <p role="status">{words.none}</p>
  ) : (
    <>
      <p role="status">
        {asked.card ? words.lines(answer.lines.length) : words.whose(answer.patronIds.length)}{' '}
        {answer.more ? words.more : ''}
      </p>
      <p>
        <a class="button" href={withQuery(desk.auditCsv, { ...asSearch(asked) })}>
          {words.csv}
        </a>
      </p>
      <ListTable name={words.title} heads={[words.at, words.login, words.did, words.patrons]}>
        {answer.lines.map(line => (
          <tr>
            <td>{momentWords(line.at)}</td>
            <td>
              {line.staffLogin} <span class="soft">{line.staffName}</span>
            </td>
            <td>
              {words.deeds[line.did] ?? line.did} <span class="soft">{line.reason}</span>
            </td>
            <td>
              {line.patronIds.map((id, index) => (
                <>
                  {index > 0 ? '、' : ''}
                  <a href={desk.patron(id)}>{names.get(id) ?? words.forgotten(id)}</a>
                </>
              ))}
            </td>
          </tr>
        ))}
      </ListTable>
    </>
  )

const asSearch = ({ login, card, first, last }: Asked) => ({
  login: login ?? null,
  card: card ?? null,
  from: `${first}`,
  until: `${last}`,
})
