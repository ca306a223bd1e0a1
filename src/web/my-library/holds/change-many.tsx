import type { Context } from 'hono'
import { z } from 'zod'
import { type PickupLocation, readPickupKey } from '#branches/rules/pickup-location.ts'
import { changePickups } from '#holds/changing/change-pickup.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { type Contact, contacts } from '#holds/rules/hold.ts'
import { HoldId } from '#ids.ts'
import { readForm, readNumber } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm, Submit, Tick, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { MyHead } from '../frame.tsx'
import { ContactField, PickupField } from '../orders/choice-fields.tsx'
import { RefusalNote, type RefusalWords } from '../refusal.tsx'
import { changeRefusalWords } from './change-refusal.ts'

const manyForm = z.object({
  hold: z.array(z.string()).default([]),
  pickup: z.string().catch('').transform(readPickupKey),
  contact: z.enum(contacts).nullable().catch(null),
})
type Chosen = {
  /** Null: nothing was chosen yet. */
  ticked: readonly HoldId[] | null
  pickup?: PickupLocation | null
  contact?: Contact | null
  said?: RefusalWords
  status?: 409 | 422
}

/** まとめて変える: one place and one way to be told for several holds, all or none of them. */
export const changeManyPages = pages()
  .get(paths.holdsChange, c => manyPage(c, { ticked: null }))
  .post(paths.holdsChange, async c => {
    const words = c.var.t.holds.many
    const form = readForm(c, manyForm)
    if (!form.ok) return manyPage(c, { ticked: null, said: { what: words.none, next: words.noneNext }, status: 422 })
    const { hold, pickup, contact } = form.values
    const ticked = [...new Set(hold.slice(0, 1000).map(typed => HoldId(readNumber(typed))))]
    const chosen = { ticked, pickup, contact }
    if (ticked.length === 0)
      return manyPage(c, { ...chosen, said: { what: words.none, next: words.noneNext }, status: 422 })
    if (pickup === null)
      return manyPage(c, { ...chosen, said: changeRefusalWords(c, { why: 'pickupMissing' }), status: 422 })
    if (contact === null)
      return manyPage(c, { ...chosen, said: changeRefusalWords(c, { why: 'contactUnknown' }), status: 422 })
    const { patronId } = patronOf(c)
    const changed = await changePickups(c.var.library, { is: 'patron', patronId }, ticked, pickup, contact)
    if (changed.ok) return c.redirect(toDone(withQuery(paths.holds, { changed: changed.value.holdIds.length })), 303)
    return manyPage(c, { ...chosen, said: await saidOfOne(c, changed.refusal), status: 409 })
  })

/** Why, with the title of the hold of which it is so. */
async function saidOfOne(c: Context<Page>, refusal: Parameters<typeof changeRefusalWords>[1] & { holdId: HoldId }) {
  const { what, next } = changeRefusalWords(c, refusal)
  const holds = await myHolds(c.var.library, patronOf(c).patronId)
  const title = holds.find(({ id }) => id === refusal.holdId)?.title
  return { what: title === undefined ? what : c.var.t.holds.many.of(title, what), next }
}

async function manyPage(c: Context<Page>, { ticked, pickup, contact, said, status }: Chosen) {
  const { t, library, today } = c.var
  const words = t.holds.many
  const { patronId } = patronOf(c)
  const [holds, choices] = await Promise.all([myHolds(library, patronId), myChoices(library, patronId)])
  const able = holds.filter(hold => hold.mayChangePickup)
  const first = able.find(({ id }) => ticked === null || ticked.includes(id))
  return show(
    c,
    <Layout c={c} title={words.title}>
      <MyHead t={t} through={{ href: paths.holds, name: t.holds.list.title }} here={words.title} />
      {said ? <RefusalNote words={said} /> : null}
      {able.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <PostForm c={c} action={paths.holdsChange} class="sheet stack">
          <fieldset class="field">
            <legend>{words.which}</legend>
            <div class="choices">
              {able.map(hold => (
                <Tick name="hold" value={`${hold.id}`} checked={ticked === null || ticked.includes(hold.id)}>
                  {hold.title} <small>{today.placeName(hold.pickupName)}</small>
                </Tick>
              ))}
            </div>
          </fieldset>
          {able.some(({ kind }) => kind !== 'ordinary') ? <p class="soft">{t.holds.one.fixedSeries}</p> : null}
          <PickupField c={c} choices={choices} chosen={pickup ?? first?.pickup ?? choices.pickup} />
          <ContactField t={t} choices={choices} chosen={contact ?? first?.contact ?? null} />
          <Submit look="chief">{words.button}</Submit>
        </PostForm>
      )}
    </Layout>,
    status ?? 200,
  )
}
