import type { Context } from 'hono'
import { z } from 'zod'
import { webhookKinds } from '#delivery/rules/webhook.ts'
import { addWebhook, listWebhooks, removeWebhook, showWebhookKey } from '#delivery/webhooks/webhooks.ts'
import { counterWebhooks as words } from '#text/ja/counter/webhooks.ts'
import { readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { asSent, ErrorSummary, errorLines, Field, PostForm, Press, Submit, Tick } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const ticked = z.literal('yes').optional()
/** What is wrong with the name and the address the rule says, all at once. */
const line = z.string().trim()
const webhookForm = z.object({
  name: line,
  url: line,
  kind: z.array(z.string().max(40)).default([]),
  tellsTitles: ticked,
  tellsCard: ticked,
})

const nameForm = z.object({ name: text(60) })

/** 外部への通知: services that are told what patrons are told, their keys, and what became of what they were sent. */
export const webhookPages = pages()
  .get(desk.webhooks, c => webhooksPage(c))
  .post(desk.webhooks, async c => {
    const form = readForm(c, webhookForm)
    const typed = typedOf(c)
    if (!form.ok) return webhooksPage(c, { errors: form.errors, typed })
    const { name, url, kind: kinds, tellsTitles, tellsCard } = form.values
    const webhook = { name, url, kinds, tellsTitles: tellsTitles === 'yes', tellsCard: tellsCard === 'yes' }
    const added = await addWebhook(c.var.library, staffOf(c), webhook)
    if (added.ok) return webhooksPage(c, { saved: { name, key: added.value.key } })
    return webhooksPage(c, { errors: Object.fromEntries(added.refusal.whys.map(why => [fieldOf[why], why])), typed })
  })
  .post(desk.webhookKey, async c => {
    const form = readForm(c, nameForm)
    const key = form.ok ? await showWebhookKey(c.var.library, staffOf(c), form.values.name) : null
    return form.ok && key !== null
      ? webhooksPage(c, { shown: { name: form.values.name, key } })
      : c.redirect(desk.webhooks, 303)
  })
  .post(desk.webhookRemove, async c => {
    const form = readForm(c, nameForm)
    // One that has gone already has gone.
    if (form.ok) await removeWebhook(c.var.library, staffOf(c), form.values.name)
    return c.redirect(withQuery(desk.webhooks, { removed: form.ok ? form.values.name : null }), 303)
  })

const fieldOf = { name: 'name', url: 'url', noKind: 'kind', unknownKind: 'kind' } as const

type Typed = { name: string; url: string; kinds: readonly string[]; tellsTitles: boolean; tellsCard: boolean }
type Keyed = { name: string; key: string }
type Shown = { errors?: Partial<Record<string, string>>; typed?: Typed; saved?: Keyed; shown?: Keyed }

/** What stood in the form, ticks included, whatever was wrong with it. */
function typedOf(c: Context<Page>): Typed {
  const of = (name: string) => c.var.form?.get(name) ?? []
  const one = (name: string) => (of(name)[0] ?? '').slice(0, 1_000)
  return {
    name: one('name'),
    url: one('url'),
    kinds: of('kind'),
    tellsTitles: one('tellsTitles') === 'yes',
    tellsCard: one('tellsCard') === 'yes',
  }
}

const empty: Typed = { name: '', url: '', kinds: ['ready'], tellsTitles: false, tellsCard: false }

async function webhooksPage(c: Context<Page>, { errors = {}, typed = empty, saved, shown }: Shown = {}) {
  const webhooks = await listWebhooks(c.var.library)
  const lines = errorLines(c, errors, words.refused)
  const removed = c.req.query('removed')
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <ErrorSummary c={c} lines={lines} />
      {saved ? <Key keyed={saved} says={words.saved(saved.name)} /> : null}
      {shown ? <Key keyed={shown} says={shown.name} /> : null}
      {removed && c.req.method === 'GET' && !webhooks.some(({ name }) => name === removed) ? (
        <p class="note good" role="status">
          {words.removed(removed.slice(0, 40))}
        </p>
      ) : null}
      {webhooks.length === 0 ? <p class="soft">{words.none}</p> : <WebhooksTable c={c} webhooks={webhooks} />}
      <WebhookForm c={c} errors={errors} typed={typed} />
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

const Key = ({ keyed, says }: { keyed: Keyed; says: string }) => (
  <div class="note good stack tight" role="status">
    <p>{says}</p>
    <p>
      {words.key} <code>{keyed.key}</code>
    </p>
    <p>{words.keyWhy}</p>
  </div>
)

type Listed = Awaited<ReturnType<typeof listWebhooks>>

const WebhooksTable = ({ c, webhooks }: { c: Context<Page>; webhooks: Listed }) => (
  <ListTable name={words.title} heads={[words.name, words.url, words.kinds, words.counts, words.state, words.key]}>
    {webhooks.map(({ name, ...webhook }) => (
      <tr>
        <th scope="row">{name}</th>
        <td>{webhook.url}</td>
        <td>{webhook.kinds.map(kind => (words.kind as Record<string, string>)[kind] ?? kind).join('、')}</td>
        <td>{words.countsOf(webhook)}</td>
        <td>{stateOf(webhook)}</td>
        <td>
          <Press c={c} action={desk.webhookKey} fields={{ name }} label={words.showKeyOf(name)} look="quiet">
            {words.showKey}
          </Press>
          <Press c={c} action={desk.webhookRemove} fields={{ name }} label={words.removeOf(name)} look="quiet">
            {words.remove}
          </Press>
        </td>
      </tr>
    ))}
  </ListTable>
)

function stateOf({ disabledAt, disabledBecause, lastError }: Omit<Listed[number], 'name'>): string {
  if (disabledAt !== null) return words.ended(disabledBecause ?? '')
  return lastError === null ? words.well : words.trouble(lastError)
}

const WebhookForm = ({
  c,
  errors,
  typed,
}: {
  c: Context<Page>
  errors: Partial<Record<string, string>>
  typed: Typed
}) => {
  const sent = asSent({ c, errors, typed: { name: typed.name, url: typed.url }, errorText: words.refused })
  return (
    <PostForm c={c} action={desk.webhooks} class="sheet stack">
      <h2>{words.save}</h2>
      <Field {...sent('name')} label={words.name} hint={words.nameHint} autocomplete="off" maxlength={60} />
      <Field {...sent('url')} label={words.url} hint={words.urlHint} autocomplete="off" maxlength={1_000} />
      <fieldset class="field" id="kind">
        <legend>{words.kinds}</legend>
        {errors.kind ? <p class="error">{(words.refused as Record<string, string>)[errors.kind]}</p> : null}
        {webhookKinds.map(kind => (
          <Tick name="kind" value={kind} checked={typed.kinds.includes(kind)}>
            {words.kind[kind]}
          </Tick>
        ))}
      </fieldset>
      {(['tellsTitles', 'tellsCard'] as const).map(name => (
        <Tick name={name} checked={typed[name]}>
          {words[name]}
        </Tick>
      ))}
      <Submit look="chief">{words.save}</Submit>
    </PostForm>
  )
}
