import { z } from 'zod'

const days = (max = 400) => z.number().int().min(0).max(max)
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
/** In the order of ISO 8601. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/**
 * What the library has decided: one document, validated when it is read and when it is changed. Every default is that of
 * the guide, or of the house where the guide is silent.
 */
export const policySchema = z.strictObject({
  libraryName: z.string().min(1).max(60).default('村上市立図書館'),
  /**
   * The address at which the public finds the service, such as https://lib.example.jp; it stands in links for other machines.
   * Empty: only the hosts by which this machine knows itself are believed.
   */
  publicAddress: z
    .string()
    .max(200)
    .regex(/^(https?:\/\/[a-z0-9.-]+(:[0-9]{1,5})?)?$/)
    .default(''),
  /** 予約できない時間帯 (M14). The night's run takes place in it. */
  intakeWindow: z.strictObject({ from: clockTime, until: clockTime }).default({ from: '03:00', until: '04:00' }),
  holds: z
    .strictObject({
      openHoldsMax: z.number().int().min(0).max(1000),
      openAudiovisualMax: z.number().int().min(0).max(1000),
      groupOpenHoldsMax: z.number().int().min(0).max(5000),
      /** 取り置き (M37): days from the notice. */
      pickupDays: days(90),
      /** A phone patron who is never reached: days from ready. */
      unreachedPickupDays: days(90),
      /** シリーズ予約 (M27): when the next one is released. */
      seriesReleasedWhen: z.enum(['captured', 'checkedOut', 'returned']),
      /** How long an ended hold stays in sight. */
      closedInSightDays: days(),
      basketMax: z.number().int().min(1).max(1000),
    })
    .default({
      openHoldsMax: 10,
      openAudiovisualMax: 3,
      groupOpenHoldsMax: 50,
      pickupDays: 7,
      unreachedPickupDays: 14,
      seriesReleasedWhen: 'captured',
      closedInSightDays: 30,
      basketMax: 100,
    }),
  loans: z
    .strictObject({
      /** 館ごとに5冊 */
      perBranchMax: z.number().int().min(0).max(1000),
      groupPerBranchMax: z.number().int().min(0).max(5000),
      days: days(),
      renewalsMax: z.number().int().min(0).max(50),
      /** Overdue by this many days: no new holds, no loans. */
      blockedFromOverdueDays: days(),
    })
    .default({ perBranchMax: 5, groupPerBranchMax: 100, days: 14, renewalsMax: 1, blockedFromOverdueDays: 14 }),
  cards: z.strictObject({ validYears: z.number().int().min(1).max(100) }).default({ validYears: 3 }),
  newArrivalDays: days().default(60),
  savedSearches: z
    .strictObject({
      /** 保存した検索: how many one patron may keep. Each is counted anew whenever they look at their list. */
      max: z.number().int().min(1).max(100),
      /** In the night to this day the week's mails about what came in are written. */
      mailWeekday: z.enum(weekdays).default('friday'),
    })
    .default({ max: 50, mailWeekday: 'friday' }),
  requests: z
    .strictObject({
      /** リクエスト: how many one patron may send within seven days; 0 switches them off. */
      perWeekMax: z.number().int().min(0).max(100),
    })
    .default({ perWeekMax: 3 }),
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
    })
    .default({
      mailRegisteredAt: '09:00',
      dueSoonDays: 2,
      overdueDays: [7, 14, 28],
      quietHours: { from: '21:00', until: '08:00' },
      gatherMinutes: 60,
    }),
  staff: z
    .strictObject({
      /** For how many days a member of staff may sign in before the one-time code is set up; from the first sign-in without. */
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
       * The alarm: more failures in the whole library than these that no success followed. Fifteen a day are 5,475 guesses a
       * year, and none is better than 1 in 2,000: fewer than three cards, whoever guesses from wherever.
       */
      alarmFailuresPerHour: z.number().int().min(1).max(100_000).default(10),
      alarmFailuresPerDay: z.number().int().min(1).max(100_000).default(15),
    })
    .prefault({ temporaryDays: 14, temporaryTries: 5, sessionIdleMinutes: 30, terminalIdleMinutes: 2 }),
})

export type Policy = z.infer<typeof policySchema>

/** The policy of a library that has changed nothing. */
export const defaultPolicy: Policy = policySchema.parse({})
