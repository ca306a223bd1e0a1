import type { Service } from '#policy.ts'
import { type Duty, may } from '#staff/rules/roles.ts'
import type { StaffMember } from '#staff/sign-in-staff.ts'
import { byId, desk } from './desk-paths.ts'

/** What a staff page asks of who opens it. */
export type Needed = 'anyone' | 'signedIn' | Duty

/**
 * Every route of the staff pages and what it needs, whatever the method. A route that is neither here nor in
 * path-table.ts does not start.
 */
export const duties: Readonly<Record<string, Needed>> = {
  [desk.login]: 'anyone',
  [desk.logout]: 'signedIn',
  [desk.home]: 'signedIn',
  [desk.branch]: 'signedIn',
  [desk.account]: 'signedIn',
  [desk.accountCode]: 'signedIn',

  [desk.checkIn]: 'circulate',
  [desk.checkInUndo]: 'circulate',
  [desk.checkOut]: 'circulate',
  [desk.checkOutTo(byId)]: 'circulate',
  [desk.checkOutUndo(byId)]: 'circulate',
  [desk.checkOutAnswer(byId)]: 'circulate',
  [desk.receipt(byId)]: 'circulate',
  [desk.offlineWho]: 'circulate',
  [desk.offlineScans]: 'circulate',
  [desk.renew]: 'circulate',
  [desk.loanRenew(byId)]: 'circulate',
  [desk.patronRenewAll(byId)]: 'circulate',

  [desk.patrons]: 'servePatrons',
  [desk.newPatron]: 'servePatrons',
  [desk.preRegistrations]: 'servePatrons',
  [desk.patron(byId)]: 'servePatrons',
  [desk.patronChange(byId)]: 'servePatrons',
  [desk.patronCard(byId)]: 'servePatrons',
  [desk.patronExtend(byId)]: 'servePatrons',
  [desk.patronStop(byId)]: 'servePatrons',
  [desk.patronFamily(byId)]: 'servePatrons',
  [desk.patronNotes(byId)]: 'servePatrons',
  [desk.patronMessages(byId)]: 'servePatrons',
  [desk.patronUnlock(byId)]: 'resetPassword',
  [desk.patronReset(byId)]: 'resetPassword',
  [desk.patronOrder(byId)]: 'circulate',
  [desk.patronSeries(byId)]: 'circulate',

  [desk.bibs]: 'circulate',
  [desk.bib(byId)]: 'circulate',
  [desk.bibCopies(byId)]: 'catalogue',
  [desk.copying]: 'catalogue',
  [desk.copyingFile]: 'catalogue',
  [desk.copyingDraft(':id')]: 'catalogue',
  [desk.sources]: 'policy',
  [desk.sourceRemove]: 'policy',
  [desk.hold(byId)]: 'circulate',
  [desk.holdCancel(byId)]: 'circulate',
  [desk.holdMove(byId)]: 'circulate',
  [desk.holdChange(byId)]: 'circulate',
  [desk.holdOrdinary(byId)]: 'circulate',
  [desk.holdToTitle(byId)]: 'circulate',
  [desk.stuck]: 'circulate',
  [desk.news]: 'calendar',
  [desk.newsRemove]: 'calendar',
  [desk.themes]: 'catalogue',
  [desk.theme(':id')]: 'catalogue',
  [desk.themeTitles(':id')]: 'catalogue',
  [desk.themeArrange(':id')]: 'catalogue',
  [desk.themeRemove(':id')]: 'catalogue',
  [desk.holdSlip(byId)]: 'circulate',

  [desk.pull]: 'circulate',
  [desk.pullClaim]: 'circulate',
  [desk.pullNotFound]: 'circulate',
  [desk.transits]: 'circulate',
  [desk.shelf]: 'circulate',
  [desk.calls]: 'servePatrons',
  [desk.called(byId)]: 'servePatrons',
  [desk.calledBack(byId)]: 'servePatrons',
  [desk.notReached(byId)]: 'servePatrons',
  [desk.letters]: 'servePatrons',
  [desk.letter(byId)]: 'servePatrons',
  [desk.written(byId)]: 'servePatrons',
  [desk.writtenBack(byId)]: 'servePatrons',
  [desk.loading]: 'circulate',
  [desk.nights]: 'circulate',
  [desk.night(':day')]: 'circulate',

  [desk.items]: 'circulate',
  [desk.itemMark]: 'circulate',
  [desk.itemMove]: 'mergeRecords',
  [desk.mergeBibs]: 'mergeRecords',
  [desk.mergePatrons]: 'mergeRecords',
  [desk.transitSlip]: 'circulate',
  [desk.requests]: 'servePatrons',
  [desk.request(':id')]: 'servePatrons',
  [desk.questions]: 'servePatrons',
  [desk.question(':id')]: 'servePatrons',
  [desk.wanted]: 'circulate',
  [desk.mistakes]: 'circulate',
  [desk.statistics]: 'circulate',
  [desk.statisticsCsv]: 'circulate',
  [desk.figures]: 'circulate',
  [desk.figuresYearCsv]: 'circulate',
  [desk.figuresCsv]: 'circulate',
  [desk.calendar]: 'calendar',
  [desk.closure]: 'calendar',
  [desk.closureLift]: 'calendar',
  [desk.visit]: 'calendar',
  [desk.visitBack]: 'calendar',
  [desk.visitAdd]: 'calendar',
  [desk.visitMove]: 'calendar',
  [desk.policy]: 'policy',
  [desk.settings]: 'policy',
  [desk.settingsApply]: 'policy',
  [desk.settingsBack]: 'policy',
  [desk.words]: 'policy',
  [desk.mailWords(':name', ':language')]: 'policy',
  [desk.settingsPlanned(':id')]: 'policy',
  [desk.settingsFile]: 'policy',
  [desk.settingsSection(':section')]: 'policy',
  [desk.settingsMember(':section', ':key')]: 'policy',
  [desk.can]: 'circulate',
  [desk.checklist]: 'policy',
  [desk.connections]: 'policy',
  [desk.staff]: 'manageStaff',
  [desk.staffDisable]: 'manageStaff',
  [desk.staffEnable]: 'manageStaff',
  [desk.audit]: 'readAudit',
  [desk.auditCsv]: 'readAudit',
  [desk.security]: 'readAudit',
  [desk.terminals]: 'manageStaff',
  [desk.terminalRemove]: 'manageStaff',
  [desk.webhooks]: 'manageStaff',
  [desk.webhookKey]: 'manageStaff',
  [desk.webhookRemove]: 'manageStaff',
  [desk.machines]: 'manageStaff',
  [desk.machineDisable]: 'manageStaff',
  [desk.handbook]: 'signedIn',
  [desk.handbookOf(':chapter')]: 'signedIn',
  [desk.handbookPicture(':name')]: 'signedIn',
  [desk.machineReports]: 'circulate',
  [desk.machineSettle(byId)]: 'circulate',
}

/** The staff routes that belong to a part of the service which a library may leave out. */
export const serviceOf: Readonly<Record<string, Service | undefined>> = {
  [desk.patronSeries(byId)]: 'seriesHolds',
  [desk.requests]: 'requests',
  [desk.request(':id')]: 'requests',
  [desk.questions]: 'questions',
  [desk.question(':id')]: 'questions',
  [desk.terminals]: 'kiosk',
  [desk.preRegistrations]: 'preRegistration',
  [desk.mistakes]: 'mistakes',
}

/** What a staff route needs; null when it has no row, and then nobody may open it. */
export const dutyOf = (route: string): Needed | null => (Object.hasOwn(duties, route) ? duties[route]! : null)

/** Whether somebody, or nobody (null), may open a page that needs this. */
export function mayOpen(staff: StaffMember | null, needed: Needed): boolean {
  if (needed === 'anyone') return true
  if (staff === null) return false
  return needed === 'signedIn' || may(staff.role, needed, staff.resetsPasswords)
}
