import type { Context } from 'hono'
import { type Holdability, onlineAddress } from '#catalogue/rules/availability.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import type { Text } from '#text/text.ts'
import { windowInWords } from '#web/my-library/when.ts'
import type { Page } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import type { Today } from '#web/today.ts'
import { PostForm } from '../form.tsx'
import { inJsx, type Markup, markup } from '../markup.ts'

/** @property title its name in words, with the volume */
type Offered = Pick<Bib, 'id' | 'kind' | 'url'> & { title: string }
type AddToBasketProps = { c: Context<Page>; bib: Offered; holdability: Holdability }

/**
 * 「予約かごへ」 (M15), the chief button of a page. Not there for what is not held or only read in the house (M13), nor while
 * nothing can be reserved (M14); the reason stands in its place. What is read in the internet has the way there.
 */
export function AddToBasket({ c, bib, holdability }: AddToBasketProps) {
  const { t, today } = c.var
  const online = onlineAddress(bib)
  if (holdability === 'notHeld' && online !== null)
    return (
      <a href={online} rel="noopener noreferrer" class="button block">
        {t.opac.toBasket.readOnline}
      </a>
    )
  if (holdability !== 'holdable') return <p class="soft">{t.opac.notHoldable[holdability]}</p>
  if (today.ordering === 'closed') return <ClosedNote c={c} />
  return (
    <PostForm c={c} action={paths.basketAdd} class="to-basket">
      <input type="hidden" name="bib" value={bib.id} />
      <button type="submit" class="button chief block">
        {t.opac.toBasket.button}
      </button>
    </PostForm>
  )
}

/** The same on a line of a list, in few words: the page says the reason once (see ClosedNote). */
export const ShortAddToBasket = ({ c, bib, holdability }: AddToBasketProps) =>
  inJsx(shortAddToBasket(c.var, bib, holdability))

export function shortAddToBasket(
  { t, today, csrfToken }: { t: Text; today: Today; csrfToken: string | null },
  bib: Offered,
  holdability: Holdability,
): Markup {
  const words = t.opac.toBasket
  const online = onlineAddress(bib)
  if (holdability === 'notHeld' && online !== null)
    return markup`<a href="${online}" rel="noopener noreferrer" class="button" aria-label="${words.readOnlineOf(bib.title)}">${words.readOnline}</a>`
  if (holdability !== 'holdable') return markup`<p class="soft">${words.cannot}</p>`
  if (today.ordering === 'closed') return markup`<p class="soft">${words.closedShort}</p>`
  // The form of PostForm, written out.
  const token = csrfToken === null ? null : markup`<input type="hidden" name="csrf" value="${csrfToken}">`
  return markup`<form method="post" action="${paths.basketAdd}" class="to-basket">${token}<input type="hidden" name="bib" value="${bib.id}"><button type="submit" class="button" aria-label="${words.buttonOf(bib.title)}">${words.button}</button></form>`
}

/** Why nothing can be reserved now, and when it can again (M14). */
export function ClosedNote({ c }: { c: Context<Page> }) {
  const { t, library } = c.var
  const { from, until } = windowInWords(t, library.policy.intakeWindow)
  return <p class="note ask">{t.opac.toBasket.closed(from, until)}</p>
}
