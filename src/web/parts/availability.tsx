import type { Availability, CopyState } from '#catalogue/rules/availability.ts'
import type { Text } from '#text/language.ts'
import type { Today } from '../today.ts'

const placesMax = 3

type AvailabilityListProps = { t: Text; today: Today; availability: Availability }

/** Where a bib can be had now, in words, a branch a line; the best first. */
export function AvailabilityList({ t, today, availability }: AvailabilityListProps) {
  const words = t.opac.availability
  const { places, waiting } = availability
  if (places.length === 0) return <p class="no">{words.none}</p>
  return (
    <ul class="avail">
      {places.slice(0, placesMax).map(({ branchId, state }) => (
        <li class={stateClass(state)}>
          {words.place(today.branches.get(branchId)?.name ?? branchId, t.opac.states[state])}
        </li>
      ))}
      {places.length > placesMax ? <li class="soft">{words.others(places.length - placesMax)}</li> : null}
      {waiting > 0 ? <li class="no">{words.waiting(waiting)}</li> : null}
    </ul>
  )
}

export const stateClass = (state: CopyState): string => (state === 'available' ? 'yes' : 'no')
