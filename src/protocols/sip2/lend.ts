import { isCardAtMachine } from '#circulation/desk/card-scanned.ts'
import { lendAtMachine } from '#circulation/desk/lend-at-machine.ts'
import { findCopy } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { lendingWords } from '#machines/refusal-words.ts'
import { takeInReport } from '#machines/take-in-report.ts'
import { fieldOf, present } from './rules/message.ts'
import { readSipDate, sipDate, sipDay } from './rules/sip-date.ts'
import { yesNo } from './rules/write-message.ts'
import { type Answer, type Asked, dayText, echo, institution, isCardWords } from './talk.ts'
import { whoAsks } from './who.ts'

/**
 * 11: lends a copy. One that the patron has already is renewed when the machine allows it. What a machine lent while it
 * was cut off (`noBlock`) is taken in as a report.
 */
export async function lend(asked: Asked<'11'>): Promise<Answer<'12'>> {
  const { talk, machine, message, words } = asked
  const barcode = readBarcode(fieldOf(message, 'AB') ?? '')
  if (message.fixed.noBlock === 'Y') return lentOffline(asked, barcode)
  const who = await whoAsks(asked)
  if (who.is !== 'patron') return answer(asked, { ok: false, title: null, words: who.words })
  const { patronId } = who
  const lent = await lendAtMachine(talk.library, machine, {
    barcode,
    patronId,
    mayRenew: message.fixed.renewal === 'Y',
  })
  if (lent.ok) return answer(asked, { ok: true, ...lent.value })
  const { title, refusal } = lent.refusal
  const isCard = refusal.why === 'unknownItem' && (await isCardAtMachine(talk.library, barcode, patronId))
  const said = isCard ? isCardWords(machine) : lendingWords(words, lent.refusal)
  return answer(asked, { ok: false, title, words: said })
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
