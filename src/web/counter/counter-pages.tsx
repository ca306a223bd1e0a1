import { pages } from '../page.ts'
import { paths } from '../paths.ts'
import { auditPages } from './audit.tsx'
import { bibsPages } from './bibs.tsx'
import { calendarPages } from './calendar.tsx'
import { callPages } from './calls.tsx'
import { checkInPages } from './check-in.tsx'
import { checkOutPages } from './check-out.tsx'
import { checkDuties } from './duties.ts'
import { holdPages } from './hold.tsx'
import { homePages } from './home.tsx'
import { itemPages } from './items.tsx'
import { loadingPages } from './loading.tsx'
import { loginPages } from './login.tsx'
import { mergeBibsPages } from './merge-bibs.tsx'
import { mergePatronsPages } from './merge-patrons.tsx'
import { nightPages } from './nights.tsx'
import { orderPages } from './order.tsx'
import { patronPages } from './patron.tsx'
import { patronFormPages } from './patron-form.tsx'
import { patronResetPages } from './patron-reset.tsx'
import { patronsPages } from './patrons.tsx'
import { policyPages } from './policy.tsx'
import { pullPages } from './pull.tsx'
import { renewPages } from './renew.tsx'
import { requireStaff } from './session.tsx'
import { shelfPages } from './shelf.tsx'
import { slipPages } from './slips.tsx'
import { staffPages } from './staff.tsx'
import { statisticsPages } from './statistics.tsx'
import { terminalPages } from './terminals.tsx'
import { transitPages } from './transits.tsx'
import { wantedPages } from './wanted.tsx'

const groups = [
  ...[loginPages, homePages, checkInPages, checkOutPages, renewPages],
  ...[patronsPages, patronFormPages, patronPages, patronResetPages],
  ...[bibsPages, orderPages, holdPages, mergeBibsPages, mergePatronsPages],
  ...[pullPages, transitPages, shelfPages, callPages, loadingPages, slipPages, nightPages, itemPages],
  ...[wantedPages, statisticsPages, calendarPages, policyPages, staffPages, auditPages, terminalPages],
]

/** The pages of the staff. @throws Error when one of them has no row in the table of duties */
export function counterPages() {
  const counter = pages()
  counter.use(`${paths.counter}/*`, requireStaff)
  for (const group of groups) counter.route('/', group)
  checkDuties(counter.routes)
  return counter
}
