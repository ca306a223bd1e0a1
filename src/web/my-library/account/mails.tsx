import type { Context } from 'hono'
import { z } from 'zod'
import { chooseMails, mailsToChoose, myMailChoices, stopMails, whatStops } from '#patrons/mail-choices/choose-mails.ts'
import { dueSoonDaysOffered, type MailChoices } from '#patrons/rules/mail-choices.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Done, PostForm, Submit, Tick, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { MessagePage } from '#web/parts/message.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { anybodysFormToken, patronOf } from '#web/session.ts'
import { BackToSettings } from './back-to-settings.tsx'

const choicesForm = z.object({
  /** Empty: as the library does. */
  dueSoon: z
    .string()
    .regex(/^(\d|[12]\d|30)?$/)
    .catch(''),
  wanted: z.array(z.string()).default([]),
})

/** お知らせのメール, and もういりません by the link of a mail. */
export const mailsPages = pages()
  .get(paths.mails, async c => mailsPage(c, await myMailChoices(c.var.library, patronOf(c).patronId)))
  .post(paths.mails, async c => {
    const form = readForm(c, choicesForm)
    if (!form.ok) return c.redirect(paths.mails, 303)
    const { dueSoon, wanted } = form.values
    const declined = othersOf(c)
      .filter(kind => kind !== 'lent')
      .filter(kind => !wanted.includes(kind))
    const receipts = wanted.includes('lent') ? { receipts: true as const } : {}
    const dueSoonDays = dueSoon === '' ? null : Number(dueSoon)
    const chosen = await chooseMails(c.var.library, patronOf(c).patronId, { dueSoonDays, declined, ...receipts })
    return c.redirect(chosen.ok ? toDone(withQuery(paths.mails, { done: 1 })) : paths.mails, 303)
  })

  .get(paths.stopMails(':token'), c => {
    const kind = whatStops(c.var.library, c.req.param('token') ?? '')
    c.header('cache-control', 'no-store')
    if (kind === null) return unknownLink(c)
    const words = c.var.t.mails
    return show(
      c,
      <Layout c={c} title={words.stopTitle}>
        <div class="sheet stack narrow">
          <h1>{words.stopTitle}</h1>
          <p>{words.stopWhy(words.kinds[kind])}</p>
          <PostForm c={c} action={c.req.path} token={anybodysFormToken(c)}>
            <Submit look="chief">{words.stop}</Submit>
          </PostForm>
        </div>
      </Layout>,
    )
  })
  // Mail programs press it too (RFC 8058), without a cookie and without having seen a page of ours.
  .post(paths.stopMails(':token'), async c => {
    const stopped = await stopMails(c.var.library, c.req.param('token') ?? '')
    c.header('cache-control', 'no-store')
    if (!stopped.ok) return unknownLink(c)
    const words = c.var.t.mails
    return show(
      c,
      <Layout c={c} title={words.stopTitle}>
        <div class="sheet stack narrow">
          <h1>{words.stopTitle}</h1>
          <Done>{words.stopped(words.kinds[stopped.value])}</Done>
          <p>
            {words.stoppedNext} <a href={paths.mails}>{words.title}</a>
          </p>
        </div>
      </Layout>,
    )
  })

/** All but the reminder of the day due, which has days of its own to choose. */
const othersOf = (c: Context<Page>) => mailsToChoose(c.var.library).filter(kind => kind !== 'dueSoon')

function unknownLink(c: Context<Page>) {
  const { stopTitle, unknown, notOffered } = c.var.t.mails
  const body = c.var.library.policy.notices.patronsChoose ? unknown : notOffered
  return show(c, <MessagePage c={c} title={stopTitle} body={body} />, 404)
}

function mailsPage(c: Context<Page>, { dueSoonDays, declined, receipts }: MailChoices) {
  const { t, library } = c.var
  const { dueSoonDays: usual, patronsChoose } = library.policy.notices
  const words = t.mails
  const days = [...new Set([...dueSoonDaysOffered, ...(dueSoonDays === null ? [] : [dueSoonDays])])]
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        {c.req.query('done') ? <Done>{words.done}</Done> : null}
        <p>{words.why}</p>
        {patronsChoose ? (
          <PostForm c={c} action={paths.mails}>
            <Choice
              name="dueSoon"
              label={words.kinds.dueSoon}
              options={[
                ['', words.asUsual(usual)],
                ...days.map(one => [`${one}`, one === 0 ? words.never : words.before(one)] as const),
              ]}
              chosen={dueSoonDays === null ? '' : `${dueSoonDays}`}
            />
            <fieldset class="field">
              <legend>{words.others}</legend>
              {othersOf(c).map(kind => (
                <Tick
                  name="wanted"
                  value={kind}
                  checked={kind === 'lent' ? receipts === true : !declined.includes(kind)}
                >
                  {words.kinds[kind]}
                </Tick>
              ))}
            </fieldset>
            <p class="soft">{words.always}</p>
            <Submit look="chief">{words.save}</Submit>
          </PostForm>
        ) : (
          <p>{words.notOffered}</p>
        )}
        <BackToSettings c={c} />
      </div>
    </Layout>,
  )
}
