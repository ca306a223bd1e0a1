import type { Context } from 'hono'
import { type MyRequest, requestsShownMax } from '#requests/my-requests.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { Done, Press } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyHead } from '../frame.tsx'

type Said = { sent?: string | undefined; withdrawn?: '1' | undefined; tooLate?: '1' | undefined }

/** リクエスト: each with its state in words, and what the library answered. */
export function RequestsPage({ c, requests, said }: { c: Context<Page>; requests: MyRequest[]; said: Said }) {
  const { t } = c.var
  const words = t.requests
  const make = (
    <a class="button" href={paths.newRequest}>
      {words.make}
    </a>
  )
  return (
    <Layout c={c} title={words.title}>
      <MyHead t={t} here={words.title} />
      <Told said={said} words={words} />
      {requests.length === 0 ? (
        <EmptyState title={words.empty} body={words.emptyBody}>
          {make}
        </EmptyState>
      ) : (
        <>
          <p>{make}</p>
          {requests.length < requestsShownMax ? null : <p>{t.parts.listEnds(requestsShownMax)}</p>}
          <ul class="stack">
            {requests.map(request => (
              <Row c={c} request={request} />
            ))}
          </ul>
        </>
      )}
    </Layout>
  )
}

function Told({ said, words }: { said: Said; words: Context<Page>['var']['t']['requests'] }) {
  if (said.tooLate)
    return (
      <p class="note ask" role="alert" tabindex={-1} autofocus>
        {words.tooLate}
      </p>
    )
  const told = said.sent ? words.sent(said.sent) : said.withdrawn ? words.withdrawn : null
  return told === null ? null : <Done>{told}</Done>
}

function Row({ c, request }: { c: Context<Page>; request: MyRequest }) {
  const { t } = c.var
  const words = t.requests
  const day = (at: Temporal.Instant) => t.dates.day(dayOf(at))
  const facts = [request.author, request.publisher, request.published].filter(Boolean).join('　')
  return (
    <li class="sheet stack tight">
      <h2 lang="ja">{request.title}</h2>
      {facts ? (
        <p class="soft" lang="ja">
          {facts}
        </p>
      ) : null}
      <p>
        <span class="state">{words.state[request.state]}</span> {words.stateWhy[request.state]}
      </p>
      {request.answer ? <p lang="ja">{words.answer(request.answer)}</p> : null}
      {request.state === 'held' ? (
        <p>
          <a href={paths.holds}>{words.toHolds}</a>
        </p>
      ) : null}
      <p class="soft">
        {words.madeOn(day(request.madeAt))}
        {request.state === 'received' ? '' : `　${words.changedOn(day(request.changedAt))}`}
      </p>
      {request.mayWithdraw ? (
        <Press c={c} action={paths.requestWithdraw(request.id)} label={words.withdrawOf(request.title)}>
          {words.withdraw}
        </Press>
      ) : null}
    </li>
  )
}
