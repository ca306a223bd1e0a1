import type { Context } from 'hono'
import { z } from 'zod'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { RequestId } from '#ids.ts'
import { myRequests } from '#requests/my-requests.ts'
import type { RequestRefusal } from '#requests/rules/request.ts'
import { sendRequest } from '#requests/send-request.ts'
import { withdrawRequest } from '#requests/withdraw-request.ts'
import { newId } from '#std/new-id.ts'
import { readQuery } from '#web/forms.ts'
import { readChoice } from '#web/my-library/orders/read-choice.ts'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { NewRequestPage } from './new-request-page.tsx'
import { readPrefilled, readRequestForm, type TypedRequest, toWish } from './request-form.ts'
import { RequestsPage } from './requests-page.tsx'

const sentQuery = z.object({
  sent: z.string().max(300).optional().catch(undefined),
  withdrawn: z.literal('1').optional().catch(undefined),
  tooLate: z.literal('1').optional().catch(undefined),
})

/** リクエスト: a patron's own list, and the form for a title that is not held. */
export const requestPages = pages()
  .get(paths.requests, async c => {
    const read = readQuery(c, sentQuery)
    const requests = await myRequests(c.var.library, patronOf(c).patronId)
    return show(c, <RequestsPage c={c} requests={requests} said={read.ok ? read.values : {}} />)
  })

  .get(paths.newRequest, c => newRequestPage(c, { typed: readPrefilled(c), id: newId() }))

  .post(paths.requests, async c => {
    const read = readRequestForm(c)
    if (!read.ok) {
      const { id, ...typed } = read.typed
      return newRequestPage(c, { typed, errors: read.errors, id: read.errors.id ? newId() : (id ?? newId()) })
    }
    const wish = toWish(read.values)
    const sent = await sendRequest(c.var.library, patronOf(c).patronId, wish)
    if (sent.ok) return c.redirect(toDone(withQuery(paths.requests, { sent: wish.title })), 303)
    if (sent.refusal === 'notFound') return c.notFound()
    const { author, publisher, published, isbn, note } = read.values
    const typed = { title: wish.title, ...withoutNull({ author, publisher, published, isbn, note }) }
    return newRequestPage(c, { typed, refusals: sent.refusal, id: wish.id })
  })

  .post(paths.requestWithdraw(':id'), async c => {
    const id = c.req.param('id') ?? ''
    if (!z.uuid().safeParse(id).success) return c.notFound()
    const withdrawn = await withdrawRequest(c.var.library, patronOf(c).patronId, RequestId(id))
    if (withdrawn.ok) return c.redirect(toDone(withQuery(paths.requests, { withdrawn: 1 })), 303)
    return withdrawn.refusal.why === 'notFound'
      ? c.notFound()
      : c.redirect(withQuery(paths.requests, { tooLate: 1 }), 303)
  })
  .get(paths.requestWithdraw(':id'), c => c.redirect(paths.requests, 303))

type View = {
  typed: TypedRequest
  id: string
  errors?: Partial<Record<string, string>>
  refusals?: RequestRefusal[]
}

async function newRequestPage(c: Context<Page>, view: View) {
  const { library } = c.var
  const choices = await myChoices(library, patronOf(c).patronId)
  const chosen = c.req.method === 'POST' ? readChoice(c) : { pickup: choices.pickup, contact: choices.contact }
  const refused = Object.keys(view.errors ?? {}).length > 0 || view.refusals !== undefined
  return show(c, <NewRequestPage c={c} {...view} choices={choices} chosen={chosen} />, refused ? 422 : 200)
}

const withoutNull = (fields: Record<string, string | null>): TypedRequest =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
