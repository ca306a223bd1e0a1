import { renew } from '#circulation/desk/renew.ts'
import { findCopy } from '#circulation/lists/show-item.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { renewalWords } from '#machines/refusal-words.ts'
import { takeInReport } from '#machines/take-in-report.ts'
import { type Field, fieldOf, present } from './rules/message.ts'
import { readSipDate, sipDate, sipDay } from './rules/sip-date.ts'
import { fourDigits, yesNo } from './rules/write-message.ts'
import { type Answer, type Asked, dayText, echo, institution } from './talk.ts'
import { whoAsks } from './who.ts'

/** 29: renews one loan of the patron. */
export async function renewOne(asked: Asked<'29'>): Promise<Answer<'30'>> {
  const { talk, machine, message, words } = asked
  const { library } = talk
  const barcode = readBarcode(fieldOf(message, 'AB') ?? '')
  if (message.fixed.noBlock === 'Y') return renewedOffline(asked, barcode)
  const who = await whoAsks(asked)
  if (who.is !== 'patron') return answer(asked, { title: null, words: who.words })
  const loan = (await loansOfPatron(library, who.patronId)).find(one => one.barcode === barcode)
  if (!loan) return answer(asked, { title: null, words: words.renew.notFound })
  const renewed = await renew(library, { is: 'machine', name: machine.name }, loan.id)
  if (!renewed.ok) return answer(asked, { title: loan.title, words: renewalWords(words, renewed.refusal) })
  return answer(asked, { title: loan.title, dueOn: renewed.value.dueOn })
}

/** 65: renews what can be renewed, and says what cannot. */
export async function renewAll(asked: Asked<'65'>): Promise<Answer<'66'>> {
  const { talk, machine, message, words } = asked
  const who = await whoAsks(asked)
  const loans = who.is === 'patron' ? await loansOfPatron(talk.library, who.patronId) : []
  const lists: Field[] = []
  let renewed = 0
  for (const loan of loans) {
    const { ok } = await renew(talk.library, { is: 'machine', name: machine.name }, loan.id)
    if (ok) renewed++
    if (lists.length < listMax) lists.push([ok ? 'BM' : 'BN', loan.barcode])
  }
  const unrenewed = loans.length - renewed
  return {
    code: '66',
    fixed: {
      ok: who.is === 'patron' ? '1' : '0',
      renewed: fourDigits(renewed),
      unrenewed: fourDigits(unrenewed),
      date: sipDate(talk.library.clock.now()),
    },
    fields: [
      institution(message, machine),
      ...lists,
      ['AF', who.is === 'patron' ? words.renew.all(renewed, unrenewed) : who.words],
    ],
  }
}

const listMax = 100

async function renewedOffline(asked: Asked<'29'>, barcode: string): Promise<Answer<'30'>> {
  const { talk, machine, message, words } = asked
  const at = readSipDate(message.fixed.date) ?? talk.library.clock.now()
  const cardNumber = fieldOf(message, 'AA')
  const taken = await takeInReport(talk.library, machine, { what: 'renew', at, cardNumber, barcode })
  if (taken.is === 'carriedOut') return answer(asked, { title: taken.title, dueOn: taken.dueOn! })
  const title = (await findCopy(talk.library, barcode))?.title ?? null
  const said = taken.is === 'known' ? words.report.known : words.report.leftToPeople
  return answer(asked, { title, words: said, isTakenIn: true })
}

type Renewed =
  | { title: string | null; words: string; isTakenIn?: boolean }
  | { title: string | null; dueOn: Temporal.PlainDate }

function answer({ talk, machine, message, words }: Asked<'29'>, renewed: Renewed): Answer<'30'> {
  const ok = 'dueOn' in renewed || renewed.isTakenIn === true
  return {
    code: '30',
    fixed: {
      ok: ok ? '1' : '0',
      renewalOk: yesNo(ok),
      magnetic: 'U',
      desensitize: yesNo(ok),
      date: sipDate(talk.library.clock.now()),
    },
    fields: [
      institution(message, machine),
      echo(message, 'AA'),
      echo(message, 'AB'),
      ['AJ', renewed.title ?? ''],
      ['AH', 'dueOn' in renewed ? sipDay(renewed.dueOn) : ''],
      ...present(['AF', 'dueOn' in renewed ? words.checkOut.done(dayText(words, renewed.dueOn)) : renewed.words]),
    ],
  }
}

/** Why a loan is not renewed. */
