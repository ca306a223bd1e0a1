import type { Context } from 'hono'
import type { Branch } from '#branches/list-branches.ts'
import type { PickupPlace } from '#branches/rules/pickup-location.ts'
import type { ShownDay } from '#calendar/calendar-month.ts'
import { counterAdmin } from '#text/ja/counter-admin.ts'
import type { Page } from '../page.ts'
import { PostForm } from '../parts/form.tsx'
import { dayWords } from './day.ts'
import { desk } from './desk-paths.ts'

const words = counterAdmin.calendar

const DayField = ({ id, name, label, value }: { id: string; name: string; label: string; value: string }) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input id={id} name={name} type="date" value={value} required />
  </div>
)

const ReasonField = ({ id }: { id: string }) => (
  <div class="field">
    <label for={id}>{words.reason}</label>
    <input id={id} name="reason" type="text" maxlength={60} autocomplete="off" required />
  </div>
)

const BranchTicks = ({ branches }: { branches: readonly Branch[] }) => (
  <fieldset class="field">
    <legend>{words.branches}</legend>
    <div class="choices">
      {branches.map(branch => (
        <label class="pick">
          <input type="checkbox" name="branch" value={branch.id} />
          <span>{branch.name}</span>
        </label>
      ))}
    </div>
  </fieldset>
)

export const ClosureForm = ({
  c,
  branches,
  today,
}: {
  c: Context<Page>
  branches: readonly Branch[]
  today: Temporal.PlainDate
}) => (
  <details>
    <summary>{words.closure}</summary>
    <PostForm c={c} action={desk.closure} class="sheet stack">
      <p>{words.closureWhy}</p>
      <BranchTicks branches={branches} />
      <div class="line-act">
        <DayField id="closed-from" name="from" label={words.from} value={today.toString()} />
        <DayField id="closed-until" name="until" label={words.until} value={today.toString()} />
        <ReasonField id="closed-reason" />
        <button type="submit" class="button">
          {words.enter}
        </button>
      </div>
    </PostForm>
  </details>
)

/** For a closure that was entered by mistake. */
export const LiftForm = ({
  c,
  branches,
  today,
}: {
  c: Context<Page>
  branches: readonly Branch[]
  today: Temporal.PlainDate
}) => (
  <details>
    <summary>{words.liftTitle}</summary>
    <PostForm c={c} action={desk.closureLift} class="sheet stack">
      <p>{words.liftWhy}</p>
      <BranchTicks branches={branches} />
      <div class="line-act">
        <DayField id="lifted-from" name="from" label={words.from} value={today.toString()} />
        <DayField id="lifted-until" name="until" label={words.until} value={today.toString()} />
        <button type="submit" class="button">
          {words.lift}
        </button>
      </div>
    </PostForm>
  </details>
)

export const VisitForm = ({
  c,
  stops,
  today,
}: {
  c: Context<Page>
  stops: readonly PickupPlace[]
  today: Temporal.PlainDate
}) =>
  stops.length === 0 ? null : (
    <details>
      <summary>{words.visitTitle}</summary>
      <PostForm c={c} action={desk.visit} class="sheet line-act">
        <div class="field">
          <label for="stop">{words.stop}</label>
          <select id="stop" name="stop">
            {stops.map(stop => (
              <option value={stop.at.stopId!}>
                {stop.name} {stop.nextVisit ? dayWords(stop.nextVisit.day) : ''}
              </option>
            ))}
          </select>
        </div>
        <DayField id="visit-day" name="day" label={words.day} value={(stops[0]?.nextVisit?.day ?? today).toString()} />
        <ReasonField id="visit-reason" />
        <button type="submit" class="button">
          {words.cancel}
        </button>
      </PostForm>
    </details>
  )

/** Every day of a month: hours, or why it is closed, and where the bookmobile stands. */
export const MonthTable = ({ days }: { days: readonly ShownDay[] }) => (
  <table class="cards">
    <thead>
      <tr>
        <th scope="col">{words.day}</th>
        <th scope="col">{words.hours}</th>
      </tr>
    </thead>
    <tbody>
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
              </>
            ))}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const hour = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' })
