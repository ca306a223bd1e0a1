import type { Context } from 'hono'
import { z } from 'zod'
import { againField } from '#web/forms.ts'
import { type Page, show } from '#web/page.ts'
import { PostForm, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { rowAt } from '#web/path-table.ts'
import { paths } from '#web/paths.ts'
import type { Onward } from './onward.ts'
import { OnwardFields } from './onward-fields.tsx'

/** What goes along with a login is no longer than this: it must fit into a form beside the card number. */
const lengthMax = 40_000

const typedBefore = z.object({
  path: z.string().refine(path => rowAt(path)?.typed),
  fields: z.array(z.tuple([z.string().max(40), z.string()])).max(40),
})

/**
 * What was sent in a form whose session had ended, to go along with the login as a field of its form: the service keeps
 * nothing of it. Null: there is nothing that comes back. A terminal keeps nothing for the next one who stands there.
 */
export function typedBeforeLogin(c: Context<Page>): string | null {
  const { form, visitor } = c.var
  const path = c.req.path
  if (c.req.method !== 'POST' || visitor.is !== 'anonymous' || visitor.terminal || !form || !rowAt(path)?.typed)
    return null
  const fields = [...form].flatMap(([name, values]) => (name === 'csrf' ? [] : values.map(value => [name, value])))
  if (fields.length === 0) return null
  const typed = JSON.stringify({ path, fields })
  return encodeURIComponent(typed).length > lengthMax ? null : typed
}

/** After the login: a button that leads back to the form, which has everything that was typed, and sends nothing. */
export function typedAgainPage(c: Context<Page>, typed: string, token: string): Response | Promise<Response> {
  const read = typedBefore.safeParse(fromJson(typed))
  if (!read.success) return c.redirect(paths.myLibrary, 303)
  const words = c.var.t.patrons.typedBefore
  const { path, fields } = read.data
  c.header('cache-control', 'no-store')
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        <p>{words.kept}</p>
        <PostForm c={c} action={path} token={token}>
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name={againField} value="1" />
          <Submit look="chief" wide>
            {words.back}
          </Submit>
        </PostForm>
        <p>
          <a href={paths.myLibrary}>{words.leave}</a>
        </p>
      </div>
    </Layout>,
  )
}

/** The same for who must choose a password first: what was typed goes along with the form of that. */
export function passwordFirstPage(c: Context<Page>, wish: Onward, token: string): Response | Promise<Response> {
  const words = c.var.t.patrons.typedBefore
  c.header('cache-control', 'no-store')
  return show(
    c,
    <Layout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        <p>{words.passwordFirst}</p>
        <PostForm c={c} action={paths.password} token={token}>
          <OnwardFields wish={wish} />
          <input type="hidden" name={againField} value="1" />
          <Submit look="chief" wide>
            {words.toPassword}
          </Submit>
        </PostForm>
      </div>
    </Layout>,
  )
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
