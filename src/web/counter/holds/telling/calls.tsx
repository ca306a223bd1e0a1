import type { Context } from 'hono'
import { type HandListEntry, type HandNotice, handListMax, noticesOf, toldByHandToday } from '#delivery/hand-list.ts'
import { type CallRefusal, markCalled } from '#delivery/mark-called.ts'
import { markNotReached } from '#delivery/mark-not-reached.ts'
import { showHandList } from '#delivery/show-hand-list.ts'
import { type TakeBackRefusal, takeCallBack } from '#delivery/take-call-back.ts'
import { NoticeId } from '#ids.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { dates } from '#text/ja/dates.ts'
import { idIn } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { dayWords, momentWords } from '../../day.ts'
import { byId, desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { ListEnds } from '../../list-ends.tsx'
import { actorOf, staffOf } from '../../session.tsx'

/** 電話連絡リスト (M21, M26, M37): with 「連絡済み」 the clock of the hold shelf starts. */
export const callPages = pages()
  .get(desk.calls, c => callsPage(c))
  .post(desk.called(byId), async c => {
    const called = await markCalled(c.var.library, actorOf(c), idIn(c, NoticeId))
    return called.ok ? c.redirect(desk.calls, 303) : callsPage(c, called.refusal.why)
  })
  .post(desk.calledBack(byId), async c => {
    const back = await takeCallBack(c.var.library, actorOf(c), idIn(c, NoticeId))
    return back.ok ? c.redirect(desk.calls, 303) : callsPage(c, back.refusal.why)
  })
  .post(desk.notReached(byId), async c => {
    const marked = await markNotReached(c.var.library, actorOf(c), idIn(c, NoticeId))
    return marked.ok ? c.redirect(desk.calls, 303) : callsPage(c, marked.refusal.why)
  })

async function callsPage(c: Context<Page>, no?: (CallRefusal | TakeBackRefusal)['why']) {
  const entries = await showHandList(c.var.library, 'phone', staffOf(c), staffOf(c).branchId)
  const made = await toldByHandToday(c.var.library, 'phone', staffOf(c).branchId)
  return show(
    c,
    <CounterLayout c={c} title={words.calls.title}>
      <h1>
        {words.calls.title} <span class="soft">{staffOf(c).branchName}</span>
      </h1>
      {no ? (
        <p class="note ask" role="alert">
          {words.calls.refused[no]}
        </p>
      ) : null}
      {entries.length === 0 ? (
        <p>{words.calls.none}</p>
      ) : (
        <>
          <p class="soft">{words.calls.why}</p>
          <ListEnds shown={noticesOf(entries)} max={handListMax} />
          <ul class="stack">
            {entries.map(entry => (
              <Entry c={c} entry={entry} />
            ))}
          </ul>
        </>
      )}
      {made.length > 0 ? <MadeToday c={c} made={made} back={desk.calledBack} says={words.calls} /> : null}
    </CounterLayout>,
    no ? 422 : 200,
  )
}

type MadeTodayProps = {
  c: Context<Page>
  made: Awaited<ReturnType<typeof toldByHandToday>>
  back: (id: NoticeId) => string
  says: { madeToday: string; takeBack: string; takeBackOf(name: string): string }
}

/** For a press by mistake. */
export const MadeToday = ({ c, made, back, says }: MadeTodayProps) => (
  <details>
    <summary>{says.madeToday}</summary>
    <ListEnds shown={made.length} max={handListMax} />
    <ul class="stack tight">
      {made.map(call => (
        <li class="row">
          <span>
            {momentWords(call.doneAt)}　{call.name}　<b>{words.calls.what[call.kind] ?? call.kind}</b>　
            {call.titles.map(title => `『${title}』`).join('')}
          </span>
          <Press c={c} action={back(call.noticeId)} label={says.takeBackOf(call.name)} look="quiet">
            {says.takeBack}
          </Press>
        </li>
      ))}
    </ul>
  </details>
)

const Entry = ({ c, entry }: { c: Context<Page>; entry: HandListEntry }) => (
  <li class="sheet stack tight">
    <h2>
      <a href={desk.patron(entry.patronId)}>{entry.name}</a> <span class="soft">{entry.nameReading}</span>{' '}
      <a class="count-large" href={`tel:${entry.recipient}`}>
        {entry.recipient}
      </a>
    </h2>
    <ul class="stack tight">
      {entry.notices.map(call => (
        <li class="row">
          <WhatToTell notice={call} />
          <Press
            c={c}
            action={desk.called(call.noticeId)}
            label={words.calls.calledOf(entry.name, call.facts.titles.join(' '))}
            look="chief"
          >
            {words.calls.called}
          </Press>
          <Press c={c} action={desk.notReached(call.noticeId)} label={words.calls.notReachedOf(entry.name)}>
            {words.calls.notReached}
          </Press>
        </li>
      ))}
    </ul>
  </li>
)

/** What is to be told, of which books, where and until when, and what came of it before. */
export const WhatToTell = ({ notice }: { notice: HandNotice }) => (
  <span>
    <b>{words.calls.what[notice.kind] ?? notice.kind}</b>　{notice.facts.titles.map(title => `『${title}』`).join('')}{' '}
    {placeAndDay(notice)}
    <br />
    <span class="soft">
      {words.calls.since(momentWords(notice.dueAt))}
      {notice.notReached > 0 ? `　${words.calls.times(notice.notReached)}` : ''}
      {notice.mailFailed ? `　${words.calls.mailFailed}` : ''}
    </span>
  </span>
)

const visitWords = ({ day, arrives }: { day: string; arrives: string }) =>
  dates.visit(Temporal.PlainDate.from(day), Temporal.PlainTime.from(arrives))

function placeAndDay({ facts }: HandNotice): string {
  if ('dueOn' in facts) return words.calls.dueOn(dayWords(facts.dueOn))
  if (!('pickup' in facts)) return ''
  const { pickup, pickUpBy, visits = [] } = facts
  return [
    pickup,
    pickUpBy ? words.calls.until(dayWords(pickUpBy)) : null,
    visits.length > 0 ? words.visits(visits.map(visitWords)) : null,
  ]
    .filter(Boolean)
    .join('　')
}
