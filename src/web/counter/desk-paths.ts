import { paths } from '../paths.ts'

/** A number in a path; anything else is not there. */
export const byId = ':id{[0-9]{1,15}}'
type Id = number | typeof byId

/** Every URL of the staff pages. */
export const desk = {
  home: paths.counter,
  login: paths.counterLogin,
  logout: paths.counterLogout,
  branch: paths.counterBranch,
  account: '/counter/account',
  accountCode: '/counter/account/code',
  checkIn: paths.checkIn,
  checkInUndo: paths.checkInUndo,
  checkOut: paths.checkOut,
  checkOutUndo: (id: Id) => `${paths.checkOut}/${id}/undo`,
  checkOutTo: (id: Id) => `${paths.checkOut}/${id}`,
  receipt: (id: Id) => `${paths.checkOut}/${id}/receipt`,
  renew: '/counter/renew',
  loanRenew: (id: Id) => `/counter/loans/${id}/renew`,

  patrons: '/counter/patrons',
  newPatron: '/counter/patrons/new',
  patron: (id: Id) => `/counter/patrons/${id}`,
  patronChange: (id: Id) => `/counter/patrons/${id}/change`,
  patronCard: (id: Id) => `/counter/patrons/${id}/card`,
  patronExtend: (id: Id) => `/counter/patrons/${id}/extend`,
  patronStop: (id: Id) => `/counter/patrons/${id}/stop`,
  patronUnlock: (id: Id) => `/counter/patrons/${id}/unlock`,
  patronReset: (id: Id) => `/counter/patrons/${id}/reset`,
  patronOrder: (id: Id) => `/counter/patrons/${id}/holds/new`,
  patronSeries: (id: Id) => `/counter/patrons/${id}/series`,

  bibs: '/counter/bibs',
  bib: (id: Id) => `/counter/bibs/${id}`,
  hold: (id: Id) => `/counter/holds/${id}`,
  holdCancel: (id: Id) => `/counter/holds/${id}/cancel`,
  holdMove: (id: Id) => `/counter/holds/${id}/move`,
  holdChange: (id: Id) => `/counter/holds/${id}/change`,
  holdOrdinary: (id: Id) => `/counter/holds/${id}/ordinary`,
  holdSlip: (id: Id) => `/counter/holds/${id}/slip`,

  pull: '/counter/pull',
  pullClaim: '/counter/pull/claim',
  pullNotFound: '/counter/pull/not-found',
  transits: '/counter/transits',
  shelf: '/counter/shelf',
  calls: '/counter/calls',
  called: (id: Id) => `/counter/calls/${id}/called`,
  notReached: (id: Id) => `/counter/calls/${id}/not-reached`,
  loading: '/counter/loading',
  nights: '/counter/nights',
  night: (day: string) => `/counter/nights/${day}`,

  items: '/counter/items',
  itemMark: '/counter/items/mark',
  itemMove: '/counter/items/move',
  transitSlip: '/counter/items/slip',
  mergeBibs: '/counter/merge/bibs',
  mergePatrons: '/counter/merge/patrons',
  requests: '/counter/requests',
  request: (id: string) => `/counter/requests/${id}`,
  wanted: '/counter/wanted',
  statistics: '/counter/statistics',
  statisticsCsv: '/counter/statistics.csv',
  calendar: '/counter/calendar',
  closure: '/counter/calendar/closure',
  closureLift: '/counter/calendar/closure/lift',
  visit: '/counter/calendar/visit',
  policy: '/counter/policy',
  staff: '/counter/staff',
  staffDisable: '/counter/staff/disable',
  audit: '/counter/audit',
  security: '/counter/security',
  terminals: '/counter/terminals',
  machines: '/counter/machines',
  machineDisable: '/counter/machines/disable',
  machineReports: '/counter/machine-reports',
  machineSettle: (id: Id) => `/counter/machine-reports/${id}/settle`,
} as const

/** True for a staff page that may be opened after signing in. */
export const isDeskPath = (path: string): boolean =>
  /^\/counter(\/[\w/.-]*)?(\?[\w~%&=+.:,-]*)?$/.test(path) && !path.includes('..') && !path.startsWith(desk.login)
