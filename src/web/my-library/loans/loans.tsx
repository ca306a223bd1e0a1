import type { Context } from 'hono'
import { z } from 'zod'
import { besideOf } from '#catalogue/beside/beside-of.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import { renew } from '#circulation/desk/renew.ts'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import { myLoanHistory } from '#circulation/loans/my-loan-history.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { type BibId, LoanId, type PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { idIn, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { LoansPage } from './loans-page.tsx'
import { notRenewedWords } from './renewal-words.ts'

export const loanPages = pages()
  .get(paths.loans, c => showLoans(c))

  .post(paths.loanRenew(':id'), async c => {
    const { patronId } = patronOf(c)
    const loanId = idIn(c, LoanId)
    const renewed = await renew(c.var.library, { is: 'patron', patronId }, loanId)
    if (renewed.ok) return c.redirect(toDone(withQuery(paths.loans, { renewed: loanId })), 303)
    if (renewed.refusal.why === 'notFound') return c.notFound()
    return showLoans(c, { loanId, words: notRenewedWords(c.var.t, renewed.refusal.all) })
  })
  .get(paths.loanRenew(':id'), c => c.redirect(paths.loans, 303))

const renewedQuery = z.object({ renewed: z.coerce.number().catch(0) })

async function showLoans(c: Context<Page>, refused: { loanId: LoanId; words: string } | null = null) {
  const { library } = c.var
  const { patronId, actingFor } = patronOf(c)
  // What somebody read is theirs alone, also in a family.
  const [loans, history] = await Promise.all([
    myLoans(library, patronId),
    actingFor === null ? myLoanHistory(library, patronId) : null,
  ])
  const next = await nextOf(library, patronId, loans)
  const read = readQuery(c, renewedQuery)
  const renewedId = read.ok && !refused ? read.values.renewed : 0
  return show(
    c,
    <LoansPage c={c} loans={loans} next={next} history={history} renewedId={renewedId} refused={refused} />,
    refused ? 409 : 200,
  )
}

/** つぎの巻 of what is on loan, where the patron has it neither on loan nor reserved. */
async function nextOf(library: Library, patronId: PatronId, loans: readonly MyLoan[]) {
  const beside = await besideOf(
    library,
    loans.map(({ bibId }) => bibId),
  )
  const next = [...beside].flatMap(([id, { next }]) => (next === null ? [] : [[id, next] as const]))
  if (next.length === 0) return new Map<BibId, Bib>()
  const open = (await myHolds(library, patronId)).filter(({ closed }) => !closed)
  const has = new Set([...loans, ...open].map(({ bibId }) => bibId))
  return new Map(next.filter(([, { id }]) => !has.has(id)))
}
