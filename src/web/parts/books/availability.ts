import { type Availability, type CopyState, onlineAddress } from '#catalogue/rules/availability.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import type { Text } from '#text/text.ts'
import type { Today } from '#web/today.ts'
import { type Markup, markup } from '../markup.ts'

const placesMax = 3

/** Where a bib can be had now, in words, a branch a line; the best first. */
export function availabilityList(
  t: Text,
  today: Today,
  bib: Pick<Bib, 'kind' | 'url'>,
  { places, waiting }: Availability,
): Markup {
  const words = t.opac.availability
  if (places.length === 0)
    return onlineAddress(bib) === null
      ? markup`<p class="no">${words.none}</p>`
      : markup`<p class="yes">${words.online}</p>`
  const lines = places.slice(0, placesMax).map(({ branchId, state }) => {
    const branch = today.branches.get(branchId)?.name ?? branchId
    return markup`<li class="${stateClass(state)}">${words.place(branch, t.opac.states[state])}</li>`
  })
  const others = places.length - placesMax
  return markup`<ul class="avail">${lines}${others > 0 ? markup`<li class="soft">${words.others(others)}</li>` : null}${
    waiting > 0 ? markup`<li class="no">${words.waiting(waiting)}</li>` : null
  }</ul>`
}

export const stateClass = (state: CopyState): string => (state === 'available' ? 'yes' : 'no')
