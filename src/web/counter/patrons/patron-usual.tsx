import type { Context } from 'hono'
import { chooseUsual, type UsualRefusal } from '#holds/ordering/choose-usual.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { PatronId } from '#ids.ts'
import { showPatron } from '#patrons/show-patron.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import { usual as patronWords } from '#text/ja/my-library/usual.ts'
import { idIn } from '#web/forms.ts'
import { type Choice, readUsual } from '#web/my-library/orders/read-choice.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm, Press, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { byId, desk } from '../desk-paths.ts'
import { PlaceFields } from '../holds/placing/place-fields.tsx'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const words = counterPatrons.usual

/** いつもの受取館・連絡方法 of a patron, as they say it at the desk. */
export const patronUsualPages = pages()
  .get(desk.patronUsual(byId), c => usualPage(c))
  .post(desk.patronUsual(byId), async c => {
    const patronId = idIn(c, PatronId)
    const usual = readUsual(c)
    const chosen = await chooseUsual(c.var.library, patronId, usual, staffOf(c))
    if (chosen.ok) return c.redirect(withQuery(desk.patronUsual(patronId), { done: usual ? 'done' : 'cleared' }), 303)
    return 'whys' in chosen.refusal ? usualPage(c, chosen.refusal.whys, usual) : sayAtDesk(c, 'notThere', 404)
  })

async function usualPage(c: Context<Page>, whys: readonly UsualRefusal[] = [], typed: Choice | null = null) {
  const { library } = c.var
  const patron = await showPatron(library, staffOf(c), idIn(c, PatronId), 'change')
  if (!patron) return sayAtDesk(c, 'notThere', 404)
  const { patronId } = patron
  const choices = await myChoices(library, patronId)
  const { usual } = choices
  const { offered } = choices.contacts
  const done = c.req.query('done')
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>
        <a href={desk.patron(patronId)}>{patron.name}</a>
      </p>
      {whys.length > 0 ? (
        <div class="note ask stack tight" role="alert">
          {whys.map(why => (
            <p>{patronWords.refused[why]}</p>
          ))}
        </div>
      ) : null}
      {whys.length === 0 && (done === 'done' || done === 'cleared') ? (
        <p class="note good" role="status">
          {words[done]}
        </p>
      ) : null}
      <p>{words.why}</p>
      {usual === null ? (
        <p class="soft">{words.none}</p>
      ) : usual.isOffered ? null : (
        <p class="note ask">{patronWords.gone}</p>
      )}
      <PostForm c={c} action={desk.patronUsual(patronId)} class="sheet stack">
        <PlaceFields
          places={choices.places}
          pickup={typed ? typed.pickup : (usual?.pickup ?? choices.pickup)}
          contact={typed ? typed.contact : choices.contact}
          asks
          registered={{ phone: offered.includes('phone'), mail: offered.includes('mail') }}
        />
        <Submit look="chief">{words.save}</Submit>
      </PostForm>
      {usual === null ? null : (
        <Press c={c} action={desk.patronUsual(patronId)} fields={{ clear: 'yes' }} look="quiet">
          {words.clear}
        </Press>
      )}
    </CounterLayout>,
    whys.length > 0 ? 422 : 200,
  )
}
