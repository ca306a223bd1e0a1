import { createHash } from 'node:crypto'
import { checkIn, type Verdict } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { renew } from '#circulation/desk/renew.ts'
import type { DeskItem } from '#circulation/lists/desk-item.ts'
import { findCopy } from '#circulation/lists/show-item.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import type { Afterwards } from '#circulation/scans/afterwards.ts'
import type { PatronId } from '#ids.ts'
import { type Actor, actorName, type Library } from '#library.ts'
import { findByCard } from '#patrons/show-patron.ts'
import { dayOf } from '#time/clock.ts'
import { judgeOnCopy, NotCarriedOut } from './judge-on-copy.ts'
import { claimReport, finishReport, isBegun, leaveReportOpen } from './report-store.ts'
import type { Machine } from './rules/machine.ts'
import { type Reported, type ReportedWhat, reportKey, toldWithinDays } from './rules/report.ts'

/** What became of a report. In every case it is taken in, and the machine need not send it again. */
export type TakenIn =
  | { is: 'carriedOut'; verdict: Verdict | null; dueOn: Temporal.PlainDate | null; title: string | null }
  /** It was taken in before, or things are as it says. */
  | { is: 'known' }
  /** For people: it stands on the list. */
  | { is: 'leftToPeople'; why: string }

/**
 * Takes in what happened at a machine while it was cut off (`no_block`): it has happened, so limits and blocks do not
 * stand against it, and the time of a loan runs from the day on which it happened. Each report counts once, however
 * often it is sent, also when the process died in between. What cannot be true any more, a loan of a copy that the
 * counter has lent to somebody else since, changes nothing and stands on a list for people.
 */
export async function takeInReport(library: Library, machine: Machine, reported: Reported): Promise<TakenIn> {
  const key = createHash('sha256').update(reportKey(machine.name, reported)).digest()
  const owner = reported.cardNumber === null ? null : await findByCard(library, reported.cardNumber)
  const patronId = owner?.is === 'patron' ? owner.patronId : null
  const state = await claimReport(library.db, {
    key,
    machine: machine.name,
    what: reported.what,
    happenedAt: reported.at,
    reportedAt: library.clock.now(),
    barcode: reported.barcode?.slice(0, 60) ?? null,
    patronId,
  })
  if (state !== 'begun') return { is: 'known' }
  const taken = await carryOut(library, machine, { reported, patronId, key })
  if (taken.is === 'leftToPeople') await leaveReportOpen(library.db, key, taken.why)
  else await finishReport(library.db, key)
  return taken
}

type Claimed = { reported: Reported; patronId: PatronId | null; key: Buffer }

const toPeople = (why: string): TakenIn => ({ is: 'leftToPeople', why })

async function carryOut(library: Library, machine: Machine, claimed: Claimed): Promise<TakenIn> {
  const { reported, patronId } = claimed
  const { what } = reported
  if (what === 'keepCard') return toPeople(what)
  const item = reported.barcode === null ? null : await findCopy(library, reported.barcode)
  if (!item) return toPeople('unknownItem')
  if (patronId === null && what !== 'checkIn') return toPeople('unknownPatron')
  const now = library.clock.now()
  // A machine whose clock is ahead has seen nothing that is still to come.
  const at = [reported.at, now].sort(Temporal.Instant.compare)[0]!
  // Nobody's time runs from a day that only a wrong clock says.
  if (what !== 'checkIn' && now.since(at).total('hours') > 24 * toldWithinDays) return toPeople('tooLongAgo')
  try {
    return await carryOutOn(library, machine, item, { ...claimed, what, at })
  } catch (error) {
    if (!(error instanceof NotCarriedOut)) throw error
    return error.judged === 'alreadySo' ? { is: 'known' } : toPeople(error.judged)
  }
}

type ToCarryOut = { what: Exclude<ReportedWhat, 'keepCard'>; at: Temporal.Instant }

/** @throws NotCarriedOut */
async function carryOutOn(
  library: Library,
  machine: Machine,
  { itemId, barcode, title, loanPatronId }: Omit<DeskItem, 'story'>,
  { what, at, patronId, key }: Pick<Claimed, 'patronId' | 'key'> & ToCarryOut,
): Promise<TakenIn> {
  const actor: Actor = { is: 'machine', name: machine.name }
  const by = { actor: actorName(actor), patronId }
  const afterwards: Afterwards = {
    on: dayOf(at),
    async judge(tx, { id, loan }) {
      if (!(await isBegun(tx, key))) throw new NotCarriedOut('alreadySo')
      await judgeOnCopy(tx, { id, onLoanTo: loan?.patronId ?? null }, { what, at }, by)
    },
    note: (tx, _item, verdict) =>
      verdict?.do === 'stop' ? leaveReportOpen(tx, key, verdict.why) : finishReport(tx, key),
  }
  const scan = { actor, branchId: machine.branchId, barcode, afterwards }
  switch (what) {
    case 'checkIn': {
      const verdict = await checkIn(library, scan)
      if (verdict.do === 'stop') return toPeople(verdict.why)
      return { is: 'carriedOut', verdict, dueOn: null, title }
    }
    case 'checkOut': {
      const lent = await checkOut(library, { ...scan, patronId: patronId!, override: 'offline' })
      if (!lent.ok) return toPeople(lent.refusal.why)
      return { is: 'carriedOut', verdict: null, dueOn: lent.value.dueOn, title }
    }
    case 'renew': {
      await judgeOnCopy(library.db, { id: itemId, onLoanTo: loanPatronId }, { what, at }, by)
      const loan = (await loansOfPatron(library, patronId!)).find(one => one.barcode === barcode)
      const renewed = loan ? await renew(library, actor, loan.id, afterwards.on) : null
      if (!renewed?.ok) return toPeople(renewed?.refusal.why ?? 'notFound')
      return { is: 'carriedOut', verdict: null, dueOn: renewed.value.dueOn, title }
    }
    default:
      return what satisfies never
  }
}
