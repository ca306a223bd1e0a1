import type { Context } from 'hono'
import { z } from 'zod'
import { BibId, RequestId } from '#ids.ts'
import { type AnswerRefusal, answerRequest } from '#requests/answer-request.ts'
import { type DeskRequest, requestList } from '#requests/request-list.ts'
import { nextStates, type RequestState, requestStates } from '#requests/rules/request.ts'
import { counterRequests as words } from '#text/ja/counter/requests.ts'
import { holds as holdWords } from '#text/ja/my-library/holds.ts'
import { requests as patronWords } from '#text/ja/my-library/requests.ts'
import { dayOf } from '#time/clock.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, staffOf } from '../session.tsx'

const answerFields = z.object({
  to: z.enum(requestStates),
  answer: z
    .string()
    .default('')
    .transform(typed => typed.trim())
    .pipe(z.string().max(500))
    .transform(typed => (typed === '' ? null : typed)),
  bib: z
    .string()
    .default('')
    .transform(typed => typed.trim())
    .pipe(z.string().regex(/^([1-9]\d{0,14})?$/))
    .transform(typed => (typed === '' ? null : BibId(Number(typed)))),
})

const stateQuery = z.object({
  state: z.enum(requestStates).catch('received'),
  saved: z.literal('1').optional().catch(undefined),
})

/** リクエスト at the counter: by state, each taken on with an answer to its patron. */
export const requestPages = pages()
  .get(desk.requests, c => {
    const read = readQuery(c, stateQuery)
    const { state, saved } = read.ok ? read.values : { state: 'received' as const, saved: undefined }
    return requestsPage(c, state, { saved: saved !== undefined })
  })
  .post(desk.request(':id'), async c => {
    const id = c.req.param('id') ?? ''
    if (!z.uuid().safeParse(id).success) return c.notFound()
    const { state: from = 'received' } = c.req.query()
    const shown = (requestStates as readonly string[]).includes(from) ? (from as RequestState) : 'received'
    const read = readForm(c, answerFields)
    if (!read.ok) return requestsPage(c, shown, { no: 'form' })
    const { to, answer, bib } = read.values
    const answered = await answerRequest(c.var.library, actorOf(c), RequestId(id), { to, answer, bibId: bib })
    if (!answered.ok) return requestsPage(c, shown, { no: answered.refusal.why })
    return c.redirect(withQuery(desk.requests, { state: shown, saved: 1 }), 303)
  })

async function requestsPage(
  c: Context<Page>,
  state: RequestState,
  { saved = false, no }: { saved?: boolean; no?: AnswerRefusal['why'] | 'form' },
) {
  const { requests, counts } = await requestList(c.var.library, staffOf(c), state)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      <nav class="chips" aria-label={words.states}>
        {requestStates.map(one => (
          <a href={withQuery(desk.requests, { state: one })} aria-current={one === state ? 'page' : undefined}>
            {patronWords.state[one]} {counts.get(one) ?? 0}
          </a>
        ))}
      </nav>
      {saved ? (
        <p class="note good" role="status">
          {words.saved}
        </p>
      ) : null}
      {no ? (
        <p class="note ask" role="alert">
          {words.refused[no]}
        </p>
      ) : null}
      {requests.length === 0 ? <p>{words.none}</p> : null}
      {requests.length < (counts.get(state) ?? 0) ? <p role="status">{words.more(requests.length)}</p> : null}
      <ul class="stack">
        {requests.map(request => (
          <Entry c={c} request={request} state={state} />
        ))}
      </ul>
    </CounterLayout>,
    no ? 422 : 200,
  )
}

const Entry = ({ c, request, state }: { c: Context<Page>; request: DeskRequest; state: RequestState }) => (
  <li class="sheet stack tight">
    <h2>{request.title}</h2>
    <p>
      {[request.author, [request.publisher, request.published].filter(Boolean).join(' ')].filter(Boolean).join('　')}
      {request.isbn ? `　${words.isbn} ${request.isbn}` : ''}{' '}
      <a href={withQuery(desk.bibs, { q: request.isbn ?? request.title })}>{words.search}</a>
    </p>
    {request.note ? (
      <p>
        {words.note}：{request.note}
      </p>
    ) : null}
    <p class="soft">
      {words.madeOn(dayWords(dayOf(request.madeAt).toString()))}　{words.patron}{' '}
      <a href={desk.patron(request.patronId)}>{request.patronName}</a>　{words.pickup} {request.pickupName}　
      {words.contact} {holdWords.contact[request.contact]}
    </p>
    {request.answer ? <p>{words.answered(request.answer)}</p> : null}
    {nextStates[request.state].length === 0 ? null : <AnswerForm c={c} request={request} state={state} />}
  </li>
)

function AnswerForm({ c, request, state }: { c: Context<Page>; request: DeskRequest; state: RequestState }) {
  const { id } = request
  return (
    <PostForm c={c} action={withQuery(desk.request(id), { state })} class="stack">
      <div class="fields">
        <div class="field">
          <label for={`to-${id}`}>{words.to}</label>
          <select id={`to-${id}`} name="to">
            {nextStates[request.state].map(one => (
              <option value={one}>{patronWords.state[one]}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`answer-${id}`}>{words.answer}</label>
          <input
            id={`answer-${id}`}
            name="answer"
            type="text"
            maxlength={500}
            autocomplete="off"
            aria-describedby={`answer-hint-${id}`}
          />
          <small id={`answer-hint-${id}`}>{words.answerHint}</small>
        </div>
        <div class="field">
          <label for={`bib-${id}`}>{words.bib}</label>
          <input
            id={`bib-${id}`}
            name="bib"
            type="text"
            inputmode="numeric"
            maxlength={15}
            autocomplete="off"
            aria-describedby={`bib-hint-${id}`}
          />
          <small id={`bib-hint-${id}`}>{words.bibHint}</small>
        </div>
      </div>
      <p>
        <button type="submit" class="button chief" aria-label={words.saveOf(request.title)}>
          {words.save}
        </button>
      </p>
    </PostForm>
  )
}
