import type { Context } from 'hono'
import { chooseUsual, type UsualRefusal } from '#holds/ordering/choose-usual.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { type Choice, readUsual } from '#web/my-library/orders/read-choice.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Done, PostForm, Press, Submit, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { ContactField, PickupField } from '../orders/choice-fields.tsx'
import { BackToSettings } from './back-to-settings.tsx'

/** いつもの受取館・連絡方法: with what the order form begins. */
export const usualPages = pages()
  .get(paths.usual, c => usualPage(c))
  .post(paths.usual, async c => {
    const usual = readUsual(c)
    const chosen = await chooseUsual(c.var.library, patronOf(c).patronId, usual)
    if (chosen.ok) return c.redirect(toDone(withQuery(paths.usual, { done: usual ? 'done' : 'cleared' })), 303)
    return usualPage(c, usual, 'whys' in chosen.refusal ? chosen.refusal.whys : [])
  })

async function usualPage(c: Context<Page>, typed: Choice | null = null, whys: readonly UsualRefusal[] = []) {
  const { t, library } = c.var
  const words = t.usual
  const { patronId } = patronOf(c)
  const choices = await myChoices(library, patronId)
  const { usual } = choices
  const done = c.req.query('done')
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        {whys.length > 0 ? (
          <div class="note ask stack tight" role="alert" tabindex={-1} autofocus>
            {whys.map(why => (
              <p>{words.refused[why]}</p>
            ))}
          </div>
        ) : null}
        {whys.length === 0 && (done === 'done' || done === 'cleared') ? <Done>{words[done]}</Done> : null}
        <p>{words.why}</p>
        {usual === null ? (
          <p class="soft">{words.none}</p>
        ) : usual.isOffered ? null : (
          <p class="note ask">{words.gone}</p>
        )}
        <PostForm c={c} action={paths.usual}>
          <PickupField c={c} choices={choices} chosen={typed ? typed.pickup : choices.pickup} />
          <ContactField t={t} choices={choices} chosen={typed ? typed.contact : choices.contact} />
          <Submit look="chief">{words.save}</Submit>
        </PostForm>
        {usual === null ? null : (
          <Press c={c} action={paths.usual} fields={{ clear: 'yes' }} look="quiet">
            {words.clear}
          </Press>
        )}
        <BackToSettings c={c} />
      </div>
    </Layout>,
    whys.length > 0 ? 422 : 200,
  )
}
