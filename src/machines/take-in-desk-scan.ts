import { createHash } from 'node:crypto'
import { cardScanned } from '#circulation/desk/card-scanned.ts'
import { checkIn, type Verdict } from '#circulation/desk/check-in.ts'
import { type CheckOutOrder, checkOut } from '#circulation/desk/check-out.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { kindOfCode } from '#circulation/rules/code-form.ts'
import type { Afterwards } from '#circulation/scans/afterwards.ts'
import type { BranchId, PatronId, StopId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { findByCard, isPatron, nowKnownAs } from '#patrons/show-patron.ts'
import { dayOf } from '#time/clock.ts'
import { insertDeskReport, type NewDeskReport, ToldBefore, wasTold } from './desk-report-store.ts'
import { judgeOnCopy, NotCarriedOut } from './judge-on-copy.ts'

/** What was scanned at a counter while the service or its database was away. */
export type DeskScan = {
  /** Drawn when it was scanned; by this it is known again, however often it is told. */
  id: string
  /** By which the page would have sent it at once. */
  sentId: string
  what: 'checkIn' | 'checkOut'
  at: Temporal.Instant
  /** Who scanned it, and where they stood. */
  staffLogin: string
  branchId: BranchId
  stopId: StopId | null
  /** As it was scanned. */
  code: string
  /** To whom it was lent: the card as it was scanned, or whose page was open. */
  card: string | null
  patronId: PatronId | null
}

/** What became of it. In every case it need not be told again. */
export type DeskScanTaken =
  /** `leftToDo`: what is to be done with the copy, which stands on the list for people. */
  | { is: 'returned'; verdict: Verdict; leftToDo: string | null }
  /** `although`: it broke these rules, and stands on the list for people. */
  | { is: 'lent'; title: string; dueOn: Temporal.PlainDate; although: readonly string[] }
  /** It was told before, or things are as it says. */
  | { is: 'known' }
  /** The code is a card's: nothing was lent or returned. */
  | { is: 'card' }
  /** Not carried out: it stands on the list for people. */
  | { is: 'leftToPeople'; why: string }

type By = { actor: Extract<Actor, { is: 'staff' }> }

/**
 * Takes in what was scanned at a counter while it was cut off. It has happened: a rule that stands against a loan does
 * not undo it, but is told to people. It counts once, however often it is told, and is judged by the day on which it
 * was scanned. What cannot be true any more changes nothing and stands on a list for people.
 */
export async function takeInDeskScan(library: Library, { actor }: By, scan: DeskScan): Promise<DeskScanTaken> {
  const key = createHash('sha256').update(`desk\0${scan.id}`).digest()
  if (await wasTold(library.db, key, scan.sentId)) return { is: 'known' }
  if ((await cardScanned(library, scan.code)) !== null) return { is: 'card' }
  const report = reportOf(library, scan, key)
  try {
    const owner = await lentTo(library, scan)
    const taken =
      typeof owner === 'string'
        ? left(owner)
        : kindOfCode(library.policy, scan.code) === 'neither'
          ? left('noSuchForm')
          : await carryOut(library, actor, { scan, owner, report })
    if (taken.is === 'leftToPeople') {
      const open = {
        why: taken.why,
        barcode: readBarcode(scan.code).slice(0, 60),
        patronId: typeof owner === 'string' ? null : owner,
        cardNumber: typeof owner === 'string' ? (scan.card?.slice(0, 60) ?? null) : null,
      }
      await insertDeskReport(library.db, { ...report, open })
    }
    return taken
  } catch (error) {
    if (error instanceof ToldBefore) return { is: 'known' }
    throw error
  }
}

type Report = Omit<NewDeskReport, 'open'>
type Carried = { scan: DeskScan; owner: PatronId | null; report: Report }

const left = (why: string): DeskScanTaken => ({ is: 'leftToPeople', why })

/** Whose loan it is; null for a return; a text: why that is not known. */
async function lentTo(
  library: Library,
  { what, card, patronId }: DeskScan,
): Promise<PatronId | null | 'unknownPatron' | 'retiredCard'> {
  if (what === 'checkIn') return null
  if (card === null) {
    // Whose page was open may go by another number since.
    const now = patronId === null ? null : ((await nowKnownAs(library, patronId)) ?? patronId)
    return now !== null && (await isPatron(library, now)) ? now : 'unknownPatron'
  }
  const found = await findByCard(library, card)
  if (found.is === 'patron') return found.patronId
  return found.is === 'retired' ? 'retiredCard' : 'unknownPatron'
}

function reportOf(library: Library, scan: DeskScan, key: Buffer): Report {
  const now = library.clock.now()
  // A browser whose clock is ahead has seen nothing that is still to come.
  const [happenedAt] = [scan.at, now].sort(Temporal.Instant.compare)
  const { what, staffLogin, branchId } = scan
  return { key, what, happenedAt: happenedAt!, reportedAt: now, staffLogin, branchId, change: null }
}

async function carryOut(library: Library, actor: Actor, carried: Carried): Promise<DeskScanTaken> {
  const { scan, owner } = carried
  const order = { actor, branchId: scan.branchId, barcode: readBarcode(scan.code) }
  try {
    if (owner === null) {
      const verdict = await checkIn(library, { ...order, afterwards: afterwards(carried) })
      if (verdict.do === 'stop' && verdict.why === 'unknownItem') return left(verdict.why)
      return { is: 'returned', verdict, leftToDo: leftToDo(verdict) }
    }
    return await lend(library, { ...order, stopId: scan.stopId, patronId: owner }, { ...carried, owner })
  } catch (error) {
    if (!(error instanceof NotCarriedOut)) throw error
    return error.judged === 'alreadySo' ? { is: 'known' } : left(error.judged)
  }
}

/** The copy is gone: the rules that stand against the loan are set aside, and people hear of them. */
async function lend(
  library: Library,
  order: CheckOutOrder & { patronId: PatronId },
  carried: Carried & { owner: PatronId },
): Promise<DeskScanTaken> {
  const first = await checkOut(library, { ...order, afterwards: afterwards(carried) })
  if (first.ok) return { is: 'lent', title: first.value.title, dueOn: first.value.dueOn, although: [] }
  const { refusal } = first
  if (!('besides' in refusal)) return left(refusal.why)
  if (refusal.why === 'onLoan' && refusal.toThisPatron) return { is: 'known' }
  const although = [refusal, ...refusal.besides].map(({ why }) => why)
  const second = await checkOut(library, {
    ...order,
    override: 'offline',
    afterwards: afterwards(carried, although),
  })
  if (!second.ok) return left(second.refusal.why)
  return { is: 'lent', title: second.value.title, dueOn: second.value.dueOn, although }
}

/** Under the locks: whether it still can be; and with the change its report, which is what makes it count once. */
function afterwards({ scan, owner, report }: Carried, although: readonly string[] = []): Afterwards {
  return {
    on: dayOf(report.happenedAt),
    judge(tx, { id, loan }) {
      const reported = { what: scan.what, at: report.happenedAt }
      // Whoever did something since: the counter that was cut off has told of none of it.
      return judgeOnCopy(tx, { id, onLoanTo: loan?.patronId ?? null }, reported, { actor: '', patronId: owner })
    },
    async note(tx, item, verdict) {
      const why = verdict ? leftToDo(verdict) : although.length > 0 ? ['although', ...although].join('.') : null
      const { barcode, id: itemId, lastEventId: after } = item
      const open = why ? { why, barcode, patronId: owner, cardNumber: null } : null
      await insertDeskReport(tx, { ...report, open, change: { itemId, after } })
    },
  }
}

/** What is to be done with a returned copy that lies where it was returned; null: it goes where such copies go. */
function leftToDo(verdict: Verdict): string | null {
  switch (verdict.do) {
    case 'stop':
      return verdict.why
    case 'holdShelf':
      return 'toHoldShelf'
    case 'send':
      return verdict.holdId === null ? null : 'toSend'
    case 'shelve':
      return null
    default:
      return verdict satisfies never
  }
}
