import type { Context } from 'hono'
import { z } from 'zod'
import {
  type CalendarAddress,
  endCalendarAddress,
  makeCalendarAddress,
  myCalendarAddress,
  renewCalendarAddress,
  wishTitlesInCalendar,
} from '#patrons/own-calendar/calendar-address.ts'
import { dayOf } from '#time/clock.ts'
import { readForm } from '#web/forms.ts'
import { publicOrigin } from '#web/gate/public-address.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { MyTrail } from '../frame.tsx'

const deeds = ['make', 'renew', 'end', 'titles', 'noTitles'] as const

const doForm = z.object({ do: z.enum(deeds) })

/**
 * マイカレンダー: the address by which one's own calendar reads the dates. Not on a terminal, where the next one would find
 * it.
 */
export const myCalendarPages = pages()
  .get(paths.myCalendar, async c => {
    const isTerminal = c.var.visitor.terminal !== null
    const address = isTerminal ? null : await myCalendarAddress(c.var.library, patronOf(c).patronId)
    return show(c, <CalendarPage c={c} address={address} />)
  })
  .post(paths.myCalendar, async c => {
    const form = readForm(c, doForm)
    if (form.ok && c.var.visitor.terminal === null) await act(c, form.values.do)
    return c.redirect(paths.myCalendar, 303)
  })

function act(c: Context<Page>, deed: (typeof deeds)[number]): Promise<void> {
  const { library } = c.var
  const { patronId } = patronOf(c)
  switch (deed) {
    case 'make':
      return makeCalendarAddress(library, patronId)
    case 'renew':
      return renewCalendarAddress(library, patronId)
    case 'end':
      return endCalendarAddress(library, patronId)
    case 'titles':
      return wishTitlesInCalendar(library, patronId, true)
    case 'noTitles':
      return wishTitlesInCalendar(library, patronId, false)
    default:
      return deed satisfies never
  }
}

function CalendarPage({ c, address }: { c: Context<Page>; address: CalendarAddress | null }) {
  const { t, visitor } = c.var
  const words = t.calendars
  return (
    <Layout c={c} title={words.title}>
      <div class="stack narrow">
        <MyTrail t={t} here={words.title} />
        <h1>{words.title}</h1>
        <p>{words.why}</p>
        {visitor.terminal ? (
          <p class="note">{words.atHome}</p>
        ) : (
          <>
            <p>{words.contains}</p>
            {address === null ? <Deed c={c} name="make" said={words.make} chief /> : <Kept c={c} address={address} />}
          </>
        )}
      </div>
    </Layout>
  )
}

function Kept({ c, address }: { c: Context<Page>; address: CalendarAddress }) {
  const { t } = c.var
  const words = t.calendars
  const url = `${publicOrigin(c)}${paths.myCalendarFeed(address.secret)}`
  return (
    <>
      <section class="sheet stack">
        <h2>{words.address}</h2>
        <div class="field">
          <label for="address" class="unseen">
            {words.address}
          </label>
          <input id="address" type="text" readonly value={url} />
        </div>
        <p class="soft">{words.madeOn(t.dates.longDay(dayOf(address.madeAt)))}</p>
        <p>
          <a class="button chief" href={url.replace(/^https?:/, 'webcal:')}>
            {words.subscribe}
          </a>
        </p>
        <p class="soft">{words.subscribeWhy}</p>
        <p class="note ask">{words.secretWhy}</p>
      </section>
      <section class="sheet stack">
        <h2>{words.titlesTitle}</h2>
        <p>{address.withTitles ? words.titlesOn : words.titlesOff}</p>
        {address.withTitles ? (
          <Deed c={c} name="noTitles" said={words.titlesStop} />
        ) : (
          <Deed c={c} name="titles" said={words.titlesStart} />
        )}
      </section>
      <section class="sheet stack">
        <h2>{words.renewTitle}</h2>
        <p>{words.renewWhy}</p>
        <Deed c={c} name="renew" said={words.renew} />
        <Deed c={c} name="end" said={words.end} />
        <p class="soft">{words.endWhy}</p>
      </section>
    </>
  )
}

type DeedProps = { c: Context<Page>; name: (typeof deeds)[number]; said: string; chief?: boolean }

const Deed = ({ c, name, said, chief = false }: DeedProps) => (
  <PostForm c={c} action={paths.myCalendar}>
    <button type="submit" class={chief ? 'button chief' : 'button quiet'} name="do" value={name}>
      {said}
    </button>
  </PostForm>
)
