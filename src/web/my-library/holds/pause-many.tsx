import type { Context } from 'hono'
import { z } from 'zod'
import { myHolds } from '#holds/lists/my-holds.ts'
import { type PauseRefusal, pauseHolds } from '#holds/wishes/pause-holds.ts'
import { HoldId } from '#ids.ts'
import { dayOf } from '#time/clock.ts'
import { readForm, readNumber } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm, Tick, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { readDay } from '../day.ts'
import { MyHead } from '../frame.tsx'
import { RefusalNote, type RefusalWords } from '../refusal.tsx'
import { changeRefusalWords } from './change-refusal.ts'

const pauseForm = z.object({
  hold: z.array(z.string()).default([]),
  until: z.string().catch(''),
  change: z.enum(['suspend', 'resume']).catch('suspend'),
})
type Chosen = {
  ticked: readonly HoldId[]
  until?: string
  /** Everything that is wrong, at once. */
  said?: readonly RefusalWords[]
  status?: 409 | 422
}

/** まとめて休む・やめる: several holds are passed by until a day, or not any more, all or none of them. */
export const pauseManyPages = pages()
  .get(paths.holdsPause, c => pausePage(c, { ticked: [] }))
  .post(paths.holdsPause, async c => {
    const { many } = c.var.t.holds
    const none = { what: many.none, next: many.noneNext }
    const form = readForm(c, pauseForm)
    if (!form.ok) return pausePage(c, { ticked: [], said: [none], status: 422 })
    const { hold, until, change } = form.values
    const ticked = [...new Set(hold.slice(0, 1000).map(typed => HoldId(readNumber(typed))))]
    const day = change === 'resume' ? null : readDay(until, dayOf(c.var.library.clock.now()))
    const said = [
      ...(ticked.length === 0 ? [none] : []),
      ...(day === null || day.ok ? [] : [changeRefusalWords(c, day.refusal)]),
    ]
    if (said.length > 0) return pausePage(c, { ticked, until, said, status: 422 })
    const { patronId } = patronOf(c)
    const last = day?.ok ? day.value : null
    const paused = await pauseHolds(c.var.library, { is: 'patron', patronId }, ticked, last)
    if (!paused.ok) return pausePage(c, { ticked, until, said: [await saidOfOne(c, paused.refusal)], status: 409 })
    const count = paused.value.holdIds.length
    return c.redirect(toDone(withQuery(paths.holds, last ? { paused: count } : { resumed: count })), 303)
  })

/** Why, with the title of the hold of which it is so. */
async function saidOfOne(c: Context<Page>, refusal: PauseRefusal): Promise<RefusalWords> {
  const { what, next } = changeRefusalWords(c, refusal)
  const holds = await myHolds(c.var.library, patronOf(c).patronId)
  const title = holds.find(({ id }) => id === refusal.holdId)?.title
  return { what: title === undefined ? what : c.var.t.holds.many.of(title, what), next }
}

async function pausePage(c: Context<Page>, { ticked, until = '', said = [], status }: Chosen) {
  const { t, library } = c.var
  const { pauseMany: words, one } = t.holds
  const able = (await myHolds(library, patronOf(c).patronId)).filter(({ mayPause }) => mayPause)
  const today = dayOf(library.clock.now())
  return show(
    c,
    <Layout c={c} title={words.title}>
      <MyHead t={t} through={{ href: paths.holds, name: t.holds.list.title }} here={words.title} />
      {said.length > 0 ? (
        <RefusalNote
          words={{ what: said.map(({ what }) => what).join(' '), next: said.map(({ next }) => next).join(' ') }}
        />
      ) : null}
      {able.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <PostForm c={c} action={paths.holdsPause} class="sheet stack">
          <p>{one.pauseWhy}</p>
          <fieldset class="field">
            <legend>{words.which}</legend>
            <div class="choices">
              {able.map(hold => (
                <Tick name="hold" value={`${hold.id}`} checked={ticked.includes(hold.id)}>
                  {hold.title}{' '}
                  {hold.suspendedUntil ? <small>{words.pausedUntil(t.dates.day(hold.suspendedUntil))}</small> : null}
                </Tick>
              ))}
            </div>
          </fieldset>
          <div class="field">
            <label for="until">{one.pauseUntil}</label>
            <input
              id="until"
              type="date"
              name="until"
              value={until}
              min={today.add({ days: 1 }).toString()}
              max={today.add({ years: 1 }).toString()}
              aria-describedby="until-hint"
            />
            <small id="until-hint">{one.dayHint}</small>
          </div>
          <p class="row">
            <button type="submit" class="button chief" name="change" value="suspend">
              {words.pause}
            </button>
            {able.some(({ suspendedUntil }) => suspendedUntil !== null) ? (
              <button type="submit" class="button" name="change" value="resume">
                {words.resume}
              </button>
            ) : null}
          </p>
        </PostForm>
      )}
    </Layout>,
    status ?? 200,
  )
}
