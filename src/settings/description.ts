import { z } from 'zod'
import { facilities, readCoordinates } from '#branches/rules/premises.ts'
import { readMonthly } from '#calendar/rules/monthly.ts'
import { codePattern, namesSchema, policySchema, weekdays } from '#policy.ts'

const code = z.string().regex(codePattern, 'code')
const day = z.string().refine(isDay, 'day')
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'monthDay')
const hoursPattern = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/
const hours = z
  .string()
  .regex(hoursPattern, 'hours')
  .refine(text => !hoursPattern.test(text) || text.slice(0, 5) < text.slice(6), 'hoursOrder')
const monthly = z.string().refine(text => readMonthly(text) !== null, 'monthly')

function isDay(text: string): boolean {
  try {
    return /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && Temporal.PlainDate.from(text, { overflow: 'reject' }) !== null
  } catch {
    return false
  }
}

const closing = z.union(
  [
    z.strictObject({ monthly, reason: z.string().min(1).max(60) }),
    z.strictObject({ from: monthDay, until: monthDay, reason: z.string().min(1).max(60) }),
  ],
  'closing',
)

/** 行き方と設備, of a branch and of a stop alike. */
const premises = {
  /** 「38.2239,139.4800」: north and east, in degrees. */
  coordinates: z
    .string()
    .refine(text => readCoordinates(text) !== null, 'coordinates')
    .optional(),
  /** 「村上駅から歩いて15分」. */
  access: z.string().min(1).max(300).optional(),
  facilities: z.array(z.enum(facilities)).default([]),
}

const square = z.number().int().min(0).max(200)
const extent = z.number().int().min(1).max(200)
const planWord = z.string().regex(/^[^|｜〜~\r\n]{1,30}$/, 'planWord')
const box = { name: planWord, x: square, y: square, width: extent, height: extent }
/** One thing on the plan of a floor: a shelf with its call numbers, or what one finds one's way by. */
const shape = z.union(
  [z.strictObject({ ...box, shelf: planWord.optional(), from: planWord, until: planWord }), z.strictObject(box)],
  'shape',
)

const branch = z.strictObject({
  code,
  kind: z.enum(['library', 'room', 'network', 'bookmobile']),
  name: namesSchema,
  /** As it stands in narrow columns, and before the name of a stop: 「BM」. */
  shortName: z.string().min(1).max(30),
  address: z.string().max(200).optional(),
  ...premises,
  telephone: z.string().max(30).default(''),
  /** 中央図書館: one of them. */
  central: z.boolean().default(false),
  /** Whether holds can be fetched here; of a bookmobile, at its stops. */
  pickup: z.boolean().default(true),
  closedForGoodFrom: day.optional(),
  /** A weekday that is not named is closed (定休日). */
  hours: z.partialRecord(z.enum(weekdays), hours).default({}),
  /** 祝日 here, when it is otherwise than in the whole library. */
  holidays: z.enum(['asUsual', 'closed', 'swap']).optional(),
  /** Besides the yearly closings of the whole library. */
  closings: z.array(closing).max(30).default([]),
  /** On which weekdays the van between the branches comes, on days on which it is open; not said: on all of them. */
  vanDays: z.array(z.enum(weekdays)).min(1).max(7).optional(),
  /** 館内の案内図, in squares. */
  floor: z.array(shape).max(80).default([]),
})
export type Branch = z.infer<typeof branch>

const visit = z.union(
  [
    z.strictObject({
      everyWeeks: z.number().int().min(1).max(8),
      from: day,
      until: day.optional(),
      hours,
    }),
    z.strictObject({
      monthly: z.string().refine(text => readMonthly(text)?.is === 'weeks', 'monthlyVisit'),
      from: day,
      until: day.optional(),
      hours,
    }),
    z.strictObject({ days: z.array(day).min(1).max(400), hours }),
  ],
  'visit',
)
export type VisitRule = z.infer<typeof visit>

const stop = z.strictObject({
  code,
  /** The bookmobile that comes: the code of a branch. */
  branch: code,
  name: namesSchema,
  /** Where it stands: 「公民館の前」. */
  place: z.string().max(200).optional(),
  ...premises,
  closedForGoodFrom: day.optional(),
  visits: z.array(visit).max(30).default([]),
})
export type Stop = z.infer<typeof stop>

/**
 * One description of a library: everything it has decided. The policy is a part of it; branches and stops lie in tables
 * of their own. The checks that look at several places of it at once are in whole.ts.
 */
export const descriptionSchema = policySchema.extend({
  branches: z.array(branch).max(200),
  stops: z.array(stop).max(500).default([]),
})
export type Description = z.infer<typeof descriptionSchema>

const inOrder: Record<keyof Description, true> = {
  identity: true,
  branches: true,
  stops: true,
  patronCategories: true,
  itemCategories: true,
  rules: true,
  services: true,
  languages: true,
  words: true,
  holds: true,
  loans: true,
  cards: true,
  codes: true,
  calendar: true,
  intakeWindow: true,
  notices: true,
  requests: true,
  questions: true,
  savedSearches: true,
  family: true,
  covers: true,
  staff: true,
  passwords: true,
  newArrivalDays: true,
}
/** The sections, in the order in which they are written and shown: one that is missing does not compile. */
export const sections = Object.keys(inOrder) as (keyof Description)[]

/** The JSON Schema of the file, by which editors complete and underline. */
export const jsonSchema = (): object => ({
  title: 'A library, as Kago reads it',
  ...(z.toJSONSchema(descriptionSchema, { io: 'input' }) as object),
})
