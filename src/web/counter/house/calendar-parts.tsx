import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Branch } from '#branches/list-branches.ts'
import type { ShownDay } from '#calendar/calendar-month.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { sentTo } from '#web/forms.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Press, Submit, Tick } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'

const words = counterAdmin.calendar

export const DayField = ({ id, name, label, value }: { id: string; name: string; label: string; value: string }) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input id={id} name={name} type="date" value={value} required />
  </div>
)

export const ReasonField = ({ id, value }: { id: string; value: string | undefined }) => (
  <div class="field">
    <label for={id}>{words.reason}</label>
    <input id={id} name="reason" type="text" value={value} maxlength={60} autocomplete="off" required />
  </div>
)

type Sent = ReturnType<typeof sentTo>

const BranchTicks = ({ branches, sent }: { branches: readonly Branch[]; sent: Sent }) => (
  <fieldset class="field">
    <legend>{words.branches}</legend>
    <div class="choices">
      <Tick name="everywhere" checked={sent('everywhere').length > 0}>
        {words.everywhere}
      </Tick>
      {branches.map(branch => (
        <Tick name="branch" value={branch.id} checked={sent('branch').includes(branch.id)}>
          {branch.name}
        </Tick>
      ))}
    </div>
  </fieldset>
)

type DaysProps = { c: Context<Page>; branches: readonly Branch[]; today: Temporal.PlainDate }

export const ClosureForm = (props: DaysProps) => (
  <DaysForm
    {...props}
    name="closed"
    action={desk.closure}
    title={words.closure}
    why={words.closureWhy}
    press={words.enter}
  >
    <ReasonField id="closed-reason" value={sentTo(props.c, desk.closure)('reason')[0]} />
  </DaysForm>
)

/** For a closure that was entered by mistake. */
export const LiftForm = (props: DaysProps) => (
  <DaysForm
    {...props}
    name="lifted"
    action={desk.closureLift}
    title={words.liftTitle}
    why={words.liftWhy}
    press={words.lift}
  />
)

/** Branches, from a day until a day: as they were sent, when that was refused. */
const DaysForm = ({
  c,
  branches,
  today,
  name,
  action,
  title,
  why,
  press,
  children,
}: DaysProps & { name: string; action: string; title: string; why: string; press: string; children?: Child }) => {
  const sent = sentTo(c, action)
  return (
    <details open={c.req.path === action}>
      <summary>{title}</summary>
      <PostForm c={c} action={action} class="sheet stack">
        <p>{why}</p>
        <BranchTicks branches={branches} sent={sent} />
        <div class="line-act">
          <DayField id={`${name}-from`} name="from" label={words.from} value={sent('from')[0] ?? today.toString()} />
          <DayField
            id={`${name}-until`}
            name="until"
            label={words.until}
            value={sent('until')[0] ?? today.toString()}
          />
          {children}
          <Submit>{press}</Submit>
        </div>
      </PostForm>
    </details>
  )
}

/** Every day of a month: hours, or why it is closed, and where the bookmobile stands. */
export const MonthTable = ({
  c,
  days,
  today,
}: {
  c: Context<Page>
  days: readonly ShownDay[]
  today: Temporal.PlainDate
}) => (
  <ListTable name={words.title} heads={[words.day, words.hours]}>
    {days.map(({ day, opening, holiday, visits }) => (
      <tr>
        <td>
          {dayWords(day)} <span class="soft">{holiday}</span>
        </td>
        <td>
          {opening === null ? (
            words.notLaidOut
          ) : opening.opens === null ? (
            <span class="state done">
              {words.closed} {opening.reason}
            </span>
          ) : (
            `${hour(opening.opens)}〜${hour(opening.closes)}`
          )}
          {visits.map(visit => (
            <>
              <br />
              {words.visit(visit.stopName, hour(visit.arrives), hour(visit.leaves))}{' '}
              {visit.cancelledBecause ? (
                <span class="state ask">
                  {words.cancelled} {visit.cancelledBecause}
                </span>
              ) : null}
              {visit.cancelledBecause && opening?.opens && Temporal.PlainDate.compare(day, today) >= 0 ? (
                <PutBack c={c} visit={visit} />
              ) : null}
            </>
          ))}
        </td>
      </tr>
    ))}
  </ListTable>
)

const PutBack = ({ c, visit }: { c: Context<Page>; visit: ShownDay['visits'][number] }) => (
  <Press
    c={c}
    action={desk.visitBack}
    fields={{ stop: visit.stopId, day: visit.day.toString() }}
    label={words.putBackOf(visit.stopName, dayWords(visit.day))}
    look="quiet"
  >
    {words.putBack}
  </Press>
)

const hour = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' })
