import type { Context } from 'hono'
import type { PickupGroup } from '#branches/pickup-locations.ts'
import type { StaffHold } from '#holds/lists/holds-of-bib.ts'
import { type DeskHold, holdStoryMax } from '#holds/lists/show-hold.ts'
import { offers } from '#policy.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import { holds as patronWords } from '#text/ja/my-library/holds.ts'
import type { Page } from '#web/page.ts'
import { Choice, cardNumberKeyboard, Field, PostForm, Submit } from '#web/parts/form.tsx'
import { momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { ErrandNote } from './errand-table.tsx'
import { keptWords } from './kept-words.ts'
import { PlaceFields } from './placing/place-fields.tsx'

type Shown = {
  c: Context<Page>
  hold: DeskHold
  /** The others that wait for the same title, in their order. */
  queue: readonly StaffHold[]
  places: readonly PickupGroup[]
  done: string | null
  no: string | null
}

export const HoldPage = ({ c, hold, queue, places, done, no }: Shown) => {
  const isOpen = hold.closed === null
  const waits = ['waiting', 'preparing'].includes(hold.status) && hold.barcode === null
  return (
    <CounterLayout c={c} title={words.hold.title}>
      {done ? (
        <p class="note good" role="status">
          {done}
        </p>
      ) : null}
      {hold.stuck ? (
        <p class="note ask">
          <b>{words.stuck.reasons[hold.stuck]}</b>　{words.stuck.next[hold.stuck]}
        </p>
      ) : null}
      {hold.errand ? <ErrandNote errand={hold.errand} /> : null}
      {no ? (
        <p class="note ask" role="alert">
          {no}
        </p>
      ) : null}
      <h1>『{hold.title}』</h1>
      <Facts hold={hold} />
      <p class="row">
        <a class="button" href={desk.bib(hold.bibId)}>
          {words.hold.queue}
        </a>
        {hold.barcode && isOpen ? (
          <a class="button" href={desk.holdSlip(hold.id)}>
            {words.hold.slip}
          </a>
        ) : null}
      </p>
      {isOpen ? <Cancel c={c} hold={hold} /> : null}
      {isOpen && waits ? <ToTitle c={c} hold={hold} /> : null}
      {isOpen && waits ? <Move c={c} hold={hold} queue={queue} /> : null}
      {isOpen ? (
        <details open={hold.stuck === 'placeEnded'}>
          <summary>{words.hold.change}</summary>
          <PostForm c={c} action={desk.holdChange(hold.id)}>
            <PlaceFields
              places={places}
              pickup={hold.pickup}
              contact={hold.contact}
              registered={{
                phone: hold.contact === 'phone' || offers(c.var.library.policy, 'phoneContact'),
                mail: true,
              }}
            />
            <Submit>{words.hold.changeButton}</Submit>
          </PostForm>
        </details>
      ) : null}
      {isOpen && hold.kind !== 'ordinary' ? (
        <details open={hold.stuck === 'partnerGone'}>
          <summary>{words.hold.ordinary}</summary>
          <PostForm c={c} action={desk.holdOrdinary(hold.id)} class="stack tight">
            <p>{words.hold.ordinaryWhy}</p>
            <Submit>{words.hold.ordinaryButton}</Submit>
          </PostForm>
        </details>
      ) : null}
      <section class="stack tight">
        <h2>{words.hold.story}</h2>
        <ListEnds shown={hold.story.length} max={holdStoryMax} />
        <ol>
          {hold.story.map(line => (
            <li>
              {momentWords(line.at)}　{patronWords.story[line.what]}
              {'　'}
              <span class="soft">
                {whoDid(line.actor)}
                {line.moved ? `　${line.moved.from} → ${line.moved.to}` : ''}
                {line.detail ? `　${line.detail}` : ''}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </CounterLayout>
  )
}

function whoDid(actor: string): string {
  if (actor.startsWith('staff:')) return words.hold.byStaff(actor.slice(6))
  if (actor.startsWith('machine:')) return words.hold.byMachine(actor.slice(8))
  return words.hold.by[actor] ?? actor
}

const Facts = ({ hold }: Pick<Shown, 'hold'>) => (
  <dl class="facts">
    <dt>{words.status}</dt>
    <dd>
      <span class={`state ${hold.status === 'ready' ? 'ready' : ''}`}>{patronWords.status[hold.status]}</span>
      {hold.place ? ` ${words.nth(hold.place)}` : ''}
      {hold.pickUpBy ? ` ${keptWords({ ...hold, pickUpBy: hold.pickUpBy })}` : ''} {hold.barcode ?? ''}
    </dd>
    <dt>{words.hold.patron}</dt>
    <dd>
      {hold.patronId === null ? (
        counterPatrons.patron.none
      ) : (
        <a href={desk.patron(hold.patronId)}>{words.cardLast4(hold.cardLast4 ?? '')}</a>
      )}
    </dd>
    <dt>{words.pickup}</dt>
    <dd>{hold.pickupName}</dd>
    <dt>{words.contact}</dt>
    <dd>{patronWords.contact[hold.contact]}</dd>
    <dt>{words.kind}</dt>
    <dd>
      {patronWords.kind[hold.kind]}
      {hold.series ? ` ${words.position(hold.series.position, hold.series.of)}` : ''}
    </dd>
    <dt>{words.hold.appliedOn}</dt>
    <dd>{momentWords(hold.appliedAt)}</dd>
  </dl>
)

const Cancel = ({ c, hold }: Pick<Shown, 'c' | 'hold'>) => (
  <details>
    <summary>{words.hold.cancel}</summary>
    <PostForm c={c} action={desk.holdCancel(hold.id)} class="stack tight">
      <p>{words.hold.cancelWhy}</p>
      <div class="line-act">
        <Choice
          name="reason"
          id="cancel-reason"
          label={words.hold.reason}
          options={Object.entries(words.hold.cancelReasons).map(([code, reason]) => [code, reason])}
        />
        <Submit look="danger">{words.hold.cancelButton}</Submit>
      </div>
    </PostForm>
  </details>
)

const ToTitle = ({ c, hold }: Pick<Shown, 'c' | 'hold'>) => (
  <details open={hold.stuck === 'copyGone' || hold.stuck === 'noCopies'}>
    <summary>{words.hold.toTitle}</summary>
    <PostForm c={c} action={desk.holdToTitle(hold.id)} class="stack tight">
      <p>{words.hold.toTitleWhy}</p>
      <div class="line-act">
        <Field
          c={c}
          id="title-barcode"
          name="barcode"
          label={counter.scan.barcode}
          {...cardNumberKeyboard}
          maxlength={60}
          autocomplete="off"
          required
        />
        <label class="tick">
          <input type="checkbox" name="only" value="1" /> {words.hold.toTitleOnly}
        </label>
        <Reason c={c} id="title-reason" />
        <Submit>{words.hold.toTitleButton}</Submit>
      </div>
    </PostForm>
  </details>
)

const Reason = ({ c, id }: { c: Context<Page>; id: string }) => (
  <Field c={c} id={id} name="reason" label={words.hold.reason} maxlength={200} autocomplete="off" required />
)

/** Where the list says that it stands: a hold that is not in the queue now has a state and no number. */
const placeOf = ({ place, status }: StaffHold) =>
  place === null ? patronWords.status[status] : words.hold.numbered(place)

const Move = ({ c, hold, queue }: Pick<Shown, 'c' | 'hold' | 'queue'>) => (
  <details>
    <summary>{words.hold.move}</summary>
    <PostForm c={c} action={desk.holdMove(hold.id)} class="stack tight">
      <div class="line-act">
        <div class="field">
          <label for="before">{words.hold.moveBefore}</label>
          <select id="before" name="before">
            {queue.map(other => (
              <option value={`${other.id}`}>{words.hold.moveTo(placeOf(other), other.cardLast4 ?? '')}</option>
            ))}
            <option value="last">{words.hold.moveLast}</option>
          </select>
        </div>
        <Reason c={c} id="move-reason" />
        <Submit>{words.hold.moveButton}</Submit>
      </div>
    </PostForm>
  </details>
)
