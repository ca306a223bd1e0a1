import type { Context } from 'hono'
import { z } from 'zod'
import { showBib } from '#catalogue/show-bib.ts'
import { hiddenMark, hiddenMax, hideBib, hideCopy, listHidden, markedCopy } from '#cataloguing/hide.ts'
import { BibId, ItemId } from '#ids.ts'
import type { HiddenMark } from '#items/rules/hidden-mark.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { idIn, readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, errorLines, Field, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { momentWords } from '../day.ts'
import { byId, desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { mayHere, staffOf } from '../session.tsx'

const words = counterCataloguing.hiding

/** Nothing said shows the record again; else it is why it is hidden. */
const hidingForm = z.object({
  showAgain: z.literal('yes').optional(),
  because: z.string().trim().max(200, 'tooLong').default(''),
})

/** 非公開: what the public does not see, and a page for each record and copy that says so, or not any more. */
export const hidingPages = pages()
  .get(desk.hidden, hiddenPage)
  .get(desk.bibHidden(byId), c => onePage(c, bibShown))
  .post(desk.bibHidden(byId), c => saved(c, bibShown))
  .get(desk.copyHidden(byId), c => onePage(c, copyShown))
  .post(desk.copyHidden(byId), c => saved(c, copyShown))

/** What the page of one record or copy is about, and what its form does. */
type Shown = {
  title: string
  why: string
  /** Its own page of the desk, and its page here. */
  page: string
  action: string
  mark: HiddenMark | null
  save(because: string | null): Promise<string | null>
}

async function bibShown(c: Context<Page>): Promise<Shown | null> {
  const { library } = c.var
  const id = idIn(c, BibId)
  const shown = await showBib(library, id, 'staff')
  if (shown.is !== 'shown') return null
  return {
    title: words.ofBib([shown.bib.title, shown.bib.volume].filter(Boolean).join(' ')),
    why: words.whyBib,
    page: desk.bib(id),
    action: desk.bibHidden(id),
    mark: await hiddenMark(library, id),
    async save(because) {
      const hidden = await hideBib(library, staffOf(c), id, because)
      return hidden.ok ? null : hidden.refusal.why
    },
  }
}

async function copyShown(c: Context<Page>): Promise<Shown | null> {
  const id = idIn(c, ItemId)
  const copy = await markedCopy(c.var.library, id)
  return (
    copy && {
      title: words.ofCopy(copy.title, copy.barcode),
      why: words.whyCopy,
      page: withQuery(desk.items, { barcode: copy.barcode }),
      action: desk.copyHidden(id),
      mark: copy.mark,
      async save(because) {
        const hidden = await hideCopy(c.var.library, staffOf(c), id, because)
        return hidden.ok ? null : hidden.refusal.why
      },
    }
  )
}

async function saved(c: Context<Page>, find: (c: Context<Page>) => Promise<Shown | null>) {
  const shown = await find(c)
  if (!shown) return sayAtDesk(c, 'notThere', 404)
  const form = readForm(c, hidingForm)
  if (!form.ok) return onePage(c, find, { error: 'tooLong', typed: form.typed.because })
  const { showAgain, because } = form.values
  if (!showAgain && because === '') return onePage(c, find, { error: 'missing' })
  const refused = await shown.save(showAgain ? null : because)
  if (refused) return onePage(c, find, { error: refused, typed: because })
  return c.redirect(withQuery(shown.action, { done: showAgain ? 'shown' : 'hidden' }), 303)
}

async function onePage(
  c: Context<Page>,
  find: (c: Context<Page>) => Promise<Shown | null>,
  { error, typed }: { error?: string; typed?: string | undefined } = {},
) {
  const shown = await find(c)
  if (!shown) return sayAtDesk(c, 'notThere', 404)
  const done = c.req.query('done')
  const isSaid = !error && ((done === 'hidden' && shown.mark !== null) || (done === 'shown' && shown.mark === null))
  const lines = errorLines(c, error ? { because: error } : {}, words.refused)
  return show(
    c,
    <CounterLayout c={c} title={shown.title}>
      <h1>{shown.title}</h1>
      <p>
        <a href={shown.page}>{words.back}</a>
        {'　'}
        <a href={desk.hidden}>{words.title}</a>
      </p>
      <ErrorSummary c={c} lines={lines} />
      {isSaid ? (
        <p class="note good" role="status">
          {shown.mark ? words.hidden : words.shown}
        </p>
      ) : null}
      {shown.mark ? (
        <>
          <HiddenNote mark={shown.mark} />
          <Press c={c} action={shown.action} fields={{ showAgain: 'yes' }} look="chief">
            {words.showAgain}
          </Press>
        </>
      ) : (
        <PostForm c={c} action={shown.action} class="sheet stack">
          <p>{shown.why}</p>
          <Field
            c={c}
            name="because"
            label={words.because}
            maxlength={200}
            autocomplete="off"
            value={typed}
            error={error}
            errorText={words.refused}
            autofocus
          />
          <Submit look="chief">{words.hide}</Submit>
        </PostForm>
      )}
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

/** 非公開, since when, by whom and why; nothing of what is shown. */
export const HiddenNote = ({ mark }: { mark: HiddenMark | null }) =>
  mark === null ? null : (
    <p class="note ask">
      <b>{words.mark}</b>　{lineOf(mark)}
    </p>
  )

const lineOf = ({ at, by, because }: HiddenMark) => words.line(momentWords(at), by, because)

async function hiddenPage(c: Context<Page>) {
  const { bibs, copies } = await listHidden(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      {bibs.length + copies.length === 0 ? <p>{words.none}</p> : null}
      <HiddenList
        c={c}
        title={words.bibs}
        rows={bibs.map(({ bibId, title, mark }) => ({
          name: `『${title}』`,
          href: desk.bib(bibId),
          change: desk.bibHidden(bibId),
          mark,
        }))}
      />
      <HiddenList
        c={c}
        title={words.copies}
        rows={copies.map(({ itemId, barcode, title, mark }) => ({
          name: `『${title}』 ${barcode}`,
          href: withQuery(desk.items, { barcode }),
          change: desk.copyHidden(itemId),
          mark,
        }))}
      />
    </CounterLayout>,
  )
}

type Row = { name: string; href: string; change: string; mark: HiddenMark | null }

const HiddenList = ({ c, title, rows }: { c: Context<Page>; title: string; rows: readonly Row[] }) =>
  rows.length === 0 ? null : (
    <section class="stack tight">
      <h2>{title}</h2>
      <ListEnds shown={rows.length} max={hiddenMax} />
      <ul class="stack">
        {rows.map(({ name, href, change, mark }) => (
          <li class="sheet stack tight">
            <a href={href}>{name}</a>
            {mark ? <p class="soft">{lineOf(mark)}</p> : null}
            {mayHere(c, 'catalogue') ? (
              <Press c={c} action={change} fields={{ showAgain: 'yes' }} label={words.showAgainOf(name)} look="quiet">
                {words.showAgain}
              </Press>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
