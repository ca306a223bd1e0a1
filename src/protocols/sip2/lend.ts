import { type CheckOutRefusal, checkOut } from '#circulation/desk/check-out.ts'
import { renew } from '#circulation/desk/renew.ts'
import { findCopy } from '#circulation/lists/show-item.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { takeInReport } from '#machines/take-in-report.ts'
import type { Text } from '#text/text.ts'
import { renewalWords } from '../refusal-words.ts'
import { fieldOf, present } from './rules/message.ts'
import { readSipDate, sipDate, sipDay } from './rules/sip-date.ts'
import { yesNo } from './rules/write-message.ts'
import { type Answer, type Asked, dayText, echo, institution } from './talk.ts'
import { whoAsks } from './who.ts'

/** So long a loan of the same copy to the same patron is the same loan, sent again after a broken connection. */
const sameLoanMinutes = 10

/**
 * 11: lends a copy. One that the patron has already is renewed when the machine allows it. What a machine lent while it was cut off
 * (`noBlock`) is taken in as a report.
 */
export async function lend(asked: Asked<'11'>): Promise<Answer<'12'>> {
  const { talk, machine, message, words } = asked
  const barcode = readBarcode(fieldOf(message, 'AB') ?? '')
  if (message.fixed.noBlock === 'Y') return lentOffline(asked, barcode)
  const who = await whoAsks(asked)
  if (who.is !== 'patron') return answer(asked, { ok: false, title: null, words: who.words })
  const { patronId } = who
  const actor = { is: 'machine', name: machine.name } as const
  const lent = await checkOut(talk.library, { actor, branchId: machine.branchId, barcode, patronId })
  if (lent.ok) return answer(asked, { ok: true, title: lent.value.title, dueOn: lent.value.dueOn })
  const { refusal } = lent
  if (refusal.why === 'onLoan' && refusal.toThisPatron) return lendAgain(asked, barcode, patronId)
  const title = (await findCopy(talk.library, barcode))?.title ?? null
  return answer(asked, { ok: false, title, words: refusalWords(words, refusal) })
}

async function lendAgain(asked: Asked<'11'>, barcode: string, patronId: number): Promise<Answer<'12'>> {
  const { talk, machine, message, words } = asked
  const { library } = talk
  const loan = (await loansOfPatron(library, patronId)).find(one => one.barcode === barcode)
  if (!loan) return answer(asked, { ok: false, title: null, words: words.renew.notFound })
  const lentAgo = library.clock.now().since(loan.lentAt).total('minutes')
  if (lentAgo < sameLoanMinutes) return answer(asked, { ok: true, title: loan.title, dueOn: loan.dueOn })
  if (message.fixed.renewal !== 'Y')
    return answer(asked, { ok: false, title: loan.title, words: words.checkOut.onLoanToYou })
  const renewed = await renew(library, { is: 'machine', name: machine.name }, loan.id)
  return renewed.ok
    ? answer(asked, { ok: true, title: loan.title, dueOn: renewed.value.dueOn, isRenewal: true })
    : answer(asked, { ok: false, title: loan.title, words: renewalWords(words, renewed.refusal) })
}

async function lentOffline(asked: Asked<'11'>, barcode: string): Promise<Answer<'12'>> {
  const { talk, machine, message, words } = asked
  const at = readSipDate(message.fixed.date) ?? talk.library.clock.now()
  const cardNumber = fieldOf(message, 'AA')
  const taken = await takeInReport(talk.library, machine, { what: 'checkOut', at, cardNumber, barcode })
  if (taken.is === 'carriedOut') return answer(asked, { ok: true, title: taken.title, dueOn: taken.dueOn! })
  const dueText = message.fixed.dueDate.trim() === '' ? '' : message.fixed.dueDate
  const said = taken.is === 'known' ? words.report.known : words.report.leftToPeople
  return answer(asked, {
    ok: true,
    title: (await findCopy(talk.library, barcode))?.title ?? null,
    dueText,
    words: said,
  })
}

type Lent =
  | { ok: false; title: string | null; words: string }
  | { ok: true; title: string | null; dueOn: Temporal.PlainDate; isRenewal?: boolean }
  | { ok: true; title: string | null; dueText: string; words: string }

function answer({ talk, machine, message, words }: Asked<'11'>, lent: Lent): Answer<'12'> {
  const dueDate = 'dueOn' in lent ? sipDay(lent.dueOn) : 'dueText' in lent ? lent.dueText : ''
  const said = 'dueOn' in lent ? words.checkOut.done(dayText(words, lent.dueOn)) : lent.words
  return {
    code: '12',
    fixed: {
      ok: lent.ok ? '1' : '0',
      renewalOk: yesNo('isRenewal' in lent && lent.isRenewal === true),
      // Whether a copy carries a magnetic strip is not in our tables.
      magnetic: 'U',
      desensitize: yesNo(lent.ok),
      date: sipDate(talk.library.clock.now()),
    },
    fields: [
      institution(message, machine),
      echo(message, 'AA'),
      echo(message, 'AB'),
      ['AJ', lent.title ?? ''],
      ['AH', dueDate],
      ...present(['AF', said], ['BK', fieldOf(message, 'BK')]),
    ],
  }
}

/** Why a copy is not lent, as one may read who stands behind the patron. */
export function refusalWords(words: Text['machines'], refusal: CheckOutRefusal): string {
  const no = words.checkOut
  switch (refusal.why) {
    case 'unknownPatron':
      return words.signIn.refused
    case 'cardStopped':
    case 'cardExpired':
    case 'overdue':
      return words.blocked
    case 'inRepair':
      return no.withdrawn
    case 'onLoan':
      return refusal.toThisPatron ? no.onLoanToYou : no.onLoan
    case 'tooManyLoans':
      return no.tooManyLoans(refusal.max)
    case 'unknownItem':
    case 'notForLoan':
    case 'newestStays':
    case 'withdrawn':
    case 'heldForAnother':
      return no[refusal.why]
    default:
      return refusal satisfies never
  }
}
