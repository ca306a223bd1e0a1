import type { Context } from 'hono'
import { type PickupPlace, pickupKey } from '#branches/rules/pickup-location.ts'
import type { Choices } from '#holds/ordering/my-choices.ts'
import type { Contact } from '#holds/rules/hold.ts'
import type { Text } from '#text/text.ts'
import type { Page } from '#web/page.ts'
import { paths } from '#web/paths.ts'

/** 予約受取館, by kind; the stops of the bookmobile, which can be many, behind a disclosure (M20). */
export function PickupField({ c, choices, chosen }: { c: Context<Page>; choices: Choices; chosen: Choices['pickup'] }) {
  const p = c.var.t.myLibrary.basketPage
  const key = chosen && pickupKey(chosen)
  return (
    <fieldset class="field">
      <legend>{p.pickup}</legend>
      {stopsFirst(choices.places).map(({ kind, places }) => {
        const picks = (
          <div class="choices">
            {places.map(place => (
              <PickupChoice c={c} place={place} chosen={key} />
            ))}
          </div>
        )
        return kind === 'bookmobile' ? (
          <details open={places.some(stop => pickupKey(stop.at) === key)}>
            <summary>{p.group.bookmobile}</summary>
            {picks}
          </details>
        ) : (
          <fieldset class="kind">
            <legend>{p.group[kind]}</legend>
            {picks}
          </fieldset>
        )
      })}
    </fieldset>
  )
}

/**
 * One group of radio buttons: its disclosure is reached before the others, for behind them the keyboard has left the
 * group.
 */
const stopsFirst = (groups: Choices['places']): Choices['places'] =>
  groups.toSorted((one, other) => Number(other.kind === 'bookmobile') - Number(one.kind === 'bookmobile'))

function PickupChoice({ c, place, chosen }: { c: Context<Page>; place: PickupPlace; chosen: string | null }) {
  const { t, today } = c.var
  const p = t.myLibrary.basketPage
  const key = pickupKey(place.at)
  const visit = place.nextVisit
  return (
    <label class="pick">
      <input type="radio" name="pickup" value={key} checked={key === chosen} required />
      <span>
        {today.placeName(place.name)}
        {place.at.stopId === null ? null : (
          <>
            <br />
            <small>{visit ? p.nextVisit(t.dates.day(visit.day), t.dates.time(visit.arrives)) : p.noVisit}</small>
          </>
        )}
      </span>
    </label>
  )
}

/** 予約連絡方法 (M21): what is not registered is not offered; a line says why, and where it can be registered. */
export function ContactField({ t, choices, chosen }: { t: Text; choices: Choices; chosen: Contact | null }) {
  const p = t.myLibrary.basketPage
  const { offered, phoneOffered, phoneEnd, mailApplied } = choices.contacts
  const words: Record<Contact, string> = { phone: p.phone(phoneEnd ?? ''), mail: p.mail, self: p.self }
  return (
    <fieldset class="field">
      <legend>{p.contact}</legend>
      {offered.map(contact => (
        <label class="pick">
          <input type="radio" name="contact" value={contact} checked={contact === chosen} required />
          <span>
            {words[contact]}
            {contact === 'self' ? (
              <>
                <br />
                <small>{p.selfWhy}</small>
              </>
            ) : null}
          </span>
        </label>
      ))}
      {offered.includes('mail') ? null : (
        <p class="soft">
          {mailApplied ? p.mailComing : p.mailMissing} <a href={paths.settings}>{t.myLibrary.settings}</a>
        </p>
      )}
      {offered.includes('phone') || !phoneOffered ? null : <p class="soft">{p.phoneMissing}</p>}
    </fieldset>
  )
}
