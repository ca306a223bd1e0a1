import { takeInReport } from '#machines/take-in-report.ts'
import { type PatronAtMachine, patronAtMachine } from '#patrons/patron-at-machine.ts'
import { patronLists } from './patron-lists.ts'
import { type AnyMessage, type Field, fieldOf, present } from './rules/message.ts'
import { readSipDate, sipDate } from './rules/sip-date.ts'
import { yesNo } from './rules/write-message.ts'
import { type Answer, type Asked, echo, institution } from './talk.ts'
import { type Who, whoAsks } from './who.ts'

/** 23: whether a card may be used. */
export async function patronStatus(asked: Asked<'23'>): Promise<Answer<'24'>> {
  const shown = await showWho(asked)
  return { code: '24', fixed: fixedOf(asked, shown), fields: [...shown.fields, ...present(['AF', shown.words])] }
}

/** 63: the same, with how many holds and loans there are, and one list of them. */
export async function patronInformation(asked: Asked<'63'>): Promise<Answer<'64'>> {
  const shown = await showWho(asked)
  const lists = await patronLists(asked, shown.patron)
  return {
    code: '64',
    fixed: { ...fixedOf(asked, shown), ...lists.counts },
    fields: [...shown.fields, ...lists.fields, ...present(['AF', shown.words])],
  }
}

/**
 * 01: a machine kept a card. A machine does not stop cards, people do: what it says is put on their list, and it is
 * told how the card stands, as ever.
 */
export async function blockPatron(asked: Asked<'01'>): Promise<Answer<'24'>> {
  const { talk, machine, message, words } = asked
  const at = readSipDate(message.fixed.date) ?? talk.library.clock.now()
  const cardNumber = fieldOf(message, 'AA')
  await takeInReport(talk.library, machine, { what: 'keepCard', at, cardNumber, barcode: null })
  const shown = unknownCard(asked, { is: 'refused', words: words.report.kept, validCard: false })
  const fixed = { status: denied, language: languageOf(message), date: sipDate(talk.library.clock.now()) }
  return { code: '24', fixed, fields: [...shown.fields, ...present(['AF', shown.words])] }
}

/** 25: only people lift what stands against a card; the machine is told how it stands. */
export async function enablePatron(asked: Asked<'25'>): Promise<Answer<'26'>> {
  const shown = await showWho(asked)
  const af = shown.patron && !shown.patron.blocked ? null : (shown.words ?? asked.words.notHere)
  return { code: '26', fixed: fixedOf(asked, shown), fields: [...shown.fields, ...present(['AF', af])] }
}

/** 35: the visit is over, and whose it was is forgotten. */
export async function endSession({ talk, machine, message }: Asked<'35'>): Promise<Answer<'36'>> {
  talk.patron = null
  const date = sipDate(talk.library.clock.now())
  return { code: '36', fixed: { ended: 'Y', date }, fields: [institution(message, machine), echo(message, 'AA')] }
}

/** 37: this library takes no money. */
export async function feePaid({ talk, machine, message, words }: Asked<'37'>): Promise<Answer<'38'>> {
  const date = sipDate(talk.library.clock.now())
  const fields = [institution(message, machine), echo(message, 'AA'), ['AF', words.notHere] as const]
  return { code: '38', fixed: { accepted: 'N', date }, fields }
}

type Shown = { patron: PatronAtMachine | null; status: string; fields: Field[]; words: string | null }
type AskedOfPatron = Pick<Asked<'23'>, 'talk' | 'machine' | 'words'> & { message: AnyMessage }

/**
 * Charges, renewals, recalls and holds: denied together, without the reason. The rest of the fourteen would tell it.
 */
const denied = 'YYYY'.padEnd(14)
const allowed = ''.padEnd(14)

async function showWho(asked: AskedOfPatron): Promise<Shown> {
  const who = await whoAsks(asked)
  const patron = who.is === 'patron' ? await patronAtMachine(asked.talk.library, who.patronId) : null
  if (who.is !== 'patron') return unknownCard(asked, who)
  if (!patron) return unknownCard(asked, { is: 'refused', words: asked.words.signIn.refused, validCard: false })
  const { machine, message, words } = asked
  const name = machine.commaInName ? patron.name.replace(/[\s　]+/u, ', ') : patron.name
  return {
    patron,
    status: patron.blocked ? denied : allowed,
    fields: [
      institution(message, machine),
      echo(message, 'AA'),
      ['AE', name],
      ['BL', 'Y'],
      ...present(['CQ', who.proven && 'Y']),
      ['BH', 'JPY'],
      ['BV', '0'],
    ],
    words: patron.blocked ? words.blocked : null,
  }
}

function unknownCard({ machine, message }: AskedOfPatron, who: Exclude<Who, { is: 'patron' }>): Shown {
  const isAsking = who.is === 'notProven'
  const fields: Field[] = [
    institution(message, machine),
    echo(message, 'AA'),
    ['AE', ''],
    ['BL', yesNo(isAsking || who.validCard)],
    ['CQ', 'N'],
  ]
  return { patron: null, status: isAsking ? allowed : denied, fields, words: who.words }
}

const fixedOf = ({ talk, message }: AskedOfPatron, { status }: Shown) => ({
  status,
  language: languageOf(message),
  date: sipDate(talk.library.clock.now()),
})

/** As it was asked; 014 is Japanese. */
const languageOf = ({ fixed }: AnyMessage) => ('language' in fixed && fixed.language ? fixed.language : '014')
