import { isAmong, type PickupGroup } from '#branches/pickup-locations.ts'
import { type PickupLocation, pickupKey } from '#branches/rules/pickup-location.ts'
import { type Contact, contacts } from '#holds/rules/hold.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { holds as patronWords } from '#text/ja/my-library/holds.ts'
import { Choice } from '#web/parts/form.tsx'

/** Where a hold is fetched, and how its patron is told: two lists, for a desk knows its places by heart. */
export const PlaceFields = ({
  places,
  pickup,
  contact,
  registered,
  asks = false,
}: {
  places: readonly PickupGroup[]
  pickup: PickupLocation | null
  contact: Contact | null
  registered: { phone: boolean; mail: boolean }
  /** Where no place is known the first of the list is none that somebody chose: it is asked for. */
  asks?: boolean
}) => (
  <div class="fields">
    <div class="field">
      <label for="pickup">{words.pickup}</label>
      <select id="pickup" name="pickup">
        {isGone(places, pickup) || (asks && pickup === null) ? <option value="">{words.pickupChoose}</option> : null}
        {places
          .flatMap(group => group.places)
          .map(place => (
            <option value={pickupKey(place.at)} selected={pickup !== null && pickupKey(place.at) === pickupKey(pickup)}>
              {place.name}
            </option>
          ))}
      </select>
    </div>
    <Choice
      name="contact"
      label={words.contact}
      options={contacts.filter(one => one === 'self' || registered[one]).map(one => [one, patronWords.contact[one]])}
      chosen={contact}
    />
  </div>
)

/** Where it was to be fetched is no place any more: nobody is given another one without having chosen it. */
const isGone = (places: readonly PickupGroup[], pickup: PickupLocation | null) =>
  pickup !== null && !isAmong(places, pickup)
