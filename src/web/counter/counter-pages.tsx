import { pages } from '../page.ts'
import { paths } from '../paths.ts'
import { accountPages } from './account.tsx'
import { bibsPages } from './catalogue/bibs.tsx'
import { copiesPages } from './catalogue/copies.tsx'
import { copyingPages } from './catalogue/copying.tsx'
import { hidingPages } from './catalogue/hiding.tsx'
import { mergeBibsPages } from './catalogue/merge-bibs.tsx'
import { sourcePages } from './catalogue/sources.tsx'
import { checkInPages } from './desk/check-in.tsx'
import { checkOutPages } from './desk/check-out.tsx'
import { itemPages } from './desk/items.tsx'
import { renewPages } from './desk/renew.tsx'
import { slipPages } from './desk/slips.tsx'
import { handbookPages } from './handbook/handbook.tsx'
import { holdPages } from './holds/hold.tsx'
import { loadingPages } from './holds/loading.tsx'
import { orderPages } from './holds/placing/order.tsx'
import { pullPages } from './holds/pull.tsx'
import { requestPages } from './holds/requests.tsx'
import { shelfPages } from './holds/shelf.tsx'
import { stuckPages } from './holds/stuck.tsx'
import { callPages } from './holds/telling/calls.tsx'
import { letterPages } from './holds/telling/letters.tsx'
import { transitPages } from './holds/transits.tsx'
import { wantedPages } from './holds/wanted.tsx'
import { homePages } from './home.tsx'
import { auditPages } from './house/audit.tsx'
import { calendarPages } from './house/calendar.tsx'
import { figuresPages } from './house/figures/figures.tsx'
import { statisticsPages } from './house/figures/statistics.tsx'
import { machineReportPages } from './house/machine-reports.tsx'
import { machinePages } from './house/machines.tsx'
import { mistakePages } from './house/mistakes.tsx'
import { newsPages } from './house/news/news.tsx'
import { nightPages } from './house/nights.tsx'
import { securityPages } from './house/security.tsx'
import { staffPages } from './house/staff.tsx'
import { terminalPages } from './house/terminals.tsx'
import { themeTitlePages } from './house/themes/theme-titles.tsx'
import { themePages } from './house/themes/themes.tsx'
import { webhookPages } from './house/webhooks.tsx'
import { loginPages } from './login.tsx'
import { tellScansPages } from './offline/tell-scans.tsx'
import { mergePatronsPages } from './patrons/merge-patrons.tsx'
import { patronPages } from './patrons/patron.tsx'
import { patronResetPages } from './patrons/patron-reset.tsx'
import { patronUsualPages } from './patrons/patron-usual.tsx'
import { patronsPages } from './patrons/patrons.tsx'
import { questionPages } from './patrons/questions.tsx'
import { agreedTermsPages } from './patrons/registering/agreed-terms.tsx'
import { patronFormPages } from './patrons/registering/patron-form.tsx'
import { preRegistrationPages } from './patrons/registering/pre-registrations.tsx'
import { requireStaff } from './session.tsx'
import { canPages } from './settings/can.tsx'
import { checklistPages } from './settings/checklist.tsx'
import { connectionPages } from './settings/connections.tsx'
import { mailWordPages } from './settings/mail-words.tsx'
import { plannedPages } from './settings/planned.tsx'
import { policyPages } from './settings/policy.tsx'
import { sectionPages } from './settings/section.tsx'
import { settingsPages } from './settings/settings.tsx'
import { termsPages } from './settings/terms.tsx'

const groups = [
  ...[loginPages, accountPages, securityPages, homePages, checkInPages, checkOutPages, renewPages],
  tellScansPages,
  ...[mistakePages, questionPages, preRegistrationPages, agreedTermsPages],
  ...[patronsPages, patronFormPages, patronPages, patronResetPages],
  ...[bibsPages, orderPages, holdPages, mergeBibsPages, mergePatronsPages, copiesPages, copyingPages, sourcePages],
  hidingPages,
  patronUsualPages,
  ...[
    pullPages,
    transitPages,
    shelfPages,
    stuckPages,
    callPages,
    letterPages,
    loadingPages,
    slipPages,
    nightPages,
    itemPages,
  ],
  ...[
    requestPages,
    wantedPages,
    statisticsPages,
    figuresPages,
    calendarPages,
    newsPages,
    themePages,
    themeTitlePages,
    policyPages,
    handbookPages,
    mailWordPages,
    termsPages,
    plannedPages,
    settingsPages,
    canPages,
    checklistPages,
    connectionPages,
    sectionPages,
    staffPages,
    auditPages,
    terminalPages,
  ],
  ...[machinePages, machineReportPages, webhookPages],
]

/** The pages of the staff. */
export function counterPages() {
  const counter = pages()
  counter.use(`${paths.counter}/*`, requireStaff)
  for (const group of groups) counter.route('/', group)
  return counter
}
