import type { Context } from 'hono'
import { z } from 'zod'
import { askSources, readCopiedFile } from '#cataloguing/ask-sources.ts'
import { listSources } from '#cataloguing/change-sources.ts'
import { type Column, type FieldName, fieldNames } from '#cataloguing/rules/fields.ts'
import type { TakeRefusal } from '#cataloguing/rules/refusals.ts'
import { showDraft } from '#cataloguing/show-draft.ts'
import { takeRecord } from '#cataloguing/take-record.ts'
import { BibId, DraftId } from '#ids.ts'
import { isId } from '#std/new-id.ts'
import { counterCataloguing as words } from '#text/ja/counter/cataloguing.ts'
import { readForm, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Field, PostForm, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { mayHere, staffOf } from '../session.tsx'
import { DraftPage } from './copying-draft.tsx'

const into = z.string().regex(/^(new|[0-9]{1,15})$/)
const isbnForm = z.object({ isbn: text(60) })
const intoQuery = z.object({ into: into.optional().catch(undefined) })

/** 書誌を取りこむ: an ISBN is asked for or a file read; what was found is chosen from field by field. */
export const copyingPages = pages()
  .get(desk.copying, c => askPage(c))
  .post(desk.copying, async c => {
    const form = readForm(c, isbnForm)
    if (!form.ok) return askPage(c, { isbn: form.typed.isbn ?? '', error: words.refused.noIsbn })
    const asked = await askSources(c.var.library, staffOf(c), form.values.isbn)
    return asked.ok
      ? c.redirect(desk.copyingDraft(asked.value), 303)
      : askPage(c, { isbn: form.values.isbn, error: words.refused[asked.refusal.why] })
  })
  .post(desk.copyingFile, async c => {
    const { file, library } = c.var
    if (!file) return askPage(c, { fileError: words.fileMissing })
    const name = file.name.slice(-80) || words.fileField
    return c.redirect(desk.copyingDraft(await readCopiedFile(library, staffOf(c), { ...file, name })), 303)
  })
  .get(desk.copyingDraft(':id'), async c => {
    const query = readQuery(c, intoQuery)
    return draftPage(c, DraftId(c.req.param('id') ?? ''), query.ok ? (query.values.into ?? null) : null)
  })
  .post(desk.copyingDraft(':id'), async c => {
    const draftId = DraftId(c.req.param('id') ?? '')
    const form = readForm(c, takingForm)
    if (!isId(draftId)) return sayAtDesk(c, 'notThere', 404)
    if (!form.ok) return draftPage(c, draftId, form.typed.into ?? null, { why: 'unknownChoice' })
    const { into, seen, ...columns } = form.values
    const taken = await takeRecord(c.var.library, staffOf(c), {
      draftId,
      chosen: Object.fromEntries(fieldNames.map(field => [field, columnOf(columns[field])])) as Chosen,
      into: into === 'new' ? null : { bibId: BibId(Number(into)), seenAt: seen },
    })
    if (taken.ok) return c.redirect(withQuery(desk.bib(taken.value), { done: 'copied' }), 303)
    // The record that is there already, or has changed, is shown as it is now.
    const at = 'bibId' in taken.refusal ? `${taken.refusal.bibId}` : null
    return draftPage(c, draftId, at, taken.refusal)
  })

type Chosen = Record<FieldName, Column>

/** A field that nobody says anything of has no choice on the page, and stays empty. */
const column = z
  .string()
  .regex(/^(ours|none|[0-9]{1,2})$/)
  .default('none')
const takingForm = z.object({
  into,
  seen: z.string().max(60),
  ...(Object.fromEntries(fieldNames.map(field => [field, column])) as Record<FieldName, typeof column>),
})

const columnOf = (typed: string): Column => (typed === 'ours' || typed === 'none' ? typed : Number(typed))

type Asked = { isbn?: string; error?: string; fileError?: string }

async function askPage(c: Context<Page>, { isbn, error, fileError }: Asked = {}) {
  const sources = await listSources(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <PostForm c={c} action={desk.copying} class="sheet stack">
        <Field
          c={c}
          name="isbn"
          label={words.isbn}
          hint={words.isbnHint}
          error={error}
          errorText={error ? { [error]: error } : {}}
          value={isbn}
          autocomplete="off"
          maxlength={60}
          autofocus
        />
        <p class="soft">
          {sources.length === 0 ? words.refused.noSources : words.asked(sources.map(({ name }) => name))}
          {mayHere(c, 'policy') ? (
            <>
              {'　'}
              <a href={desk.sources}>{words.changeSources}</a>
            </>
          ) : null}
        </p>
        <Submit look="chief">{words.look}</Submit>
      </PostForm>
      <form method="post" action={desk.copyingFile} enctype="multipart/form-data" class="sheet stack">
        <h2>{words.file}</h2>
        <p>{words.fileHint}</p>
        <div class="field">
          <label for="file">{words.fileField}</label>
          {fileError ? (
            <p class="error" id="file-error">
              {fileError}
            </p>
          ) : null}
          <input
            id="file"
            name="file"
            type="file"
            aria-invalid={fileError ? 'true' : undefined}
            aria-describedby={fileError ? 'file-error' : undefined}
          />
        </div>
        <input type="hidden" name="csrf" value={c.var.csrfToken ?? ''} />
        <Submit>{words.readFile}</Submit>
      </form>
    </CounterLayout>,
    error || fileError ? 422 : 200,
  )
}

async function draftPage(c: Context<Page>, id: DraftId, into: string | null, refused: TakeRefusal | null = null) {
  const shown = refused?.why === 'unknownDraft' ? null : await showDraft(c.var.library, id)
  if (!shown) return sayAtDesk(c, 'notThere', 404)
  return show(c, <DraftPage c={c} shown={shown} into={into} refused={refused} />, refused ? 409 : 200)
}
