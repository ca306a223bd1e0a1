import type { Context } from 'hono'
import { z } from 'zod'
import { type ShownBib, showBib } from '#catalogue/show-bib.ts'
import { BibId, MistakeId } from '#ids.ts'
import { saysMax } from '#mistakes/rules/mistake.ts'
import { type MistakeRefusal, sendMistake } from '#mistakes/send-mistake.ts'
import { isId, newId } from '#std/new-id.ts'
import { lines, readForm, readNumber } from '#web/forms.ts'
import { say } from '#web/gate/guard.tsx'
import { type Page, pages, show } from '#web/page.ts'
import { Done, ErrorSummary, fieldErrorText, PostForm, Submit, toDone } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { LongField } from '#web/parts/long-field.tsx'
import { MessagePage } from '#web/parts/message.tsx'
import { Offered } from '#web/parts/offered.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { anybodysFormToken, isOwnForm } from '#web/session.ts'

const mistakeForm = z.object({
  id: z.string().catch(''),
  bib: z.string().default(''),
  says: lines(saysMax).pipe(z.string().min(1, 'missing')),
})

/** このページの間違いを知らせる: `?bib=17` of a record, without it of the guide. */
export const mistakePages = pages()
  .get(paths.mistake, c => mistakePage(c, { bib: c.req.query('bib') ?? '', isDone: c.req.query('done') === '1' }))
  .post(paths.mistake, async c => {
    if (!isOwnForm(c)) return say(c, 403)
    const form = readForm(c, mistakeForm)
    if (!form.ok) return mistakePage(c, { bib: form.typed.bib ?? '', typed: form.typed, error: form.errors.says })
    const { id, bib, says } = form.values
    const bibId = bib === '' ? null : BibId(readNumber(bib))
    const sent = await sendMistake(
      c.var.library,
      { id: MistakeId(isId(id) ? id : newId()), bibId, says },
      c.var.address,
    )
    if (!sent.ok) {
      const { why } = sent.refusal
      return why === 'unknownPage' ? unknownPage(c) : mistakePage(c, { bib, typed: form.values, no: why })
    }
    return c.redirect(toDone(withQuery(paths.mistake, { ...(bib === '' ? {} : { bib }), done: 1 })), 303)
  })

/** Stands at the end of a page about which it is asked. */
export const MistakeLink = ({ c, bib }: { c: Context<Page>; bib?: BibId }) => (
  <Offered c={c} path={paths.mistake}>
    <p class="small screen-only">
      <a href={withQuery(paths.mistake, bib === undefined ? {} : { bib })} rel="nofollow">
        {c.var.t.mistake.way}
      </a>
    </p>
  </Offered>
)

type Shown = {
  bib: string
  typed?: { id?: string; says?: string }
  error?: string | undefined
  no?: Exclude<MistakeRefusal['why'], 'unknownPage'>
  isDone?: boolean
}

const unknownPage = (c: Context<Page>) =>
  show(c, <MessagePage c={c} title={c.var.t.mistake.title} body={c.var.t.mistake.unknownPage} />, 404)

/** The record of which a page is asked, under whichever name it goes by now. */
async function recordNow({ library }: Page['Variables'], bibId: BibId): Promise<ShownBib> {
  const shown = await showBib(library, bibId)
  return shown.is === 'merged' ? showBib(library, shown.into) : shown
}

async function mistakePage(c: Context<Page>, { bib, typed = {}, error, no, isDone = false }: Shown) {
  const { t } = c.var
  const words = t.mistake
  const shown = bib === '' ? null : await recordNow(c.var, BibId(readNumber(bib)))
  if (shown !== null && shown.is !== 'shown') return unknownPage(c)
  c.header('cache-control', 'no-store')
  const said = error === undefined ? undefined : fieldErrorText(c, error)
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        {isDone ? <Done>{words.done}</Done> : null}
        {no ? (
          <p class="note ask" role="alert" tabindex={-1} autofocus>
            {words[no]}
          </p>
        ) : null}
        <ErrorSummary c={c} lines={said ? [{ field: 'says', text: `${words.says}：${said}` }] : []} />
        <p>
          <b>{shown ? words.ofRecord(shown.bib.title) : words.ofGuide}</b>
        </p>
        {isDone ? null : (
          <>
            <p>{words.why}</p>
            <PostForm c={c} action={paths.mistake} token={anybodysFormToken(c)}>
              <input type="hidden" name="id" value={typed.id || newId()} />
              <input type="hidden" name="bib" value={shown ? shown.bib.id : ''} />
              <LongField name="says" label={words.says} hint={words.saysHint} typed={typed.says ?? ''} wrong={said} />
              <Submit look="chief">{words.send}</Submit>
            </PostForm>
          </>
        )}
        <p>
          {shown ? (
            <a href={paths.bib(shown.bib.id)}>{words.backToRecord}</a>
          ) : (
            <a href={paths.guide}>{words.backToGuide}</a>
          )}
        </p>
      </div>
    </Layout>,
    no ? 429 : said ? 422 : 200,
  )
}
