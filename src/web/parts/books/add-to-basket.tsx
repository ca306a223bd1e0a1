import type { Context } from 'hono'
import { type Availability, onlineAddress } from '#catalogue/rules/availability.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import { offers, type Policy } from '#policy.ts'
import { windowInWords } from '#web/my-library/when.ts'
import type { Page } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { PostForm, Submit } from '../form.tsx'
import { inJsx, type Markup, markup } from '../markup.ts'

/** @property title its name in words, with the volume */
type Offered = Pick<Bib, 'id' | 'kind' | 'url'> & { title: string }
type Chances = Pick<Availability, 'holdability' | 'onShelf' | 'waiting'>
/** @property isForChild it stands in the pages for children, to which the way leads back */
type AddToBasketProps = { c: Context<Page>; bib: Offered; availability: Chances; isForChild?: boolean }

/** Whether it is to be fetched from its shelf, in a library that takes no holds of such. */
const isFromShelf = (policy: Policy, { onShelf, waiting }: Chances): boolean =>
  onShelf && waiting === 0 && !offers(policy, 'holdsOnShelf')

/** Whether a title can be put into the basket, but for the hour. */
export const isForBasket = (policy: Policy, chances: Chances): boolean =>
  chances.holdability === 'holdable' && !isFromShelf(policy, chances)

/**
 * 「予約かごへ」 (M15), the chief button of a page. Not there for what is not held or only read in the house (M13), nor while
 * nothing can be reserved (M14); the reason stands in its place. What is read in the internet has the way there.
 */
export function AddToBasket({ c, bib, availability, isForChild = false }: AddToBasketProps) {
  const { t, today, library } = c.var
  const { holdability } = availability
  const online = onlineAddress(bib)
  if (holdability === 'notHeld' && online !== null)
    return (
      <a href={online} rel="noopener noreferrer" class="button block">
        {t.opac.toBasket.readOnline}
      </a>
    )
  if (holdability !== 'holdable') return <p class="soft">{t.opac.notHoldable[holdability]}</p>
  if (isFromShelf(library.policy, availability)) return <p class="soft">{t.opac.toBasket.onShelf}</p>
  if (today.ordering === 'closed') return <ClosedNote c={c} />
  return (
    <PostForm c={c} action={paths.basketAdd} class="to-basket">
      <input type="hidden" name="bib" value={bib.id} />
      {isForChild ? <input type="hidden" name="child" value="1" /> : null}
      <Submit look="chief" wide>
        {t.opac.toBasket.button}
      </Submit>
    </PostForm>
  )
}

/** The same on a line of a list, in few words: the page says the reason once (see ClosedNote). */
export const ShortAddToBasket = ({ c, bib, availability, isForChild = false }: AddToBasketProps) =>
  inJsx(shortAddToBasket(c.var, bib, availability, isForChild))

export function shortAddToBasket(
  { t, today, csrfToken, library }: Pick<Page['Variables'], 't' | 'today' | 'csrfToken' | 'library'>,
  bib: Offered,
  availability: Chances,
  isForChild = false,
): Markup {
  const { holdability } = availability
  const words = t.opac.toBasket
  const online = onlineAddress(bib)
  if (holdability === 'notHeld' && online !== null)
    return markup`<a href="${online}" rel="noopener noreferrer" class="button" aria-label="${words.readOnlineOf(bib.title)}">${words.readOnline}</a>`
  if (holdability !== 'holdable') return markup`<p class="soft">${words.cannot}</p>`
  if (isFromShelf(library.policy, availability)) return markup`<p class="soft">${words.onShelfShort}</p>`
  if (today.ordering === 'closed') return markup`<p class="soft">${words.closedShort}</p>`
  // The form of PostForm, written out.
  const token = csrfToken === null ? null : markup`<input type="hidden" name="csrf" value="${csrfToken}">`
  return markup`<form method="post" action="${paths.basketAdd}" class="to-basket">${token}<input type="hidden" name="bib" value="${bib.id}">${
    isForChild ? markup`<input type="hidden" name="child" value="1">` : null
  }<button type="submit" class="button" aria-label="${words.buttonOf(bib.title)}">${words.button}</button></form>`
}

/** Why nothing can be reserved now, and when it can again (M14). */
export function ClosedNote({ c }: { c: Context<Page> }) {
  const { t, library } = c.var
  const { from, until } = windowInWords(t, library.policy.intakeWindow)
  return <p class="note ask">{t.opac.toBasket.closed(from, until)}</p>
}
