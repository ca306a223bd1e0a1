import { z } from 'zod'

const days = (max = 400) => z.number().int().min(0).max(max)
/** Days of which none at all would make no sense. */
const someDays = (max = 400) => z.number().int().min(1).max(max)
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'monthDay')
/** In the order of ISO 8601. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]
const codeForms = z.string().regex(/^([0-9A-Z#@]{2,20}(,[0-9A-Z#@]{2,20}){0,9})?$/, 'codeForms')
/** How the last digit of a code follows from the others. */
export const checkDigits = ['none', 'modulus10', 'sevens'] as const
const checkDigit = z.enum(checkDigits)
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clockTime')

/** How the description names a category, a branch or a stop. It never changes: names may. */
export const codePattern = /^[a-z][a-z0-9-]{0,30}$/
const code = z.string().regex(codePattern, 'code')
const count = (max = 5000) => z.number().int().min(0).max(max)

/** A name as it is written, as it is read, and in English. */
export const namesSchema = z.strictObject({
  ja: z.string().min(1).max(60),
  kana: z.string().min(1).max(80).optional(),
  en: z.string().min(1).max(80).optional(),
})
export type Names = z.infer<typeof namesSchema>

const identity = z.strictObject({
  name: namesSchema,
  address: z.string().max(200).optional(),
  telephone: z.string().max(30).optional(),
  /** From whom mails come; without it from MAIL_FROM. */
  mailSender: z.email().max(200).optional(),
  /** Where patrons find the service, as mails name it. */
  publicAddress: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
  /** One colour of the library's own; it must be read on white, and white on it (WCAG 2.2 AA). */
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'colour')
    .optional(),
  /** On whose map places are shown to who follows the link: 地理院地図 if not said, OpenStreetMap, or none. */
  maps: z.enum(['gsi', 'osm', 'none']).optional(),
})

/** 利用者区分. */
const patronCategory = z.strictObject({
  code,
  name: namesSchema,
  /** Who may be registered in it, by age in whole years, both included. */
  ages: z.strictObject({ from: count(130), until: count(130) }).optional(),
  /** How long a card is good; without it as `cards.validYears` says. */
  validYears: z.number().int().min(1).max(100).optional(),
})
export type PatronCategory = z.infer<typeof patronCategory>

/** 資料区分. A copy of `reference` is never lent (禁帯出); one of `normal` says nothing of itself. */
const itemCategory = z.strictObject({
  code,
  name: namesSchema,
  /** Whether the newest number of a magazine stays in the house: not lent and not reserved until the next has come. */
  newestStays: z.boolean().optional(),
})

/**
 * A row of the table of rules: for which patrons, copies and branches, and what holds there. What a row does not say, a
 * less specific one does, in the end `loans` and `holds` of the policy (settings/rules/rule-table.ts).
 */
const rule = z.strictObject({
  patron: code.optional(),
  item: code.optional(),
  /** Of the loan; for `mayBeHeld` the branch to which the copy belongs. */
  branch: code.optional(),
  /**
   * On loan at once from one branch. In a row that names an item category: of these, within the limit for everything.
   */
  loans: count().optional(),
  /** The same over all branches. */
  loansInAll: count().optional(),
  days: days().optional(),
  renewals: count(50).optional(),
  mayBeHeld: z.boolean().optional(),
  /** Open holds at once; in a row that names an item category: of these, within the limit for everything. */
  holds: count().optional(),
  /** Overdue by this many days: no new holds, no loans. */
  blockedFromOverdueDays: someDays().optional(),
})
export type Rule = z.infer<typeof rule>

/** The mails of which a library may choose the words: a kind of notice, and where there are several ways, which. */
export const mailNames = [
  ...(['orderPlaced', 'ready', 'shelfMoved', 'unavailable', 'shelfEnding', 'dueSoon', 'overdue'] as const),
  ...(['mailRegistered', 'passwordLink', 'arrivals', 'borrowable', 'lent', 'questionAnswered'] as const),
  ...(['closed-cancelled', 'closed-expired', 'closed-notNeeded', 'closed-borrowedMeanwhile'] as const),
  ...(['closed-fallTogether', 'closed-alreadyHave', 'closed-else'] as const),
  ...(['accountChanged-password', 'accountChanged-reset', 'accountChanged-mail'] as const),
  ...(['accountChanged-mailRemoved', 'accountChanged-passwordByMail'] as const),
  ...(['accountChanged-cardRenewed', 'accountChanged-passkeyAdded', 'accountChanged-passkeyRemoved'] as const),
  ...(['accountChanged-else'] as const),
  ...(['requestAnswered-considering', 'requestAnswered-ordered', 'requestAnswered-borrowing'] as const),
  ...(['requestAnswered-held', 'requestAnswered-declined', 'requestAnswered-else'] as const),
] as const
export type MailName = (typeof mailNames)[number]

/** Those of `languages` in text/language.ts, whose words a policy does not load. */
export const wordLanguages = ['ja', 'ja-easy', 'en', 'zh', 'ko', 'pt'] as const
const wordLanguage = z.enum(wordLanguages)

/** What stands in braces is one of `placeholders`. What is left out is said as the service says it. */
const ownMail = z.strictObject({
  subject: z
    .string()
    .regex(/^[^\r\n]{1,80}$/, 'oneLine')
    .optional(),
  /** Before the titles, with its lines. */
  before: z.string().min(1).max(1000).optional(),
  /** After the titles and what is so of them. */
  after: z.string().min(1).max(1000).optional(),
})
export type OwnMail = z.infer<typeof ownMail>

/** The library's name, its telephone, and the address of the service. */
export const placeholders = ['{library}', '{phone}', '{service}'] as const

/** A part of the service that a library may leave out. */
const offered = z.boolean().default(true)

/**
 * What the library has decided: one document, validated when it is read and when it is changed. Every default is that
 * of the guide, or of the house where the guide is silent.
 */
export const policySchema = z.strictObject({
  identity: identity.default({ name: { ja: '図書館' } }),
  patronCategories: z
    .array(patronCategory)
    .min(1)
    .max(40)
    .default([
      { code: 'general', name: { ja: '一般', en: 'General' } },
      { code: 'child', name: { ja: '児童', en: 'Children' } },
      { code: 'group', name: { ja: '団体', en: 'Groups' } },
    ]),
  itemCategories: z
    .array(itemCategory)
    .min(1)
    .max(40)
    .default([
      { code: 'normal', name: { ja: '図書', en: 'Books' } },
      { code: 'audiovisual', name: { ja: '視聴覚', en: 'Audiovisual' } },
      { code: 'reference', name: { ja: '禁帯出', en: 'Reference only' } },
    ]),
  rules: z
    .array(rule)
    .max(400)
    .default([
      { patron: 'group', loans: 100, holds: 50 },
      { item: 'audiovisual', holds: 3 },
      { patron: 'group', item: 'audiovisual', holds: 50 },
    ]),
  /** Which parts are offered. One that is not is nowhere to be seen (`of` in web/path-table.ts), and is refused. */
  services: z
    .strictObject({
      /** シリーズ予約. Those that are open go on to their end. */
      seriesHolds: offered,
      /** Reserving on the web what stands on a shelf, with nobody waiting. Staff always may. */
      holdsOnShelf: offered,
      /** 電話 as the 予約連絡方法. Who chose it before is still called. */
      phoneContact: offered,
      /** 館内端末 and 自動貸出機. */
      kiosk: offered,
      savedSearches: offered,
      requests: offered,
      wishLists: offered,
      /** 貸出レシート by mail, to patrons who ask for it (`notices.patronsChoose`). */
      loanReceipts: offered,
      rankings: offered,
      /** こどものページ. */
      children: offered,
      /** このページの間違いを知らせる. */
      mistakes: offered,
      /** A forgotten password set anew by a link to the registered address. Needs `identity.publicAddress`. */
      passwordByMail: z.boolean().default(false),
      /** パスキー beside the password. Needs `identity.publicAddress`, to which each is bound. */
      passkeys: z.boolean().default(false),
      /** 調べもの相談: questions to the library, answered in Myライブラリ. */
      questions: z.boolean().default(false),
      /** 利用登録の申し込み on the web, which is finished at the counter. */
      preRegistration: z.boolean().default(false),
      /** What other machines may ask. SIP2, webhooks and sources of records have settings of their own. */
      sru: offered,
      oaiPmh: offered,
      availability: offered,
      daia: offered,
      paia: offered,
      opds: offered,
      unapi: offered,
      /** iCalendar of places, and マイカレンダー. */
      calendars: offered,
    })
    .prefault({}),
  /** In which languages beside Japanese patrons may read, and get their mails. */
  languages: z.strictObject({ 'ja-easy': offered, en: offered, zh: offered, ko: offered, pt: offered }).prefault({}),
  words: z
    .strictObject({
      mails: z.partialRecord(z.enum(mailNames), z.partialRecord(wordLanguage, ownMail)).default({}),
      /** What stands at the foot of a 予約票, in each language that is given. */
      slip: z.partialRecord(wordLanguage, z.string().min(1).max(300)).default({}),
      /** 利用規約, to which who registers agrees, in each language that is given; none: nobody is asked. */
      terms: z.partialRecord(wordLanguage, z.string().min(1).max(4000)).default({}),
    })
    .prefault({}),
  /** 予約できない時間帯 (M14). The night's run takes place in it. */
  intakeWindow: z.strictObject({ from: clockTime, until: clockTime }).default({ from: '03:00', until: '04:00' }),
  holds: z
    .strictObject({
      /** Where no row of the rules says otherwise. */
      openHoldsMax: z.number().int().min(0).max(1000),
      /** 取り置き (M37): days from the notice. */
      pickupDays: someDays(90),
      /** A phone patron who is never reached: days from ready. */
      unreachedPickupDays: someDays(90),
      /** シリーズ予約 (M27): when the next one is released. */
      seriesReleasedWhen: z.enum(['captured', 'checkedOut', 'returned']),
      /** How long an ended hold stays in sight. */
      closedInSightDays: days(),
      basketMax: z.number().int().min(1).max(1000),
      /** 取り置きをのばす: by so many days, once, while nobody waits; 0: not offered. */
      lengthenDays: days(60).default(0),
      /** 1日に予約できる点数: so many titles a patron may reserve on one day; 0: as many as they may at once. */
      perDayMax: count(1000).default(0),
    })
    .default({
      openHoldsMax: 10,
      pickupDays: 7,
      unreachedPickupDays: 14,
      seriesReleasedWhen: 'captured',
      closedInSightDays: 30,
      basketMax: 100,
      lengthenDays: 0,
      perDayMax: 0,
    }),
  loans: z
    .strictObject({
      /** 館ごとに5冊, and so on where no row of the rules says otherwise. */
      perBranchMax: z.number().int().min(0).max(1000),
      days: someDays(),
      renewalsMax: z.number().int().min(0).max(50),
      /** Overdue by this many days: no new holds, no loans. */
      blockedFromOverdueDays: someDays(),
    })
    .default({ perBranchMax: 5, days: 14, renewalsMax: 1, blockedFromOverdueDays: 14 }),
  cards: z
    .strictObject({
      validYears: z.number().int().min(1).max(100),
      /** Patrons renew on the web from so many days before the last day to so many after it; 0: not at all. */
      webRenewalDays: days(400).default(0),
      /** So many days a registration that was begun on the web waits for its person to come. */
      preRegistrationDays: z.number().int().min(1).max(90).default(14),
      /**
       * So many years after its last day a card of which nothing is open is forgotten with its patron, by the night; 0:
       * never.
       */
      forgottenAfterYears: z.number().int().min(0).max(100).default(0),
    })
    .default({ validYears: 3, webRenewalDays: 0, preRegistrationDays: 14, forgottenAfterYears: 0 }),
  /** How 資料コード and 利用者カード番号 look: forms with commas between them, `#` any digit, `@` any letter; none: any. */
  codes: z
    .strictObject({ items: codeForms, itemCheckDigit: checkDigit, cards: codeForms, cardCheckDigit: checkDigit })
    .default({ items: '', itemCheckDigit: 'none', cards: '', cardCheckDigit: 'none' }),
  newArrivalDays: someDays().default(60),
  savedSearches: z
    .strictObject({
      /** 保存した検索: how many one patron may keep. Each is counted anew whenever they look at their list. */
      max: z.number().int().min(1).max(100),
      /** In the night to this day the week's mails about what came in are written. */
      mailWeekday: z.enum(weekdays).default('friday'),
    })
    .default({ max: 50, mailWeekday: 'friday' }),
  family: z
    .strictObject({
      /**
       * 家族: until this age a child's card is looked after by a guardian; then the child decides alone, and is asked
       * anew. 0: never.
       */
      guardianUntilAge: z.number().int().min(0).max(20),
    })
    .default({ guardianUntilAge: 13 }),
  covers: z
    .strictObject({
      /** 書影: addresses with {isbn}, asked by the service in this order. None: books are drawn. */
      sources: z
        .array(
          z
            .url({ protocol: /^https?$/ })
            .max(300)
            .includes('{isbn}'),
        )
        .max(3),
    })
    .default({ sources: [] }),
  requests: z
    .strictObject({
      /** リクエスト: how many one patron may send within seven days; 0: they are not offered. */
      perWeekMax: z.number().int().min(0).max(100),
    })
    .default({ perWeekMax: 3 }),
  questions: z
    .strictObject({
      /** 調べもの相談: how many one patron may send within 24 hours. */
      perDayMax: z.number().int().min(1).max(50).default(3),
      /** So many days after its answer the night deletes a question. */
      keptDays: z.number().int().min(1).max(1000).default(60),
    })
    .prefault({}),
  calendar: z
    .strictObject({
      /** 休館日 of every year, by month and day; from after until reaches over New Year. */
      yearlyClosings: z
        .array(z.strictObject({ from: monthDay, until: monthDay, reason: z.string().min(1).max(60) }))
        .max(30),
      /** 祝日: as any day, closed, or open when they fall on the weekly closing day with the next working day closed. */
      onHolidays: z.enum(['asUsual', 'closed', 'swap']),
      /** How far ahead the calendar and the bookmobile's visits are laid out. */
      laidOutDays: z.number().int().min(60).max(1000),
    })
    .default({
      yearlyClosings: [{ from: '12-29', until: '01-03', reason: '年末年始' }],
      onHolidays: 'closed',
      laidOutDays: 400,
    }),
  notices: z
    .strictObject({
      /** When the 登録完了メール goes out (M44). */
      mailRegisteredAt: clockTime,
      dueSoonDays: days(60),
      overdueDays: z.array(z.number().int().min(1).max(400)).max(10),
      /** Mails about a hold wait for the day between these hours. */
      quietHours: z.strictObject({ from: clockTime, until: clockTime }),
      /** A 用意できました mail waits this long, so that books that come ready together are told together. */
      gatherMinutes: z.number().int().min(0).max(600).default(60),
      /** Patrons choose which reminders they get, and how long before the day due. */
      patronsChoose: z.boolean().default(true),
    })
    .default({
      mailRegisteredAt: '09:00',
      dueSoonDays: 2,
      overdueDays: [7, 14, 28],
      quietHours: { from: '21:00', until: '08:00' },
      gatherMinutes: 60,
      patronsChoose: true,
    }),
  staff: z
    .strictObject({
      /**
       * For how many days a member of staff may sign in before the one-time code is set up; from the first sign-in
       * without.
       */
      codeGraceDays: z.number().int().min(0).max(36_500).default(30),
    })
    .prefault({}),
  passwords: z
    .strictObject({
      /** 仮パスワード: valid from issue or reset (0: without end), and how many tries. */
      temporaryDays: days(),
      temporaryTries: z.number().int().min(1).max(100),
      sessionIdleMinutes: z.number().int().min(1).max(1440),
      terminalIdleMinutes: z.number().int().min(1).max(60),
      /** When a browser that is new to a card must give the birth date too: after an alarm, always or never. */
      newDevicesGiveBirthDate: z.enum(['never', 'onAlarm', 'always']).default('onAlarm'),
      /**
       * The alarm: more failures in the whole library than these that no success followed. Fifteen a day are 5,475
       * guesses a year, and none is better than 1 in 2,000: fewer than three cards, whoever guesses from wherever.
       */
      alarmFailuresPerHour: z.number().int().min(1).max(100_000).default(10),
      alarmFailuresPerDay: z.number().int().min(1).max(100_000).default(15),
    })
    .prefault({ temporaryDays: 14, temporaryTries: 5, sessionIdleMinutes: 30, terminalIdleMinutes: 2 }),
})

export type Policy = z.infer<typeof policySchema>

export type Service = keyof Policy['services']

/** Whether the library offers a part of the service. */
export const offers = ({ services, requests, identity }: Policy, service: Service): boolean =>
  services[service] &&
  (service !== 'requests' || requests.perWeekMax > 0) &&
  ((service !== 'passwordByMail' && service !== 'passkeys') || identity.publicAddress !== undefined)

/** The languages in which the library offers its pages and mails, Japanese first. */
export const offeredLanguages = ({ languages }: Policy) =>
  wordLanguages.filter(language => language === 'ja' || languages[language])

/** A language that somebody asks for, or that was kept of them; null for one that the library does not offer. */
export const offeredLanguage = (policy: Policy, wished: string | null | undefined) =>
  offeredLanguages(policy).find(language => language === wished) ?? null

/** The policy of a library that has changed nothing. */
export const defaultPolicy: Policy = policySchema.parse({})
