import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { pickupLocations } from '#branches/pickup-locations.ts'
import { calendarMonth } from '#calendar/calendar-month.ts'
import type { Visit } from '#calendar/rules/visits.ts'
import { addVisit } from '#closures/add-visit.ts'
import { cancelVisit } from '#closures/cancel-visit.ts'
import { enterClosure } from '#closures/enter-closure.ts'
import { liftClosure } from '#closures/lift-closure.ts'
import { moveVisit } from '#closures/move-visit.ts'
import { putVisitBack } from '#closures/put-visit-back.ts'
import { BranchId, StopId } from '#ids.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { dayOf } from '#time/clock.ts'
import { dayIn } from '#time/day-in.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf, staffOf } from '../session.tsx'
import { ClosureForm, LiftForm, MonthTable } from './calendar-parts.tsx'
import { readMonth } from './figures/statistics.tsx'
import { AddVisitForm, MoveVisitForm, VisitForm } from './visit-forms.tsx'

const words = counterAdmin.calendar

const reasonMax = 60

const closureForm = z.object({
  branch: z.array(z.string().max(40).transform(BranchId)).max(200).default([]),
  everywhere: z.literal('yes').optional(),
  from: z.string().max(20),
  until: z.string().max(20),
  reason: z.string().max(reasonMax, 'tooLong'),
})
const visitForm = z.object({
  stop: z.string().max(40).transform(StopId),
  day: z.string().max(20),
  reason: z.string().max(reasonMax, 'tooLong'),
})

/** カレンダー: emergency closures and cancelled visits; the dates that fall on them move along. */
export const calendarPages = pages()
  .get(desk.calendar, c => calendarPage(c))
  .post(desk.closure, async c => {
    const form = readForm(c, closureForm)
    const from = form.ok ? dayIn(form.values.from) : null
    const until = form.ok ? dayIn(form.values.until) : null
    if (!form.ok || !from || !until) return calendarPage(c, ...wrongIn(c, ['from', 'until']))
    const closure = { branchIds: await chosenBranches(c, form.values), from, until, reason: form.values.reason }
    const entered = await enterClosure(c.var.library, actorOf(c), closure)
    return entered.ok ? back(c, entered.value, from) : calendarPage(c, entered.refusal.why)
  })
  .post(desk.closureLift, async c => {
    const form = readForm(c, closureForm.omit({ reason: true }))
    const from = form.ok ? dayIn(form.values.from) : null
    const until = form.ok ? dayIn(form.values.until) : null
    if (!form.ok || !from || !until) return calendarPage(c, 'badDay')
    const branchIds = await chosenBranches(c, form.values)
    const lifted = await liftClosure(c.var.library, actorOf(c), { branchIds, from, until })
    return lifted.ok ? back(c, lifted.value, from, 'lifted') : calendarPage(c, lifted.refusal.why)
  })
  .post(desk.visit, async c => {
    const form = readForm(c, visitForm)
    const day = form.ok ? dayIn(form.values.day) : null
    if (!form.ok || !day) return calendarPage(c, ...wrongIn(c, ['day']))
    const cancelled = await cancelVisit(c.var.library, actorOf(c), form.values.stop, day, form.values.reason)
    return cancelled.ok ? back(c, cancelled.value, day) : calendarPage(c, cancelled.refusal.why)
  })
  .post(desk.visitBack, async c => {
    const form = readForm(c, visitForm.omit({ reason: true }))
    const day = form.ok ? dayIn(form.values.day) : null
    if (!form.ok || !day) return calendarPage(c, 'badDay')
    const put = await putVisitBack(c.var.library, actorOf(c), form.values.stop, day)
    return put.ok ? back(c, put.value, day) : calendarPage(c, put.refusal.why)
  })
  .post(desk.visitAdd, async c => {
    const form = readForm(c, visitForm.omit({ reason: true }).extend(hours))
    const visit = form.ok ? readVisit(form.values) : 'badDay'
    if (typeof visit === 'string') return calendarPage(c, visit)
    const added = await addVisit(c.var.library, actorOf(c), visit)
    return added.ok ? back(c, added.value, visit.day) : calendarPage(c, added.refusal.why)
  })
  .post(desk.visitMove, async c => {
    const form = readForm(c, visitForm.extend({ ...hours, from: z.string().max(20) }))
    const from = form.ok ? dayIn(form.values.from) : null
    const visit = form.ok ? readVisit(form.values) : 'badDay'
    if (!form.ok || !from) return calendarPage(c, ...wrongIn(c, ['day', 'from']))
    if (typeof visit === 'string') return calendarPage(c, visit)
    const moved = await moveVisit(c.var.library, actorOf(c), from, visit, form.values.reason)
    return moved.ok ? back(c, moved.value, visit.day) : calendarPage(c, moved.refusal.why)
  })

/** All that cannot be read of a form: its days, and a reason that is too long. */
function wrongIn(c: Context<Page>, days: readonly string[]): string[] {
  const typed = (name: string) => c.var.form?.get(name)?.[0] ?? ''
  const isLong = typed('reason').length > reasonMax
  const isNoDay = days.some(name => dayIn(typed(name)) === null)
  return [...(isNoDay || !isLong ? ['badDay'] : []), ...(isLong ? ['reasonTooLong'] : [])]
}

/** Those that were ticked, or every one: 全館, the bookmobile too. */
const chosenBranches = async (
  c: Context<Page>,
  { branch, everywhere }: { branch: BranchId[]; everywhere?: 'yes' | undefined },
): Promise<BranchId[]> => (everywhere ? (await listBranches(c.var.library)).map(({ id }) => id) : branch)

const hours = { arrives: z.string().max(10), leaves: z.string().max(10) }

/** A visit as the form says it; else what of it cannot be read. */
function readVisit(form: {
  stop: StopId
  day: string
  arrives: string
  leaves: string
}): Visit | 'badDay' | 'badHours' {
  const day = dayIn(form.day)
  if (!day) return 'badDay'
  const [arrives, leaves] = [readTime(form.arrives), readTime(form.leaves)]
  return arrives && leaves ? { stopId: form.stop, day, arrives, leaves } : 'badHours'
}

/** 10:20, full width too. Null: none. */
function readTime(typed: string): Temporal.PlainTime | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(typed.normalize('NFKC').trim())
  const [hour, minute] = match ? [Number(match[1]), Number(match[2])] : [24, 0]
  return hour < 24 && minute < 60 ? Temporal.PlainTime.from({ hour, minute }) : null
}

const back = (
  c: Context<Page>,
  moved: { holdsMoved: number; loansMoved: number },
  day: Temporal.PlainDate,
  done: 'entered' | 'lifted' = 'entered',
) =>
  c.redirect(
    withQuery(desk.calendar, {
      month: day.toString().slice(0, 7),
      holds: moved.holdsMoved,
      loans: moved.loansMoved,
      done,
    }),
    303,
  )

async function calendarPage(c: Context<Page>, ...no: string[]) {
  const { library } = c.var
  const branches = await listBranches(library)
  const branch =
    branches.find(one => one.id === c.req.query('branch')) ?? branches.find(one => one.id === staffOf(c).branchId)
  const places = (await pickupLocations(library)).flatMap(group => group.places)
  const stops = places.filter(place => place.at.stopId !== null)
  const today = dayOf(library.clock.now())
  const month = readMonth(c.req.query('month')) ?? today.toPlainYearMonth()
  const days = branch ? await calendarMonth(library, branch.id, month) : []
  const moved = [c.req.query('holds'), c.req.query('loans')].map(count =>
    /^\d{1,6}$/.test(count ?? '') ? Number(count) : null,
  )
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      {no.length > 0 ? (
        <div class="note ask" role="alert">
          {no.map(why => (
            <p>{words.refused[why] ?? words.refused.badDay}</p>
          ))}
        </div>
      ) : null}
      {no.length === 0 && moved[0] != null && moved[1] != null ? (
        <p class="note good" role="status">
          {c.req.query('done') === 'lifted' ? words.lifted(moved[0], moved[1]) : words.done(moved[0], moved[1])}
        </p>
      ) : null}
      <form class="line-act" action={desk.calendar}>
        <Choice
          name="branch"
          id="shown-branch"
          label={words.branch}
          options={branches.map(one => [one.id, one.name])}
          chosen={branch?.id}
        />
        <div class="field">
          <label for="month">{words.month}</label>
          <input id="month" name="month" type="month" value={`${month}`} />
        </div>
        <Submit>{words.show}</Submit>
      </form>
      <ClosureForm c={c} branches={branches} today={today} />
      <LiftForm c={c} branches={branches} today={today} />
      <VisitForm c={c} stops={stops} today={today} />
      <AddVisitForm c={c} stops={stops} today={today} />
      <MoveVisitForm c={c} stops={stops} today={today} />
      <MonthTable c={c} days={days} today={today} />
    </CounterLayout>,
    no.length > 0 ? 422 : 200,
  )
}
