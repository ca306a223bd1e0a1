import type { Context } from 'hono'
import { centralPhone } from '#branches/central-phone.ts'
import { type HandListEntry, handListMax, noticesOf, toldByHandToday } from '#delivery/hand-list.ts'
import { readerOf, senderIn } from '#delivery/mail-reader.ts'
import { type CallRefusal, markWritten } from '#delivery/mark-called.ts'
import { showHandList } from '#delivery/show-hand-list.ts'
import { type TakeBackRefusal, takeCallBack } from '#delivery/take-call-back.ts'
import { NoticeId, PatronId } from '#ids.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { htmlLang } from '#text/language.ts'
import { letterWords } from '#text/mail.ts'
import { dayOf } from '#time/clock.ts'
import { idIn } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { dayWords } from '../../day.ts'
import { SlipFrame } from '../../desk/slip-frame.tsx'
import { byId, desk } from '../../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../../layout.tsx'
import { ListEnds } from '../../list-ends.tsx'
import { actorOf, staffOf } from '../../session.tsx'
import { MadeToday, WhatToTell } from './calls.tsx'

/** 手紙で知らせる方 (M21, M37): with 「書きました」 the clock of the hold shelf starts, as with a call. */
export const letterPages = pages()
  .get(desk.letters, c => lettersPage(c))
  .get(desk.letter(byId), c => letterPage(c, idIn(c, PatronId)))
  .post(desk.written(byId), async c => {
    const written = await markWritten(c.var.library, actorOf(c), idIn(c, NoticeId))
    return written.ok ? c.redirect(desk.letters, 303) : lettersPage(c, written.refusal.why)
  })
  .post(desk.writtenBack(byId), async c => {
    const back = await takeCallBack(c.var.library, actorOf(c), idIn(c, NoticeId))
    return back.ok ? c.redirect(desk.letters, 303) : lettersPage(c, back.refusal.why)
  })

async function lettersPage(c: Context<Page>, no?: (CallRefusal | TakeBackRefusal)['why']) {
  const { branchId, branchName } = staffOf(c)
  const entries = await showHandList(c.var.library, 'letter', staffOf(c), branchId)
  const made = await toldByHandToday(c.var.library, 'letter', branchId)
  return show(
    c,
    <CounterLayout c={c} title={words.letters.title}>
      <h1>
        {words.letters.title} <span class="soft">{branchName}</span>
      </h1>
      {no ? (
        <p class="note ask" role="alert">
          {words.letters.refused[no]}
        </p>
      ) : null}
      {entries.length === 0 ? (
        <p>{words.letters.none}</p>
      ) : (
        <>
          <p class="soft">{words.letters.why}</p>
          <ListEnds shown={noticesOf(entries)} max={handListMax} />
          <ul class="stack">
            {entries.map(entry => (
              <Entry c={c} entry={entry} />
            ))}
          </ul>
        </>
      )}
      {made.length > 0 ? <MadeToday c={c} made={made} back={desk.writtenBack} says={words.letters} /> : null}
    </CounterLayout>,
    no ? 422 : 200,
  )
}

const printed = (patronId: PatronId, form: 'postcard' | 'sealed') =>
  `${desk.letter(patronId)}?${new URLSearchParams({ form, paper: 'a4', back: desk.letters })}`

const Entry = ({ c, entry }: { c: Context<Page>; entry: HandListEntry }) => (
  <li class="sheet stack tight">
    <h2>
      <a href={desk.patron(entry.patronId)}>{entry.name}</a> <span class="soft">{entry.nameReading}</span>
    </h2>
    {entry.recipient === '' ? <p class="note ask">{words.letters.noAddress}</p> : <p>{entry.recipient}</p>}
    <ul class="stack tight">
      {entry.notices.map(notice => (
        <li class="row">
          <WhatToTell notice={notice} />
          <Press
            c={c}
            action={desk.written(notice.noticeId)}
            label={words.letters.writtenTo(entry.name, notice.facts.titles.join(' '))}
            look="chief"
          >
            {words.letters.written}
          </Press>
        </li>
      ))}
    </ul>
    <p class="row">
      <a class="button" href={printed(entry.patronId, 'postcard')} aria-label={words.letters.postcardTo(entry.name)}>
        {words.letters.postcard}
      </a>
      <a class="button" href={printed(entry.patronId, 'sealed')} aria-label={words.letters.sealedTo(entry.name)}>
        {words.letters.sealed}
      </a>
    </p>
  </li>
)

/** Everything that is to be written to a patron, to be printed: as a postcard, unless it is asked for to be sealed. */
async function letterPage(c: Context<Page>, patronId: PatronId) {
  const { library } = c.var
  const [entry] = await showHandList(library, 'letter', staffOf(c), staffOf(c).branchId, patronId)
  if (!entry) return sayAtDesk(c, 'notThere', 404)
  const phone = await centralPhone(library)
  const reader = await readerOf(library, patronId)
  const namesTitles = c.req.query('form') === 'sealed'
  return show(
    c,
    <CounterLayout c={c} title={words.letters.to(entry.name)}>
      <SlipFrame c={c} back={desk.letters}>
        <p>{entry.recipient}</p>
        <h1>{words.letters.to(entry.name)}</h1>
        {entry.notices.map(notice => {
          const { subject, lines } = letterWords(notice, reader, {
            namesTitles,
            phone: phone ?? '',
            ...senderIn(library.policy, reader.language, notice.kind),
          })
          return (
            <section class="stack tight" lang={htmlLang(reader.language)}>
              <h2>{subject}</h2>
              <p>
                {lines.map(line => (
                  <>
                    {line}
                    <br />
                  </>
                ))}
              </p>
            </section>
          )
        })}
        <p>
          {dayWords(dayOf(library.clock.now()))}
          <br />
          {library.policy.identity.name.ja}　{staffOf(c).branchName}
          {phone ? (
            <>
              <br />
              {words.letters.phone(phone)}
            </>
          ) : null}
        </p>
      </SlipFrame>
    </CounterLayout>,
  )
}
