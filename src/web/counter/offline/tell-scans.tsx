import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { pickupLocations } from '#branches/pickup-locations.ts'
import { BranchId, PatronId, StopId } from '#ids.ts'
import { toldWithinDays } from '#machines/rules/report.ts'
import { type DeskScanTaken, takeInDeskScan } from '#machines/take-in-desk-scan.ts'
import { mayStandAt } from '#staff/rules/roles.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterOffline as words } from '#text/ja/counter/offline.ts'
import { idField, readForm, text } from '#web/forms.ts'
import { type Page, pages } from '#web/page.ts'
import { dayWords } from '../day.ts'
import { sentIdOf } from '../desk/scanned.ts'
import { desk } from '../desk-paths.ts'
import { actorOf, staffOf } from '../session.tsx'

const scanForm = z.object({
  id: z.uuid(),
  what: z.enum(['checkIn', 'checkOut']),
  /** Milliseconds since it was scanned: clocks of counters are wrong, the time that has passed is not. */
  ago: z.coerce
    .number()
    .int()
    .min(0)
    .max(toldWithinDays * 86_400_000),
  login: z.string().regex(/^[a-z][a-z0-9._-]{1,30}$/),
  branch: text(40).transform(BranchId),
  stop: z.string().max(40).transform(StopId).optional(),
  code: text(60),
  card: z.string().trim().max(60).optional(),
  patron: idField(PatronId).optional(),
})

/** What the script of つながらないときの窓口 asks and tells, as JSON. */
export const tellScansPages = pages()
  .get(desk.offlineWho, c => {
    const { login } = staffOf(c)
    return c.json({ csrf: c.var.csrfToken, login })
  })
  .post(desk.offlineScans, async c => {
    const form = readForm(c, scanForm)
    if (!form.ok) return c.json({ said: words.answers.unreadable }, 422)
    const { id, what, ago, login, branch: branchId, stop, code, card, patron } = form.values
    const branches = await listBranches(c.var.library)
    const branch = branches.find(one => one.id === branchId)
    const staff = staffOf(c)
    if (!branch || !mayStandAt({ ...staff, branchId: staff.ownBranchId }, branchId))
      return c.json({ said: words.answers.notYourBranch(branch?.name ?? branchId) }, 422)
    const at = c.var.library.clock.now().subtract({ milliseconds: ago })
    const sentId = sentIdOf({ sent: id, barcode: code })!
    const lentTo = { card: card || null, patronId: patron ?? null }
    const stopId = await stopAt(c, branchId, stop)
    const scan = { id, sentId, what, at, staffLogin: login, branchId, stopId, code, ...lentTo }
    const taken = await takeInDeskScan(c.var.library, { actor: actorOf(c) }, scan)
    const toName = (to: string) => branches.find(one => one.id === to)?.shortName ?? to
    return c.json({
      said: saidOf(taken, what, toName),
      isCard: taken.is === 'card',
      isForPeople: isForPeople(taken),
    })
  })

async function stopAt(c: Context<Page>, branchId: BranchId, stopId: StopId | undefined): Promise<StopId | null> {
  if (!stopId) return null
  const places = (await pickupLocations(c.var.library)).flatMap(group => group.places)
  return places.some(({ at }) => at.branchId === branchId && at.stopId === stopId) ? stopId : null
}

function saidOf(taken: DeskScanTaken, what: 'checkIn' | 'checkOut', nameOf: (branchId: string) => string): string {
  const { answers } = words
  switch (taken.is) {
    case 'returned':
      return taken.verdict.do === 'stop' ? answers.leftToPeople : `${answers.returned}${whereTo(taken.verdict, nameOf)}`
    case 'lent':
      return taken.although.length === 0 ? answers.lent(dayWords(taken.dueOn)) : answers.lentAlthough
    case 'known':
    case 'leftToPeople':
      return answers[taken.is]
    case 'card':
      return what === 'checkIn' ? answers.cardReturned : answers.card
    default:
      return taken satisfies never
  }
}

type Returned = Extract<DeskScanTaken, { is: 'returned' }>['verdict']

function whereTo(verdict: Exclude<Returned, { do: 'stop' }>, nameOf: (branchId: string) => string): string {
  switch (verdict.do) {
    case 'shelve':
    case 'holdShelf':
      return counter.scan[verdict.do]
    case 'send':
      return counter.scan.send(nameOf(verdict.to))
    default:
      return verdict satisfies never
  }
}

/** Whether a line of it stands on the list of 申し送り. */
function isForPeople(taken: DeskScanTaken): boolean {
  switch (taken.is) {
    case 'returned':
      return taken.leftToDo !== null
    case 'lent':
      return taken.although.length > 0
    case 'leftToPeople':
      return true
    case 'known':
    case 'card':
      return false
    default:
      return taken satisfies never
  }
}
