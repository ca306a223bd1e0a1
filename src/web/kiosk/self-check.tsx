import type { Context } from 'hono'
import { z } from 'zod'
import { isCardAtMachine } from '#circulation/desk/card-scanned.ts'
import { checkIn, isUnknownItem, type Verdict } from '#circulation/desk/check-in.ts'
import { lendAtMachine } from '#circulation/desk/lend-at-machine.ts'
import { renew } from '#circulation/desk/renew.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { kindOfCode } from '#circulation/rules/code-form.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { LoanId, type PatronId } from '#ids.ts'
import { lendingWords, renewalWords } from '#machines/refusal-words.ts'
import { patronAtMachine } from '#patrons/patron-at-machine.ts'
import { readCardNumber } from '#patrons/rules/card-number.ts'
import { type Verified, verifyPassword } from '#patrons/signing-in/verify-password.ts'
import type { Terminal } from '#patrons/terminals/terminal.ts'
import type { Text } from '#text/text.ts'
import { idField } from '#web/forms.ts'
import { readForm, readQuery, text } from '../forms.ts'
import { say } from '../gate/guard.tsx'
import { type Page, pages, show } from '../page.ts'
import { readTouched } from '../parts/keys/touch-keys.tsx'
import { paths, withQuery } from '../paths.ts'
import { doorOf, isOwnForm, signIn, signOut, startOf } from '../session.ts'
import { CardPage, ReturnPage, VisitPage } from './self-check-pages.tsx'
import type { StationSaid } from './station-frame.tsx'

const barcodeForm = z.object({ barcode: text(60) })
const loanForm = z.object({ loan: idField(LoanId) })

/**
 * 自動貸出機: loans, renewals, what is ready, and returns where the library lets the station take them. It asks the same
 * actions as a machine that speaks SIP2, in the name of the station, and knows nobody but who is signed in at it.
 * Anywhere else these pages are not there.
 */
export const selfCheckPages = pages()
  .get(paths.selfCheck, c => {
    const station = stationOf(c)
    if (station === null) return c.notFound()
    return c.var.visitor.is === 'patron' ? visitPage(c, station, null) : show(c, <CardPage c={c} station={station} />)
  })
  .post(paths.selfCheck, async c => {
    const station = stationOf(c)
    if (station === null) return c.notFound()
    if (!isOwnForm(c)) return say(c, 403)
    return signInHere(c, station)
  })
  .post(paths.selfCheckLoan, async c => {
    const station = stationOf(c)
    const patronId = patronHere(c)
    if (station === null) return c.notFound()
    if (patronId === null) return c.redirect(paths.selfCheck, 303)
    const form = readForm(c, barcodeForm)
    if (!form.ok) return visitPage(c, station, no(c.var.t.machines.checkOut.unknownItem))
    return lendHere(c, station, patronId, form.values.barcode)
  })
  .post(paths.selfCheckRenew, async c => {
    const station = stationOf(c)
    const patronId = patronHere(c)
    if (station === null) return c.notFound()
    if (patronId === null) return c.redirect(paths.selfCheck, 303)
    const form = readForm(c, loanForm)
    const loan = form.ok
      ? (await myLoans(c.var.library, patronId)).find(({ id }) => id === form.values.loan)
      : undefined
    const words = c.var.t.machines
    if (!loan) return visitPage(c, station, no(words.renew.notFound))
    const renewed = await renew(c.var.library, actorOf(station), loan.id)
    if (!renewed.ok)
      return visitPage(c, station, no(c.var.t.selfCheck.refusedOf(loan.title, renewalWords(words, renewed.refusal))))
    return c.redirect(withQuery(paths.selfCheck, { did: 'renewed', copy: loan.barcode }), 303)
  })
  .post(paths.selfCheckEnd, async c => {
    const station = stationOf(c)
    if (station === null) return c.notFound()
    await signOut(c)
    return c.redirect(startOf(station), 303)
  })
  .get(paths.selfCheckReturn, c => {
    const station = stationOf(c)
    return station?.selfCheck === 'returns' ? show(c, <ReturnPage c={c} station={station} />) : c.notFound()
  })
  .post(paths.selfCheckReturn, async c => {
    const station = stationOf(c)
    if (station?.selfCheck !== 'returns') return c.notFound()
    if (c.var.visitor.is === 'anonymous' && !isOwnForm(c)) return say(c, 403)
    const form = readForm(c, barcodeForm)
    const barcode = form.ok ? readBarcode(form.values.barcode) : ''
    const scan = { actor: actorOf(station), branchId: station.branchId, barcode }
    const verdict = await checkIn(c.var.library, scan)
    const isCard = isUnknownItem(verdict) && (await isCardAtMachine(c.var.library, barcode, patronHere(c)))
    const said = isCard ? no(c.var.t.selfCheck.isCard) : returnWords(c.var.t, verdict)
    return show(c, <ReturnPage c={c} station={station} said={said} />, said.good ? 200 : 422)
  })
  .get(paths.selfCheckLoan, c => c.redirect(paths.selfCheck, 303))
  .get(paths.selfCheckRenew, c => c.redirect(paths.selfCheck, 303))
  .get(paths.selfCheckEnd, c => c.redirect(paths.selfCheck, 303))

function stationOf(c: Context<Page>): Terminal | null {
  const { terminal } = c.var.visitor
  return terminal === null || terminal.selfCheck === 'no' ? null : terminal
}

/** Who is signed in here; with a 仮パスワード nobody lends. */
function patronHere(c: Context<Page>): PatronId | null {
  const { visitor } = c.var
  return visitor.is === 'patron' && !visitor.mustChangePassword && visitor.veiledUntil === null
    ? visitor.patronId
    : null
}

const actorOf = ({ name }: Terminal) => ({ is: 'machine', name }) as const
const no = (words: string): StationSaid => ({ good: false, text: words })

const cardNumberForm = z.object({ cardNumber: z.string().max(60), password: z.string().max(256).optional() })

async function signInHere(c: Context<Page>, station: Terminal) {
  const { library, t } = c.var
  const touched = readTouched(c, ['cardNumber', 'password'])
  const form = readForm(c, cardNumberForm)
  const again = (said: StationSaid | null, cardNumber: string | null = null, status: 200 | 422 | 429 | 503 = 422) =>
    show(c, <CardPage c={c} station={station} said={said} cardNumber={cardNumber} touched={touched} />, status)
  if (!form.ok) return again(no(t.selfCheck.notACard))
  const { cardNumber, password } = form.values
  if (touched) return again(null, password === undefined ? null : cardNumber, 200)
  if (readCardNumber(cardNumber) === null) return again(no(t.selfCheck.notACard))
  if (kindOfCode(library.policy, cardNumber) === 'item') return again(no(t.selfCheck.isItem))
  if (!password) return again(null, cardNumber, 200)
  const verified = await verifyPassword(library, { ...doorOf(c), cardNumber, password })
  if (verified.is !== 'patron') {
    const status = verified.is === 'tooManyFromHere' ? 429 : verified.is === 'busy' ? 503 : 422
    return again(no(signInWords(t, verified)), null, status)
  }
  if (verified.mustChangePassword) return again(no(t.machines.signIn.temporary))
  await signIn(c, verified)
  return c.redirect(paths.selfCheck, 303)
}

function signInWords({ machines: { signIn: words } }: Text, verified: Exclude<Verified, { is: 'patron' }>): string {
  switch (verified.is) {
    case 'refused':
    case 'birthDateNeeded':
      return words.refused
    case 'merged':
      return words.merged
    case 'veiled':
      return words.veiled
    case 'tooManyFromHere':
    case 'busy':
      return words.later
    default:
      return verified satisfies never
  }
}

async function lendHere(c: Context<Page>, station: Terminal, patronId: PatronId, typed: string) {
  const { library, t } = c.var
  const barcode = readBarcode(typed)
  const lent = await lendAtMachine(library, station, { barcode, patronId, mayRenew: true })
  if (lent.ok)
    return c.redirect(
      withQuery(paths.selfCheck, { did: lent.value.isRenewal ? 'renewed' : 'lent', copy: barcode }),
      303,
    )
  if (lent.refusal.refusal.why === 'unknownItem' && (await isCardAtMachine(library, typed, patronId)))
    return cardInVisit(c, station, patronId, typed)
  const why = lendingWords(t.machines, lent.refusal)
  return visitPage(c, station, no(lent.refusal.title ? t.selfCheck.refusedOf(lent.refusal.title, why) : why))
}

/**
 * A card in place of a copy. One that is not of who is signed in is the next person's: the visit before is over, or
 * their books would be lent to who has walked away.
 */
async function cardInVisit(c: Context<Page>, station: Terminal, patronId: PatronId, typed: string) {
  const { library, t } = c.var
  const here = await patronAtMachine(library, patronId)
  if (here?.cardNumber === readCardNumber(typed)) return visitPage(c, station, no(t.selfCheck.isCard))
  await signOut(c)
  return show(c, <CardPage c={c} station={station} cardNumber={typed} />)
}

const didQuery = z.object({
  did: z.enum(['lent', 'renewed']).catch('lent'),
  copy: z.string().max(60).optional().catch(undefined),
})

/** The page of who is signed in. What was done last is said of their own loans alone, whatever the address names. */
async function visitPage(c: Context<Page>, station: Terminal, refused: StationSaid | null) {
  const { library, t } = c.var
  const patronId = patronHere(c)
  if (patronId === null) return show(c, <CardPage c={c} station={station} said={no(t.machines.signIn.temporary)} />)
  const [loans, holds] = await Promise.all([myLoans(library, patronId), myHolds(library, patronId)])
  const query = readQuery(c, didQuery)
  const { did = 'lent', copy } = query.ok ? query.values : {}
  const loan = loans.find(({ barcode }) => barcode === copy)
  const done = loan ? { good: true, text: t.selfCheck[did](loan.title, t.dates.day(loan.dueOn)) } : null
  return show(
    c,
    <VisitPage c={c} station={station} said={refused ?? done} loans={loans} holds={holds} />,
    refused ? 422 : 200,
  )
}

/** What the machine says of a copy that was given back. For whom it is kept is nobody's business here. */
function returnWords(t: Text, verdict: Verdict): StationSaid {
  const words = t.selfCheck
  switch (verdict.do) {
    case 'shelve':
      return { good: true, text: `${words.returned(verdict.title)} ${words.toShelf}` }
    case 'holdShelf':
    case 'send':
      return { good: true, text: `${words.returned(verdict.title)} ${words.toStaff}` }
    case 'stop':
      return no(verdict.title === null ? words.unknownItem : words.refusedOf(verdict.title, words.toCounter))
    default:
      return verdict satisfies never
  }
}
