import type {
  BibId,
  HoldId,
  LoanId,
  MessageId,
  OrderId,
  PreRegistrationId,
  QuestionId,
  RequestId,
  SavedSearchId,
  ThemeId,
  WishListId,
} from '#ids.ts'

type OpdsVersion = '1.2' | '2.0'
const opdsRoot = (version: OpdsVersion): string => (version === '1.2' ? '/opds' : '/opds2')

/**
 * Every URL but those of the staff. A route is named here once, and has its row in path-table.ts; an old URL stays,
 * with the reason.
 */
export const paths = {
  health: '/healthz',
  ready: '/readyz',
  ownStyle: '/own.css',
  metrics: '/metrics',
  asset: (name: string) => `/assets/${name}`,
  language: '/language',

  top: '/',
  search: '/search',
  advancedSearch: '/search/advanced',
  /** To what else a search can be narrowed: the query of `search`. */
  furtherSearch: '/search/further',
  searchFeed: '/search.atom',
  /** 「この検索を保存」 posts here, logged in or not. */
  saveSearch: '/search/save',
  suggestions: '/suggestions',
  openSearch: '/opensearch.xml',
  newArrivals: '/new',
  newFeed: '/new.atom',
  bib: (id: BibId | ':id') => `/bib/${id}`,
  bibData: (id: BibId | ':id') => `/bib/${id}.json`,
  /** Its address as a QR code. */
  bibCode: (id: BibId | ':id') => `/bib/${id}.svg`,
  /** ほかの版・関連する本. */
  related: (id: number | ':id') => `/bib/${id}/related`,
  /** 書影: 's' in lists, 'l' on the page of a record. */
  cover: (isbn: string, size: 's' | 'l') => `/covers/${isbn}-${size}.jpg`,
  /** 引用: `?id=1,2` as a file. */
  cite: (format: 'ris' | 'bib') => `/cite.${format}`,
  isbn: (isbn: string) => `/isbn/${isbn}`,
  /** 特集: those of today, and one. */
  themes: '/themes',
  themesFeed: '/themes.atom',
  theme: (id: ThemeId | ':id') => `/themes/${id}`,
  /** お知らせ: of all branches, or `?branch=asahi` of one. */
  news: '/news',
  newsFeed: '/news.atom',
  classes: '/classes',
  /** 棚をながめる: `item` (and `go`), or `branch`, `place` and `at`. */
  shelf: '/shelf',
  ranking: '/ranking',
  authors: '/authors',
  subjects: '/subjects',
  children: '/children',
  /** A book, as a child reads of it. */
  childBib: (id: number | string) => `/children/bib/${id}`,
  /** To one's own books in the words of a child. */
  childMine: '/children/mine',
  keys: '/keys',
  childKeys: '/children/keys',
  calendar: '/calendar',
  /** iCalendar of a branch or a stop: 'chuo', 'yoshiura', 'bm/yoshiura'. */
  placeCalendar: (key: string) => `/calendar/${key}.ics`,
  guide: '/guide',
  /** このページの間違いを知らせる: `?bib=17` of a record, without it of the guide. */
  mistake: '/mistake',
  /** 個人情報のあつかい. */
  privacy: '/privacy',
  /** 利用規約; `?version=` of those to which somebody agreed. */
  terms: '/terms',
  /** For machines: see docs/protocols.md. */
  sru: '/sru',
  oai: '/oai',
  api: '/api',
  availability: '/api/availability',
  daia: '/daia',
  /** OPDS: where it begins, what is new, what is found. */
  opds: opdsRoot,
  opdsNew: (version: OpdsVersion) => `${opdsRoot(version)}/new`,
  opdsSearch: (version: OpdsVersion) => `${opdsRoot(version)}/search`,
  unapi: '/unapi',
  paiaCore: '/paia/core',
  paiaAuth: '/paia/auth',

  robots: '/robots.txt',
  siteMap: '/sitemap.xml',

  login: '/login',
  /** パスワードを忘れたとき: a link by mail, and what it opens. */
  forgotten: '/forgotten',
  newPassword: (secret: string) => `/forgotten/${secret}`,
  /** 利用登録の申し込み: the form, and its number. */
  register: '/register',
  registered: (id: PreRegistrationId | ':id') => `/registration/${id}`,
  logout: '/logout',
  /** 「予約かごへ」 posts here, logged in or not (M17). */
  basketAdd: '/basket',
  myLibrary: '/my',
  basket: '/my/basket',
  basketRemove: '/my/basket/remove',
  newOrder: '/my/orders/new',
  orders: '/my/orders',
  order: (id: OrderId | ':id') => `/my/orders/${id}`,
  holds: '/my/holds',
  /** まとめて変える. */
  holdsChange: '/my/holds/change',
  holdsPause: '/my/holds/pause',
  hold: (id: HoldId | ':id') => `/my/holds/${id}`,
  holdCancel: (id: HoldId | ':id') => `/my/holds/${id}/cancel`,
  holdKeep: (id: HoldId | ':id') => `/my/holds/${id}/keep`,
  holdChange: (id: HoldId | ':id') => `/my/holds/${id}/change`,
  loans: '/my/loans',
  loanRenew: (id: LoanId | ':id') => `/my/loans/${id}/renew`,
  /** 読書記録. */
  reading: '/my/reading',
  readingFile: '/my/reading.csv',
  passbook: '/my/reading/passbook',
  readingRemove: '/my/reading/remove',
  readingOne: (id: LoanId | ':id{[0-9]+}') => `/my/reading/${id}`,
  readingOneRemove: (id: LoanId | ':id{[0-9]+}') => `/my/reading/${id}/remove`,
  savedSearches: '/my/searches',
  savedSearch: (id: SavedSearchId | ':id') => `/my/searches/${id}`,
  savedSearchOpen: (id: SavedSearchId | ':id') => `/my/searches/${id}/open`,
  savedSearchMail: (id: SavedSearchId | ':id') => `/my/searches/${id}/mail`,
  savedSearchRemove: (id: SavedSearchId | ':id') => `/my/searches/${id}/remove`,
  /** 家族のカード. */
  family: '/my/family',
  familyUse: '/my/family/use',
  familyEnd: '/my/family/end',
  /** 読みたい本. */
  wishLists: '/my/lists',
  addWish: '/my/lists/add',
  newWishList: '/my/lists/new',
  wishList: (id: WishListId | ':id') => `/my/lists/${id}`,
  wishListName: (id: WishListId | ':id') => `/my/lists/${id}/name`,
  wishListShare: (id: WishListId | ':id') => `/my/lists/${id}/share`,
  wishListRemove: (id: WishListId | ':id') => `/my/lists/${id}/remove`,
  wish: (id: WishListId | ':id', bibId: BibId | ':bib{[0-9]+}') => `/my/lists/${id}/${bibId}`,
  wishTell: (id: WishListId | ':id', bibId: BibId | ':bib{[0-9]+}') => `/my/lists/${id}/${bibId}/tell`,
  wishRemove: (id: WishListId | ':id', bibId: BibId | ':bib{[0-9]+}') => `/my/lists/${id}/${bibId}/remove`,
  /** Stands above /my: who has the secret address need not be a patron. */
  sharedList: (secret: string) => `/lists/${secret}`,
  /** リクエスト: for what is not held. */
  requests: '/my/requests',
  newRequest: '/my/requests/new',
  requestWithdraw: (id: RequestId | ':id') => `/my/requests/${id}/withdraw`,
  /** 調べもの相談. */
  questions: '/my/questions',
  newQuestion: '/my/questions/new',
  questionRemove: (id: QuestionId | ':id') => `/my/questions/${id}/remove`,
  /** 利用者カード on the telephone. */
  card: '/my/card',
  /** 有効期限の更新. */
  cardRenewal: '/my/renewal',
  /** Stands above /my, so that its scope may be the card's page. */
  cardWorker: '/card-worker.js',
  offlineWorker: '/counter-worker.js',
  offlineDesk: '/counter/offline',
  settings: '/my/settings',
  password: '/my/password',
  /** 図書館からあなたへ: 読みました. */
  messageClose: (id: MessageId | ':id') => `/my/messages/${id}/close`,
  /** パスキー. */
  passkeys: '/my/passkeys',
  mail: '/my/mail',
  /** お知らせのメール. */
  mails: '/my/mails',
  /** いつもの受取館・連絡方法. */
  usual: '/my/usual',
  /** もういりません, by the link of a mail. */
  stopMails: (token: string) => `/mails/stop/${token}`,
  mailRemove: '/my/mail/remove',
  history: '/my/history',
  myLanguage: '/my/language',
  /** マイカレンダー: the page, and what a calendar program reads by its secret. */
  myCalendar: '/my/calendar',
  myCalendarFeed: (secret: string) => `/my/calendar/${secret}.ics`,

  export: '/my/export',

  kiosk: '/kiosk',
  /** 自動貸出機: on a terminal that is registered as one. */
  selfCheck: '/self-check',
  selfCheckLoan: '/self-check/loan',
  selfCheckRenew: '/self-check/renew',
  selfCheckReturn: '/self-check/return',
  selfCheckEnd: '/self-check/end',

  counter: '/counter',
  counterLogin: '/counter/login',
  counterLogout: '/counter/logout',
  counterBranch: '/counter/branch',
  checkIn: '/counter/check-in',
  checkInUndo: '/counter/check-in/undo',
  checkOut: '/counter/check-out',
  copyingFile: '/counter/copying/file',
} as const

/** By which protocol a machine asks at this address; null for the pages of people. */
export function protocolOf(path: string): (typeof protocols)[number]['name'] | 'icalendar' | null {
  if (/^\/(my\/)?calendar\/.+\.ics$/.test(path)) return 'icalendar'
  return protocols.find(({ at }) => path === at || path.startsWith(`${at}/`))?.name ?? null
}

const protocols = [
  { at: paths.sru, name: 'sru' },
  { at: paths.oai, name: 'oai-pmh' },
  { at: paths.daia, name: 'daia' },
  { at: '/paia', name: 'paia' },
  { at: paths.availability, name: 'availability' },
  { at: paths.api, name: 'openapi' },
  { at: paths.opds('1.2'), name: 'opds' },
  { at: paths.opds('2.0'), name: 'opds' },
  { at: paths.unapi, name: 'unapi' },
] as const

/** Adds a query string; empty values are left out. */
export function withQuery(
  path: string,
  query: Record<string, string | number | readonly string[] | null | undefined>,
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== null && one !== undefined && one !== '') search.append(name, `${one}`)
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}
