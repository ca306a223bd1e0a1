import { type FloorShape, printShape, readShape } from '#branches/rules/floor-plan.ts'
import { facilities } from '#branches/rules/premises.ts'
import { defaultPolicy, weekdays } from '#policy.ts'
import type { Description } from '#settings/description.ts'

/** The sections that are edited by the fields of this file; the rest is one form (policy-form.ts). */
export const lists = ['branches', 'stops', 'patronCategories', 'itemCategories', 'rules'] as const
export type ListSection = (typeof lists)[number]
/** Those that have no members: one form each. */
export const wholes = ['identity', 'services', 'languages'] as const
export type Section = (typeof wholes)[number] | ListSection

/** One field of a form: its path in the member, and how it is typed. */
export type Field = {
  path: string
  kind: 'text' | 'number' | 'choice' | 'ticks' | 'lines'
  /** Of a choice: the values; '' for unsaid. Of ticks: what can be ticked, any of them. */
  options?: readonly string[]
  /** Which hint explains it. */
  hint?: string
  /** How a line stands for a value, and a value for a line. What cannot be read stays as it is: the schema names it. */
  readLine?(line: string): unknown
  printLine?(value: unknown): string
}

const serviceNames = Object.keys(defaultPolicy.services)
const languageNames = Object.keys(defaultPolicy.languages)
const yesNo = ['yes', 'no'] as const
const names: Field[] = [
  { path: 'name.ja', kind: 'text' },
  { path: 'name.kana', kind: 'text' },
  { path: 'name.en', kind: 'text' },
]
const premises: Field[] = [
  { path: 'coordinates', kind: 'text', hint: 'coordinates' },
  { path: 'access', kind: 'text', hint: 'access' },
  { path: 'facilities', kind: 'ticks', options: facilities },
]
const code: Field = { path: 'code', kind: 'text', hint: 'code' }
const hours = weekdays.map((day): Field => ({ path: `hours.${day}`, kind: 'text', hint: 'hours' }))

/** The fields of a section, or of a member of it. Those that name others offer what the description has. */
export function fieldsOf(section: Section, { branches, patronCategories, itemCategories }: Description): Field[] {
  const codes = (list: readonly { code: string }[]) => ['', ...list.map(one => one.code)]
  switch (section) {
    case 'identity':
      return [
        ...names,
        ...['address', 'telephone', 'mailSender', 'publicAddress'].map((path): Field => ({ path, kind: 'text' })),
        { path: 'colour', kind: 'text', hint: 'colour' },
        { path: 'maps', kind: 'choice', options: ['', 'gsi', 'osm', 'none'], hint: 'maps' },
      ]
    case 'services':
      return serviceNames.map((path): Field => ({ path, kind: 'choice', options: yesNo }))
    case 'languages':
      return languageNames.map((path): Field => ({ path, kind: 'choice', options: yesNo }))
    case 'branches':
      return [
        code,
        { path: 'kind', kind: 'choice', options: ['library', 'room', 'network', 'bookmobile'] },
        ...names,
        { path: 'shortName', kind: 'text' },
        { path: 'address', kind: 'text' },
        ...premises,
        { path: 'telephone', kind: 'text' },
        { path: 'central', kind: 'choice', options: yesNo },
        { path: 'pickup', kind: 'choice', options: yesNo },
        ...hours,
        { path: 'holidays', kind: 'choice', options: ['', 'asUsual', 'closed', 'swap'] },
        { path: 'vanDays', kind: 'ticks', options: weekdays, hint: 'vanDays' },
        { path: 'closings', kind: 'lines', hint: 'closings', readLine: readClosing, printLine: printClosing },
        {
          path: 'floor',
          kind: 'lines',
          hint: 'floor',
          readLine: line => readShape(line) ?? line,
          printLine: shape => printShape(shape as FloorShape),
        },
        { path: 'closedForGoodFrom', kind: 'text', hint: 'day' },
      ]
    case 'stops':
      return [
        code,
        {
          path: 'branch',
          kind: 'choice',
          options: branches.filter(({ kind }) => kind === 'bookmobile').map(one => one.code),
        },
        ...names,
        { path: 'place', kind: 'text' },
        ...premises,
        { path: 'visits', kind: 'lines', hint: 'visits', readLine: readVisit, printLine: printVisit },
        { path: 'closedForGoodFrom', kind: 'text', hint: 'day' },
      ]
    case 'patronCategories':
      return [
        code,
        ...names,
        ...['ages.from', 'ages.until', 'validYears'].map((path): Field => ({ path, kind: 'number' })),
      ]
    case 'itemCategories':
      return [code, ...names, { path: 'newestStays', kind: 'choice', options: ['', ...yesNo] }]
    case 'rules':
      return [
        { path: 'patron', kind: 'choice', options: codes(patronCategories) },
        { path: 'item', kind: 'choice', options: codes(itemCategories) },
        { path: 'branch', kind: 'choice', options: codes(branches) },
        ...['loans', 'loansInAll', 'days', 'renewals'].map((path): Field => ({ path, kind: 'number', hint: 'rule' })),
        { path: 'mayBeHeld', kind: 'choice', options: ['', ...yesNo] },
        ...['holds', 'blockedFromOverdueDays'].map((path): Field => ({ path, kind: 'number', hint: 'rule' })),
      ]
    default:
      return section satisfies never
  }
}

/** How a value stands in its field. */
export function printField(member: unknown, { path, kind, options, printLine }: Field): string {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], member)
  if (kind === 'lines') return ((value as unknown[] | undefined) ?? []).map(one => printLine!(one)).join('\n')
  if (kind === 'ticks') return ((value as string[] | undefined) ?? []).join('\n')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === undefined && options && !options.includes('')) return options[0] ?? ''
  return value === undefined ? '' : `${value}`
}

/** What was typed, as a member of the description. An empty field says nothing; ticks come a line each. */
export function readFields(fields: readonly Field[], typed: (path: string) => string): Record<string, unknown> {
  const member: Record<string, unknown> = {}
  for (const field of fields) {
    const value = readField(field, typed(field.path).trim())
    if (value === undefined) continue
    const steps = field.path.split('.')
    const last = steps.pop()!
    const inner = steps.reduce<Record<string, unknown>>((into, name) => {
      into[name] ??= {}
      return into[name] as Record<string, unknown>
    }, member)
    inner[last] = value
  }
  return member
}

function readField({ kind, options, readLine }: Field, typed: string): unknown {
  if (kind === 'ticks') return typed === '' ? undefined : typed.split('\n')
  if (kind === 'lines')
    return typed === ''
      ? undefined
      : typed
          .split(/\r?\n/)
          .filter(line => line.trim())
          .map(readLine!)
  if (typed === '') return undefined
  if (options?.includes('yes')) return typed === 'yes' ? true : typed === 'no' ? false : typed
  if (kind !== 'number') return typed
  const plain = typed.normalize('NFKC')
  return /^\d{1,9}$/.test(plain) ? Number(plain) : typed
}

function readClosing(line: string): unknown {
  const plain = line.normalize('NFKC').trim()
  const yearly = /^(\d\d-\d\d)\s*[〜~]\s*(\d\d-\d\d)\s+(.+)$/.exec(plain)
  if (yearly) return { from: yearly[1], until: yearly[2], reason: yearly[3] }
  const monthly = /^(\S+)\s+(.+)$/.exec(plain)
  return monthly ? { monthly: monthly[1], reason: monthly[2] } : line
}

function printClosing(value: unknown): string {
  const closing = value as Description['branches'][number]['closings'][number]
  return 'monthly' in closing
    ? `${closing.monthly} ${closing.reason}`
    : `${closing.from}〜${closing.until} ${closing.reason}`
}

function readVisit(line: string): unknown {
  const plain = line.normalize('NFKC').trim()
  const days = /^(\d{4}-\d\d-\d\d(?:\s*[,、]\s*\d{4}-\d\d-\d\d)*)\s+(\S+)$/.exec(plain)
  if (days) return { days: days[1]!.split(/\s*[,、]\s*/), hours: days[2] }
  const rule = /^(\S+)\s+(\d{4}-\d\d-\d\d)から(?:\s*(\d{4}-\d\d-\d\d)まで)?\s+(\S+)$/.exec(plain)
  if (!rule) return line
  const [, rhythm, from, until, span] = rule
  const weeks = /^(\d)週ごと$/.exec(rhythm!)
  return {
    ...(weeks ? { everyWeeks: Number(weeks[1]) } : { monthly: rhythm }),
    from,
    ...(until ? { until } : {}),
    hours: span,
  }
}

function printVisit(value: unknown): string {
  const visit = value as Description['stops'][number]['visits'][number]
  if ('days' in visit) return `${visit.days.join(',')} ${visit.hours}`
  const rhythm = 'everyWeeks' in visit ? `${visit.everyWeeks}週ごと` : visit.monthly
  return `${rhythm} ${visit.from}から${visit.until ? ` ${visit.until}まで` : ''} ${visit.hours}`
}
