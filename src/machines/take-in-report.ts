import { createHash } from 'node:crypto'
import { checkIn, type Verdict } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { renew } from '#circulation/desk/renew.ts'
import { showItem } from '#circulation/lists/show-item.ts'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import type { PatronId } from '#ids.ts'
import { type Actor, actorName, type Library } from '#library.ts'
import { findByCard } from '#patrons/show-patron.ts'
import { claimReport, finishReport, leaveReportOpen } from './report-store.ts'
import type { Machine } from './rules/machine.ts'
import { judgeReport, type Reported, reportKey } from './rules/report.ts'

/** What became of a report. In every case it is taken in, and the machine need not send it again. */
export type TakenIn =
  | { is: 'carriedOut'; verdict: Verdict | null; dueOn: Temporal.PlainDate | null; title: string | null }
  /** It was taken in before, or things are as it says. */
  | { is: 'known' }
  /** For people: it stands on the list. */
  | { is: 'leftToPeople'; why: string }

/**
 * Takes in what happened at a machine while it was cut off (`no_block`): it has happened, so limits and blocks do not
 * stand against it. Each report counts once, however often it is sent, also when the process died in between. What
 * cannot be true any more, a loan of a copy that the counter has lent to somebody else since, changes nothing and
 * stands on a list for people.
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
  const taken = await carryOut(library, machine, reported, patronId)
  if (taken.is === 'leftToPeople') await leaveReportOpen(library.db, key, taken.why)
  else await finishReport(library.db, key)
  return taken
}

async function carryOut(
  library: Library,
  machine: Machine,
  reported: Reported,
  patronId: PatronId | null,
): Promise<TakenIn> {
  const toPeople = (why: string): TakenIn => ({ is: 'leftToPeople', why })
  if (reported.what === 'keepCard') return toPeople('keepCard')
  const item = reported.barcode === null ? null : await showItem(library, reported.barcode)
  if (!item) return toPeople('unknownItem')
  if (patronId === null && reported.what !== 'checkIn') return toPeople('unknownPatron')
  const actor: Actor = { is: 'machine', name: machine.name }
  // A machine whose clock is ahead has seen nothing that is still to come.
  const at = [reported.at, library.clock.now()].sort(Temporal.Instant.compare)[0]!
  const judged = judgeReport(
    { what: reported.what, at },
    { onLoanTo: item.loanPatronId, story: item.story },
    { actor: actorName(actor), patronId },
  )
  if (judged === 'changedSince') return toPeople('changedSince')
  if (judged === 'alreadySo') return { is: 'known' }

  const scan = { actor, branchId: machine.branchId, barcode: item.barcode }
  switch (reported.what) {
    case 'checkIn': {
      const verdict = await checkIn(library, scan)
      if (verdict.do === 'stop') return toPeople(verdict.why)
      return { is: 'carriedOut', verdict, dueOn: null, title: item.title }
    }
    case 'checkOut': {
      const lent = await checkOut(library, { ...scan, patronId: patronId!, override: 'offline' })
      if (!lent.ok) return toPeople(lent.refusal.why)
      return { is: 'carriedOut', verdict: null, dueOn: lent.value.dueOn, title: item.title }
    }
    case 'renew': {
      const loan = (await loansOfPatron(library, patronId!)).find(one => one.barcode === item.barcode)
      const renewed = loan ? await renew(library, actor, loan.id) : null
      if (!renewed?.ok) return toPeople(renewed?.refusal.why ?? 'notFound')
      return { is: 'carriedOut', verdict: null, dueOn: renewed.value.dueOn, title: item.title }
    }
    default:
      return reported.what satisfies never
  }
}
