import type { Context } from 'hono'
import { z } from 'zod'
import { myCardRenewal, renewOwnCard } from '#patrons/renew-own-card.ts'
import type { RenewCardRefusal } from '#patrons/rules/renew-card.ts'
import { readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Done, PostForm, Submit, Tick, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { MyTrail } from '../frame.tsx'
import { RefusalNote, type RefusalWords, refusalFacts, refusalWords } from '../refusal.tsx'
import { centralPhone } from '../when.ts'

const doneQuery = z.object({ done: z.literal('1').optional().catch(undefined) })
const sameForm = z.object({ same: z.string().optional() })

/** 有効期限の更新 on the web: where the library allows it, around the last day of the card. */
export const renewalPages = pages()
  .get(paths.cardRenewal, c => {
    const read = readQuery(c, doneQuery)
    return renewalPage(c, null, read.ok && read.values.done !== undefined)
  })
  .post(paths.cardRenewal, async c => {
    const form = readForm(c, sameForm)
    const isConfirmed = form.ok && form.values.same !== undefined
    const renewed = await renewOwnCard(c.var.library, patronOf(c).patronId, isConfirmed)
    if (renewed.ok) return c.redirect(toDone(withQuery(paths.cardRenewal, { done: '1' })), 303)
    return renewalPage(c, renewed.refusal.all, false)
  })

async function renewalPage(c: Context<Page>, refused: readonly RenewCardRefusal[] | null, isDone: boolean) {
  const { t, library } = c.var
  const words = t.card.renewal
  const { expiresOn, refusals } = await myCardRenewal(library, patronOf(c).patronId)
  const against = refused ?? (isDone ? [] : refusals)
  const mayPress = refusals.length === 0
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="stack narrow">
        <div class="stack tight">
          <MyTrail t={t} through={{ href: paths.settings, name: t.patrons.settingsTitle }} here={words.title} />
          <h1>{words.title}</h1>
        </div>
        {isDone ? <Done>{words.done(t.dates.longDay(expiresOn))}</Done> : null}
        {against.length > 0 ? <RefusalNote words={against.map(one => refusalIn(c, one))} /> : null}
        <div class="sheet stack">
          <dl class="facts">
            <dt>{t.patrons.expires}</dt>
            <dd>{t.dates.longDay(expiresOn)}</dd>
          </dl>
          {mayPress ? (
            <PostForm c={c} action={paths.cardRenewal} class="stack">
              <p>{words.why}</p>
              <Tick name="same" value="1">
                {words.same}
              </Tick>
              <p class="soft">{words.otherwise}</p>
              <p>
                <Submit look="chief">{words.press}</Submit>
              </p>
            </PostForm>
          ) : null}
        </div>
      </div>
    </Layout>,
    refused ? 409 : 200,
  )
}

function refusalIn(c: Context<Page>, refusal: RenewCardRefusal): RefusalWords {
  const { t } = c.var
  const words = t.card.renewal.refusal
  const ask = t.holds.refusal.askCentral(centralPhone(c))
  switch (refusal.why) {
    case 'switchedOff':
      return { what: words.switchedOff, next: words.atCounter }
    case 'notYet':
      return { what: words.notYet(t.dates.longDay(refusal.from)), next: words.notYetNext }
    case 'tooLate':
      return { what: words.tooLate(t.dates.longDay(refusal.until)), next: words.atCounter }
    case 'notConfirmed':
      return { what: words.notConfirmed, next: words.notConfirmedNext }
    case 'cardStopped':
      return { what: t.holds.refusal.cardStopped, next: ask }
    case 'overdue':
      return refusalWords(t, refusal, refusalFacts(c, []))
    default:
      return refusal satisfies never
  }
}
