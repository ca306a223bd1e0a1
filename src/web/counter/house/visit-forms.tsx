import type { Context } from 'hono'
import type { PickupPlace } from '#branches/rules/pickup-location.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { sentTo } from '#web/forms.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Submit } from '#web/parts/form.tsx'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { DayField, ReasonField } from './calendar-parts.tsx'

const words = counterAdmin.calendar

type Props = { c: Context<Page>; stops: readonly PickupPlace[]; today: Temporal.PlainDate }

type Sent = ReturnType<typeof sentTo>

const StopField = ({ id, stops, sent }: { id: string; stops: Props['stops']; sent: Sent }) => (
  <div class="field">
    <label for={id}>{words.stop}</label>
    <select id={id} name="stop">
      {stops.map(stop => (
        <option value={stop.at.stopId!} selected={sent('stop').includes(stop.at.stopId!)}>
          {stop.name} {stop.nextVisit ? dayWords(stop.nextVisit.day) : ''}
        </option>
      ))}
    </select>
  </div>
)

/** The hours as at the first stop's next visit: most days are like it. */
const HourFields = ({ name, stops, sent }: { name: string; stops: Props['stops']; sent: Sent }) => {
  const like = stops[0]?.nextVisit
  const field = (part: 'arrives' | 'leaves', value: Temporal.PlainTime | undefined) => (
    <div class="field">
      <label for={`${name}-${part}`}>{words[part]}</label>
      <input
        id={`${name}-${part}`}
        name={part}
        type="time"
        value={sent(part)[0] ?? value?.toString({ smallestUnit: 'minute' }) ?? ''}
        required
      />
    </div>
  )
  return (
    <>
      {field('arrives', like?.arrives)}
      {field('leaves', like?.leaves)}
    </>
  )
}

/** 運休. */
export const VisitForm = ({ c, stops, today }: Props) => {
  const sent = sentTo(c, desk.visit)
  return stops.length === 0 ? null : (
    <details open={c.req.path === desk.visit}>
      <summary>{words.visitTitle}</summary>
      <PostForm c={c} action={desk.visit} class="sheet line-act">
        <StopField id="stop" stops={stops} sent={sent} />
        <DayField
          id="visit-day"
          name="day"
          label={words.day}
          value={sent('day')[0] ?? (stops[0]?.nextVisit?.day ?? today).toString()}
        />
        <ReasonField id="visit-reason" value={sent('reason')[0]} />
        <Submit>{words.cancel}</Submit>
      </PostForm>
    </details>
  )
}

/** 臨時の巡回. */
export const AddVisitForm = ({ c, stops, today }: Props) => {
  const sent = sentTo(c, desk.visitAdd)
  return stops.length === 0 ? null : (
    <details open={c.req.path === desk.visitAdd}>
      <summary>{words.addTitle}</summary>
      <PostForm c={c} action={desk.visitAdd} class="sheet line-act">
        <StopField id="add-stop" stops={stops} sent={sent} />
        <DayField id="add-day" name="day" label={words.day} value={sent('day')[0] ?? today.toString()} />
        <HourFields name="add" stops={stops} sent={sent} />
        <Submit>{words.add}</Submit>
      </PostForm>
    </details>
  )
}

/** 巡回の振替. */
export const MoveVisitForm = ({ c, stops, today }: Props) => {
  const sent = sentTo(c, desk.visitMove)
  return stops.length === 0 ? null : (
    <details open={c.req.path === desk.visitMove}>
      <summary>{words.moveTitle}</summary>
      <PostForm c={c} action={desk.visitMove} class="sheet line-act">
        <StopField id="move-stop" stops={stops} sent={sent} />
        <DayField
          id="move-from"
          name="from"
          label={words.day}
          value={sent('from')[0] ?? (stops[0]?.nextVisit?.day ?? today).toString()}
        />
        <DayField id="move-to" name="day" label={words.toDay} value={sent('day')[0] ?? today.toString()} />
        <HourFields name="move" stops={stops} sent={sent} />
        <ReasonField id="move-reason" value={sent('reason')[0]} />
        <Submit>{words.move}</Submit>
      </PostForm>
    </details>
  )
}
