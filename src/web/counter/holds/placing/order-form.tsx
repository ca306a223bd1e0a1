import type { Context } from 'hono'
import { isAmong } from '#branches/pickup-locations.ts'
import type { UsualChoice } from '#holds/ordering/choose-usual.ts'
import type { Choices } from '#holds/ordering/my-choices.ts'
import type { Contact } from '#holds/rules/hold.ts'
import type { BibId, OrderId } from '#ids.ts'
import type { PatronView } from '#patrons/patron-view.ts'
import { offers, type Policy } from '#policy.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import type { Page } from '#web/page.ts'
import { Field, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../../desk-paths.ts'
import { mayHere, staffOf } from '../../session.tsx'
import { PlaceFields } from './place-fields.tsx'

/** How the chosen titles are to be reserved. The id comes with the form: pressed twice, it is one order. */
export const OrderForm = ({
  c,
  patron,
  orderId,
  bibIds,
  kind,
  choices: { places, usual },
}: {
  c: Context<Page>
  patron: PatronView
  orderId: OrderId
  bibIds: readonly BibId[]
  kind: 'ordinary' | 'series' | 'set'
  choices: Choices
}) => (
  <PostForm c={c} action={desk.patronOrder(patron.patronId)} class="sheet stack">
    <input type="hidden" name="order" value={orderId} />
    {bibIds.map(id => (
      <input type="hidden" name="bib" value={`${id}`} />
    ))}
    <fieldset class="field">
      <legend>{words.order.kind}</legend>
      {kindsOffered(c.var.library.policy).map(one => (
        <label class="pick">
          <input type="radio" name="kind" value={one} checked={one === kind} />
          <span>{words.order.kinds[one]}</span>
        </label>
      ))}
    </fieldset>
    <PlaceFields
      places={places}
      pickup={usual && isAmong(places, usual.pickup) ? usual.pickup : { branchId: staffOf(c).branchId, stopId: null }}
      {...contactFields(c.var.library.policy, patron.registered, usual)}
    />
    {bibIds.length === 1 ? (
      <Field c={c} name="only" label={words.order.only} hint={words.order.onlyHint} maxlength={60} autocomplete="off" />
    ) : null}
    {mayHere(c, 'override') ? (
      <details>
        <summary>{words.order.override}</summary>
        <Field
          c={c}
          name="reason"
          label={words.order.override}
          hint={words.order.overrideHint}
          maxlength={200}
          autocomplete="off"
        />
      </details>
    ) : null}
    {places.length === 0 ? (
      <p class="note ask">{words.order.noPlaces}</p>
    ) : (
      <Submit look="chief">{words.order.place}</Submit>
    )}
  </PostForm>
)

const kinds = ['ordinary', 'series', 'set'] as const
const kindsOffered = (policy: Policy) => kinds.filter(kind => kind !== 'series' || offers(policy, 'seriesHolds'))

/** How a patron can be told, and what is chosen to begin with. */
function contactFields(policy: Policy, registered: { phone: boolean; mail: boolean }, usual: UsualChoice | null) {
  const phone = registered.phone && offers(policy, 'phoneContact')
  const first: Contact = phone ? 'phone' : registered.mail ? 'mail' : 'self'
  const isOffered = usual && (usual.contact === 'self' || { ...registered, phone }[usual.contact])
  return { contact: isOffered ? usual.contact : first, registered: { ...registered, phone } }
}
