import type { Context } from 'hono'
import type { StoryLine } from '#holds/lists/hold-story.ts'
import { dayOf, timeOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { Done, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { MyHead } from '../frame.tsx'
import { ContactField, PickupField } from '../orders/choice-fields.tsx'
import { contactInWords } from '../orders/order-page.tsx'
import { RefusalNote } from '../refusal.tsx'
import { centralPhone } from '../when.ts'
import { ChangeForm } from './change-form.tsx'
import { HoldStatus } from './hold-status.tsx'
import type { Change, HoldView } from './hold-view.ts'
import { SeriesForms } from './series-forms.tsx'

/** One hold: how it stands, its story, and what its patron can still change. */
export function HoldPage(view: HoldView) {
  const { c, hold, story, choices, said } = view
  const { t } = c.var
  const one = t.holds.one
  return (
    <Layout c={c} title={hold.title}>
      <MyHead t={t} through={{ href: paths.holds, name: t.holds.list.title }} here={hold.title} />
      {said?.refused ? <RefusalNote words={said.refused} /> : null}
      {said && !said.refused ? <Done>{doneWords(view, said.change)}</Done> : null}
      <div class="sheet stack">
        <p>
          <HoldStatus c={c} hold={hold} />
        </p>
        <dl class="facts">
          <dt>{one.pickup}</dt>
          <dd>{c.var.today.placeName(hold.pickupName)}</dd>
          <dt>{one.contact}</dt>
          <dd>{contactInWords(t, choices, hold.contact)}</dd>
          <dt>{one.kind}</dt>
          <dd>
            {hold.anyOf ? t.holds.anyOf(hold.anyOf.of, hold.anyOf.enough) : t.holds.kind[hold.kind]}
            {hold.series ? ` ${one.ofSeries(hold.series.position, hold.series.of)}` : null}
          </dd>
          <dt>{one.appliedOn}</dt>
          <dd>{t.dates.longDay(dayOf(hold.appliedAt))}</dd>
          {hold.notNeededAfter && !hold.closed ? (
            <>
              <dt>{one.notNeededAfter}</dt>
              <dd>{t.dates.longDay(hold.notNeededAfter)}</dd>
            </>
          ) : null}
        </dl>
        {hold.hidden ? null : (
          <p class="row">
            <a href={paths.bib(hold.bibId)}>{one.toBib}</a>
          </p>
        )}
        {hold.status === 'cancelApplied' ? (
          <PostForm c={c} action={paths.holdKeep(hold.id)} class="stack tight">
            <p>{t.holds.cancel.keepWhy}</p>
            <p>
              <Submit>{t.holds.list.keep}</Submit>
            </p>
          </PostForm>
        ) : null}
        {hold.status === 'ready' ? <p>{t.holds.cancel.readyNext(centralPhone(c))}</p> : null}
      </div>
      <Changes view={view} />
      <section class="sheet stack tight" aria-labelledby="story">
        <h2 id="story">{one.story}</h2>
        <Story c={c} lines={story} />
      </section>
    </Layout>
  )
}

/** Everything that the patron can still do with the hold, in one place; nothing of an ended one. */
function Changes({ view }: { view: HoldView }) {
  const { c, hold } = view
  const { t } = c.var
  const isFollowed = hold.place !== null && hold.isFollowed
  if (!hold.mayChangePickup && !view.longerUntil && !isFollowed && !hold.mayPause && !hold.mayCancel) return null
  return (
    <section class="sheet stack tight" aria-labelledby="changes">
      <h2 id="changes">{t.holds.one.changes}</h2>
      {hold.mayChangePickup ? <PickupForm {...view} /> : null}
      {view.longerUntil ? <LengthenForm {...view} until={view.longerUntil} /> : null}
      {isFollowed ? <GiveWayForm {...view} /> : null}
      {hold.mayPause ? <PauseForm {...view} /> : null}
      {hold.mayPause ? <NeededForm {...view} /> : null}
      <SeriesForms {...view} />
      {hold.mayCancel ? (
        <form action={paths.holdCancel(hold.id)}>
          <Submit look="danger">{t.holds.list.cancel}</Submit>
        </form>
      ) : null}
    </section>
  )
}

const Story = ({ c, lines }: { c: Context<Page>; lines: StoryLine[] }) => {
  const { t } = c.var
  return (
    <ol class="story">
      {lines.map(line => (
        <li>
          <small>
            {t.dates.day(dayOf(line.at))} {t.dates.time(timeOf(line.at))}
          </small>{' '}
          {t.holds.story[line.what]}
        </li>
      ))}
    </ol>
  )
}

function PickupForm(view: HoldView) {
  const { c, hold, choices } = view
  const { one } = c.var.t.holds
  return (
    <ChangeForm
      view={view}
      change="pickup"
      open={hold.stuck === 'placeEnded'}
      title={one.change}
      {...(hold.kind === 'ordinary' ? {} : { why: one.fixedSeries })}
    >
      <PickupField c={c} choices={choices} chosen={hold.pickup} />
      <ContactField t={c.var.t} choices={choices} chosen={hold.contact} />
      <p>
        <Submit>{one.changeButton}</Submit>
      </p>
    </ChangeForm>
  )
}

function LengthenForm({ until, ...view }: HoldView & { until: Temporal.PlainDate }) {
  const { t } = view.c.var
  const day = t.dates.day(until)
  return (
    <ChangeForm view={view} change="lengthen" title={t.holds.one.lengthen} why={t.holds.one.lengthenWhy(day)} open>
      <p>
        <Submit>{t.holds.one.lengthenButton(day)}</Submit>
      </p>
    </ChangeForm>
  )
}

function GiveWayForm(view: HoldView) {
  const { one } = view.c.var.t.holds
  return (
    <ChangeForm view={view} change="giveWay" title={one.giveWay} why={one.giveWayWhy}>
      <p>
        <Submit>{one.giveWayButton}</Submit>
      </p>
    </ChangeForm>
  )
}

function PauseForm(view: HoldView) {
  const { c, hold } = view
  const { t } = c.var
  const { one } = t.holds
  if (hold.suspendedUntil) {
    return (
      <PostForm c={c} action={paths.holdChange(hold.id)} class="row">
        <input type="hidden" name="change" value="resume" />
        <span>{t.holds.suspendedLine(t.dates.day(hold.suspendedUntil))}</span>
        <Submit>{one.resumeButton}</Submit>
      </PostForm>
    )
  }
  return (
    <ChangeForm view={view} change="suspend" title={one.pause} why={one.pauseWhy}>
      <DayField view={view} change="suspend" label={one.pauseUntil} />
      <p>
        <Submit>{one.pauseButton}</Submit>
      </p>
    </ChangeForm>
  )
}

function NeededForm(view: HoldView) {
  const { c, hold } = view
  const { one } = c.var.t.holds
  return (
    <>
      <ChangeForm view={view} change="needed" title={one.need} why={one.needWhy}>
        <DayField view={view} change="needed" label={one.needUntil} />
        <p>
          <Submit>{one.needButton}</Submit>
        </p>
      </ChangeForm>
      {hold.notNeededAfter ? (
        <Press c={c} action={paths.holdChange(hold.id)} fields={{ change: 'noLongerNeeded' }} look="quiet">
          {one.needNone}
        </Press>
      ) : null}
    </>
  )
}

/** A day: a calendar where the browser has one, a line to type in where it has none. What was typed stays. */
function DayField({ view, change, label }: { view: HoldView; change: Change; label: string }) {
  const { c, hold, said } = view
  const id = `until-${change}`
  const typed = said?.refused && said.change === change ? (c.var.form?.get('until')?.[0] ?? '') : ''
  const known = change === 'needed' ? (hold.notNeededAfter?.toString() ?? '') : ''
  const today = dayOf(c.var.library.clock.now())
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        name="until"
        required
        value={typed || known}
        min={today.add({ days: 1 }).toString()}
        max={today.add({ years: 1 }).toString()}
        aria-describedby={`${id}-hint`}
        aria-invalid={said?.refused && said.change === change ? 'true' : undefined}
      />
      <small id={`${id}-hint`}>{c.var.t.holds.one.dayHint}</small>
    </div>
  )
}

function doneWords({ c, hold }: HoldView, change: Change): string {
  const { t } = c.var
  const { one } = t.holds
  switch (change) {
    case 'pickup':
      return one.changeDone
    case 'suspend':
      return one.pauseDone(hold.suspendedUntil ? t.dates.day(hold.suspendedUntil) : '')
    case 'resume':
      return one.resumeDone
    case 'needed':
      return one.needDone(hold.notNeededAfter ? t.dates.day(hold.notNeededAfter) : '')
    case 'noLongerNeeded':
      return one.needGone
    case 'giveWay':
      return one.giveWayDone(hold.place)
    case 'lengthen':
      return one.lengthenDone(hold.pickUpBy ? t.dates.day(hold.pickUpBy) : '')
    case 'series':
      return one.toSeriesDone
    case 'ordinary':
      return one.toOrdinaryDone
    default:
      return change satisfies never
  }
}
