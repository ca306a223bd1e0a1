import { listBranches } from '#branches/list-branches.ts'
import { isCardAtMachine } from '#circulation/desk/card-scanned.ts'
import { checkIn, isUnknownItem, type Verdict } from '#circulation/desk/check-in.ts'
import { findCopy } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { takeInReport } from '#machines/take-in-report.ts'
import { fieldOf, present } from './rules/message.ts'
import { readSipDate, sipDate } from './rules/sip-date.ts'
import { sorting } from './rules/sorting.ts'
import { yesNo } from './rules/write-message.ts'
import { type Answer, type Asked, echo, institution, isCardWords } from './talk.ts'

/**
 * 09: a copy comes back, or is scanned by a sorter. What is to be done with it is the verdict that the counter gets:
 * the alert, the sort bin (CL), its kind (CV) and where it is to be sent (CT).
 */
export async function takeBack(asked: Asked<'09'>): Promise<Answer<'10'>> {
  const { talk, machine, message } = asked
  const { library } = talk
  const barcode = readBarcode(fieldOf(message, 'AB') ?? '')
  if (message.fixed.noBlock === 'Y') {
    const at = readSipDate(message.fixed.returnDate) ?? readSipDate(message.fixed.date) ?? library.clock.now()
    const taken = await takeInReport(library, machine, { what: 'checkIn', at, cardNumber: null, barcode })
    if (taken.is !== 'carriedOut' || !taken.verdict) {
      const said = taken.is === 'known' ? asked.words.report.known : asked.words.report.leftToPeople
      return answer(asked, barcode, { verdict: null, words: said, isConflict: taken.is === 'leftToPeople' })
    }
    return answer(asked, barcode, { verdict: taken.verdict, words: await verdictWords(asked, taken.verdict) })
  }
  const actor = { is: 'machine', name: machine.name } as const
  const verdict = await checkIn(library, { actor, branchId: machine.branchId, barcode })
  const isCard = isUnknownItem(verdict) && (await isCardAtMachine(library, barcode, null))
  return answer(asked, barcode, { verdict, words: isCard ? isCardWords(machine) : await verdictWords(asked, verdict) })
}

type Taken =
  | { verdict: Verdict; words: string | null }
  /** Of a report that was known, or is for people. */
  | { verdict: null; words: string; isConflict: boolean }

async function answer(asked: Asked<'09'>, barcode: string, taken: Taken): Promise<Answer<'10'>> {
  const { talk, machine, message } = asked
  const { verdict } = taken
  const copy = await findCopy(talk.library, barcode)
  const sorted = verdict
    ? sorting(verdict)
    : {
        ok: true,
        alert: taken.isConflict,
        bin: taken.isConflict ? '99' : '00',
        kind: taken.isConflict ? '99' : null,
        to: null,
      }
  const isHeld = verdict?.do === 'holdShelf'
  return {
    code: '10',
    fixed: {
      ok: sorted.ok ? '1' : '0',
      resensitize: yesNo(sorted.ok),
      magnetic: 'U',
      alert: yesNo(sorted.alert),
      date: sipDate(talk.library.clock.now()),
    },
    fields: [
      institution(message, machine),
      echo(message, 'AB'),
      ['AQ', copy?.homeBranchId ?? ''],
      ...present(
        ['AJ', copy?.title],
        ['CL', sorted.bin],
        ['CS', copy?.callNumber],
        ['CV', sorted.kind],
        ['CT', sorted.to],
        ['CY', isHeld && machine.tellsHoldPatron ? verdict.cardLast4 : null],
        ['AF', taken.words],
      ),
    ],
  }
}

/** What a screen says of a copy that is not simply shelved. */
async function verdictWords({ talk, machine, words }: Asked<'09'>, verdict: Verdict): Promise<string | null> {
  const say = words.checkIn
  switch (verdict.do) {
    case 'shelve':
      return null
    case 'holdShelf':
      return machine.tellsHoldPatron ? say.holdShelfFor(verdict.cardLast4) : say.holdShelf
    case 'send': {
      const branches = await listBranches(talk.library)
      return say.send(branches.find(({ id }) => id === verdict.to)?.name ?? verdict.to)
    }
    case 'stop':
      return verdict.why === 'unknownItem' ? say.unknownItem : say.stop
    default:
      return verdict satisfies never
  }
}
