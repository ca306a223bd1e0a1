import type { Context } from 'hono'
import { z } from 'zod'
import { addSource, listSources, removeSource } from '#cataloguing/change-sources.ts'
import { type RecordSource, type SourceRefusal, sourceForms } from '#cataloguing/rules/source.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { asSent, Choice, ErrorSummary, errorLines, Field, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const words = counterCataloguing.sources

/** What is wrong with the name and the address the rule says, all at once. */
const line = z.string().trim()
const sourceForm = z.object({ name: line, form: z.enum(sourceForms), url: line })

const nameForm = z.object({ name: text(60) })

/** 書誌の取得元: whom the counter asks for records of a book, and in what form each answers. */
export const sourcePages = pages()
  .get(desk.sources, c => sourcesPage(c))
  .post(desk.sources, async c => {
    const form = readForm(c, sourceForm)
    if (!form.ok) return sourcesPage(c, form.errors, form.typed)
    const added = await addSource(c.var.library, staffOf(c), form.values)
    if (added.ok) return c.redirect(withQuery(desk.sources, { added: form.values.name }), 303)
    return sourcesPage(c, Object.fromEntries(added.refusal.whys.map(why => [fieldOf[why], why])), form.values)
  })
  .post(desk.sourceRemove, async c => {
    const form = readForm(c, nameForm)
    // One that has gone already has gone.
    if (form.ok) await removeSource(c.var.library, staffOf(c), form.values.name)
    return c.redirect(withQuery(desk.sources, { removed: form.ok ? form.values.name : null }), 303)
  })

const fieldOf: Record<SourceRefusal, string> = {
  name: 'name',
  nameTaken: 'name',
  url: 'url',
  noIsbnInUrl: 'url',
  tooMany: 'name',
}

type Errors = Partial<Record<string, string>>
type Typed = Partial<Record<'name' | 'form' | 'url', string>>

async function sourcesPage(c: Context<Page>, errors: Errors = {}, typed: Typed = {}) {
  const sources = await listSources(c.var.library)
  const added = sources.find(({ name }) => name === c.req.query('added'))
  const removed = c.req.method === 'GET' ? c.req.query('removed') : undefined
  const isGone = removed !== undefined && !sources.some(({ name }) => name === removed)
  const lines = errorLines(c, errors, words.refused)
  const sent = asSent({ c, errors, typed, errorText: words.refused })
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <ErrorSummary c={c} lines={lines} />
      {added ? (
        <p class="note good" role="status">
          {words.added(added.name)}
        </p>
      ) : null}
      {isGone ? (
        <p class="note good" role="status">
          {words.removed(removed.slice(0, 40))}
        </p>
      ) : null}
      {sources.length === 0 ? <p class="soft">{words.none}</p> : <SourcesTable c={c} sources={sources} />}
      <PostForm c={c} action={desk.sources} class="sheet stack">
        <h2>{words.add}</h2>
        <Field {...sent('name')} label={words.name} autocomplete="off" maxlength={60} />
        <Choice
          name="form"
          label={words.form}
          options={sourceForms.map(form => [form, words.forms[form]])}
          chosen={typed.form}
        />
        <Field {...sent('url')} label={words.url} hint={words.urlHint} autocomplete="off" maxlength={500} />
        <Submit look="chief">{words.add}</Submit>
      </PostForm>
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

const SourcesTable = ({ c, sources }: { c: Context<Page>; sources: readonly RecordSource[] }) => (
  <ListTable name={words.title} heads={[words.name, words.form, words.url, words.remove]}>
    {sources.map(({ name, form, url }) => (
      <tr>
        <th scope="row">{name}</th>
        <td>{words.forms[form]}</td>
        <td>{url}</td>
        <td>
          <Press c={c} action={desk.sourceRemove} fields={{ name }} label={words.removeOf(name)} look="quiet">
            {words.remove}
          </Press>
        </td>
      </tr>
    ))}
  </ListTable>
)
