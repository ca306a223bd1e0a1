import { findCopy } from '#circulation/lists/show-item.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { fieldOf, present } from './rules/message.ts'
import { sipDate, sipDay } from './rules/sip-date.ts'
import { circulationStatus } from './rules/sorting.ts'
import { type Answer, type Asked, echo, institution } from './talk.ts'

/** 17: what a copy is, where, and when it is due; never who has it or waits for it. */
export async function itemInformation({ talk, message }: Asked<'17'>): Promise<Answer<'18'>> {
  const copy = await findCopy(talk.library, readBarcode(fieldOf(message, 'AB') ?? ''))
  return {
    code: '18',
    fixed: {
      circulationStatus: circulationStatus(copy?.status ?? null),
      security: '00',
      feeType: '01',
      date: sipDate(talk.library.clock.now()),
    },
    fields: [
      echo(message, 'AB'),
      ['AJ', copy?.title ?? ''],
      ...present(
        ['AH', copy?.dueOn && sipDay(copy.dueOn)],
        ['AP', copy?.currentBranchId],
        ['AQ', copy?.homeBranchId],
        ['CS', copy?.callNumber],
      ),
    ],
  }
}

/** 19: what is written on a copy is not kept here. */
export async function itemStatusUpdate({ talk, machine, message, words }: Asked<'19'>): Promise<Answer<'20'>> {
  return {
    code: '20',
    fixed: { ok: '0', date: sipDate(talk.library.clock.now()) },
    fields: [institution(message, machine), echo(message, 'AB'), ['AF', words.notHere]],
  }
}
