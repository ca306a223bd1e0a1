import type { Context } from 'hono'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import type { PatronId } from '#ids.ts'
import { myAccount } from '#patrons/my-account.ts'
import { patronAtMachine } from '#patrons/patron-at-machine.ts'
import { dayOf } from '#time/clock.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { originOf } from '../page.ts'
import { answer, patronFor, postedOf, refuse } from './answers.ts'
import { type AskedDocument, cancel, renewOne, request } from './deeds.ts'
import { holdDocument, loanDocument, type PaiaDocument } from './documents.ts'

const base = `${paths.paiaCore}/:patron`

/**
 * PAIA core: what a patron has on loan and on hold, and what a program may do about it in their name: the same as the
 * pages.
 */
export const paiaCorePages = pages()
  .get(base, patron)
  .get(`${base}/items`, items)
  .post(`${base}/request`, c => deeds(c, request))
  .post(`${base}/renew`, c => deeds(c, renewOne))
  .post(`${base}/cancel`, c => deeds(c, cancel))
  .get(`${base}/fees`, async c => {
    const who = await patronFor(c, 'read_fees')
    // This library takes no money.
    return who instanceof Response ? who : answer(c, { amount: '0.00 JPY', fee: [] }, who.headers)
  })
  .patch(base, c =>
    refuse(c, 'not_implemented', 'Addresses are changed on the pages of the library, or at its counter.'),
  )
  .all(`${base}/notifications`, c => refuse(c, 'not_implemented', 'Notices go by mail or telephone.'))
  .all(`${paths.paiaCore}/*`, c => refuse(c, 'not_found', 'There is nothing at this address, or not by this method.'))
  .all(`${paths.paiaAuth}/*`, c => refuse(c, 'not_found', 'There is nothing at this address, or not by this method.'))

async function patron(c: Context<Page>): Promise<Response> {
  const who = await patronFor(c, 'read_patron')
  if (who instanceof Response) return who
  const { library } = c.var
  const [account, standing] = await Promise.all([
    myAccount(library, who.patronId),
    patronAtMachine(library, who.patronId),
  ])
  const expired = Temporal.PlainDate.compare(account.expiresOn, dayOf(library.clock.now())) < 0
  const status = expired ? 2 : standing?.blocked ? 1 : 0
  return answer(
    c,
    {
      name: account.name,
      ...(account.mail ? { email: account.mail } : {}),
      expires: account.expiresOn.toString(),
      status,
    },
    who.headers,
  )
}

async function items(c: Context<Page>): Promise<Response> {
  const who = await patronFor(c, 'read_items')
  if (who instanceof Response) return who
  const origin = originOf(c)
  const [loans, holds] = await Promise.all([
    loansOfPatron(c.var.library, who.patronId),
    myHolds(c.var.library, who.patronId),
  ])
  const doc = [
    ...loans.map(loan => loanDocument(origin, loan)),
    ...holds.flatMap(hold => holdDocument(origin, hold) ?? []),
  ]
  return answer(c, { doc }, who.headers)
}

const documentsMax = 50

/** Does one thing to each document in turn; each is answered for itself. */
async function deeds(
  c: Context<Page>,
  deed: (c: Context<Page>, patronId: PatronId, asked: AskedDocument) => Promise<PaiaDocument>,
): Promise<Response> {
  const who = await patronFor(c, 'write_items')
  if (who instanceof Response) return who
  const asked = (await postedOf(c))?.doc
  const isSound = Array.isArray(asked) && asked.length > 0 && asked.length <= documentsMax
  if (!isSound || !asked.every(one => one !== null && typeof one === 'object' && ('item' in one || 'edition' in one)))
    return refuse(
      c,
      'invalid_request',
      `{"doc":[{"edition":"…"}]} is needed, of ${documentsMax} documents at most.`,
      who.headers,
    )
  const doc: PaiaDocument[] = []
  for (const one of asked as AskedDocument[]) doc.push(await deed(c, who.patronId, one))
  return answer(c, { doc }, who.headers)
}
