import type { Context } from 'hono'
import { z } from 'zod'
import { PatronId } from '#ids.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { ownerOfCard, previewMergeOfPatrons } from '#merging/preview-merge-of-patrons.ts'
import type { PatronView } from '#patrons/patron-view.ts'
import { showPatron } from '#patrons/show-patron.ts'
import { counterMerge } from '#text/ja/counter/merge.ts'
import { dates } from '#text/ja/dates.ts'
import { readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Field, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { askedOf, Merged, MergeForm, pressedOf, Refused, Will } from '../catalogue/merge-parts.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { actorOf, staffOf } from '../session.tsx'

const words = counterMerge.patrons

/** 利用者の統合: two cards of one person are read, what will happen is said, a reason and a press. */
export const mergePatronsPages = pages()
  .get(desk.mergePatrons, async c => {
    const cards = await cardsOf(c)
    const asked = askedOf(c, PatronId)
    const from = asked.from ?? cards.from
    const into = asked.into ?? cards.into
    return from === null || into === null ? choosePage(c, from, cards.no) : previewPage(c, from, into, null)
  })
  .post(desk.mergePatrons, async c => {
    const { from, into, reason, error } = pressedOf(c, PatronId)
    if (from === null || into === null) return choosePage(c, null, counterMerge.reasonMissing)
    if (reason === null) return previewPage(c, from, into, error ?? 'missing')
    const merged = await mergePatrons(c.var.library, actorOf(c), { from, into }, reason)
    return merged.ok
      ? c.redirect(withQuery(desk.mergePatrons, { from, into }), 303)
      : choosePage(c, null, counterMerge.refused(merged.refusal, 'patrons'))
  })

const card = text(60).optional().catch(undefined)
const cardsQuery = z.object({ fromCard: card, intoCard: card })

/** The patrons of the cards that were read; `no` when one of them is nobody's. */
async function cardsOf(c: Context<Page>) {
  const query = readQuery(c, cardsQuery)
  const { fromCard, intoCard } = query.ok ? query.values : {}
  const owner = (typed: string | undefined) => (typed === undefined ? null : ownerOfCard(c.var.library, typed))
  const [from, into] = [await owner(fromCard), await owner(intoCard)]
  const isUnknown = (fromCard !== undefined && from === null) || (intoCard !== undefined && into === null)
  return { from, into, no: isUnknown ? words.unknownCard : null }
}

async function choosePage(c: Context<Page>, fromId: PatronId | null, no: string | null) {
  const from = fromId === null ? null : await showPatron(c.var.library, staffOf(c), fromId, 'merge')
  if (fromId !== null && !from && no === null) return sayAtDesk(c, 'notThere', 404)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <Refused>{no}</Refused>
      <p>{words.about}</p>
      {from ? <Person patron={from} title={counterMerge.from} /> : null}
      <form class="stack narrow" action={desk.mergePatrons}>
        {from ? (
          <input type="hidden" name="from" value={`${from.patronId}`} />
        ) : (
          <Field c={c} name="fromCard" label={words.fromCard} autocomplete="off" maxlength={60} />
        )}
        <Field c={c} name="intoCard" label={words.intoCard} autocomplete="off" maxlength={60} />
        <p>
          <Submit look="chief">{words.show}</Submit>
        </p>
      </form>
    </CounterLayout>,
    no ? 422 : 200,
  )
}

async function previewPage(c: Context<Page>, fromId: PatronId, intoId: PatronId, error: string | null) {
  const { library } = c.var
  const preview = await previewMergeOfPatrons(library, { from: fromId, into: intoId })
  if (preview.is === 'refused') {
    const keeps = preview.refusal.why === 'unknownTarget' || preview.refusal.why === 'same' ? fromId : null
    return choosePage(c, keeps, counterMerge.refused(preview.refusal, 'patrons'))
  }
  if (preview.is === 'done') {
    return show(
      c,
      <CounterLayout c={c} title={words.title}>
        <h1>{words.title}</h1>
        <Merged did={preview.did} of="patrons" />
        <p>
          <a class="button chief" href={desk.patron(preview.into)}>
            {words.open}
          </a>
        </p>
      </CounterLayout>,
    )
  }
  const from = await showPatron(library, staffOf(c), fromId, 'merge')
  const into = await showPatron(library, staffOf(c), intoId, 'merge')
  if (!from || !into) return sayAtDesk(c, 'notThere', 404)
  const differs = from.name !== into.name || !from.birthDate.equals(into.birthDate)
  const { will } = preview
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <Refused>{differs ? words.differs : null}</Refused>
      <Person patron={from} title={counterMerge.from} />
      <Person patron={into} title={counterMerge.into} />
      <Will
        will={will}
        lines={[
          ...words.will(will.holds, will.loans, will.basketLines),
          ...(preview.historyIsCut ? [words.historyIsCut] : []),
        ]}
      />
      <MergeForm
        c={c}
        action={desk.mergePatrons}
        from={from.patronId}
        into={into.patronId}
        back={desk.patron(from.patronId)}
        error={error}
      />
    </CounterLayout>,
    error ? 422 : 200,
  )
}

const Person = ({ patron, title }: { patron: PatronView; title: string }) => (
  <section class="sheet stack tight">
    <h2>{title}</h2>
    <p>
      <a href={desk.patron(patron.patronId)}>{patron.name}</a> <span class="soft">{patron.nameReading}</span>
    </p>
    <dl class="facts">
      <dt>{words.cardNumber}</dt>
      <dd>{patron.cardNumber ?? words.none}</dd>
      <dt>{words.birthDate}</dt>
      <dd>{dates.longDay(patron.birthDate)}</dd>
      <dt>{words.phone}</dt>
      <dd>{patron.phone ?? words.none}</dd>
      <dt>{words.mail}</dt>
      <dd>{patron.mail ?? words.none}</dd>
      <dt>{words.address}</dt>
      <dd>{patron.address ?? words.none}</dd>
    </dl>
  </section>
)
