import type { Context } from 'hono'
import type { Holdability } from '#catalogue/rules/availability.ts'
import { windowInWords } from '../my-library/when.ts'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'
import { PostForm } from './form.tsx'

type AddToBasketProps = {
  c: Context<Page>
  bib: { id: number; title: string }
  holdability: Holdability
  /** The chief button of its page, across its column. */
  chief?: boolean
}

/**
 * 「予約かごへ」 (M15). Not there for what is not held or only read in the house (M13), nor while nothing can be reserved (M14);
 * the reason stands in its place.
 */
export function AddToBasket({ c, bib, holdability, chief = false }: AddToBasketProps) {
  const { t, today } = c.var
  if (holdability !== 'holdable')
    return <p class="soft">{chief ? t.opac.notHoldable[holdability] : t.opac.toBasket.cannot}</p>
  if (today.ordering === 'closed')
    return chief ? <ClosedNote c={c} /> : <p class="soft">{t.opac.toBasket.closedShort}</p>
  return (
    <PostForm c={c} action={paths.basketAdd} class="to-basket">
      <input type="hidden" name="bib" value={bib.id} />
      <button
        type="submit"
        class={chief ? 'button chief block' : 'button'}
        aria-label={chief ? undefined : t.opac.toBasket.buttonOf(bib.title)}
      >
        {t.opac.toBasket.button}
      </button>
    </PostForm>
  )
}

/** Why nothing can be reserved now, and when it can again (M14). */
export function ClosedNote({ c }: { c: Context<Page> }) {
  const { t, library } = c.var
  const { from, until } = windowInWords(t, library.policy.intakeWindow)
  return <p class="note ask">{t.opac.toBasket.closed(from, until)}</p>
}
