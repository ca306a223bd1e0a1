import { facilities } from '#branches/rules/premises.ts'
import { readMonthly, writeMonthly } from '#calendar/rules/monthly.ts'
import { shelfKey } from '#catalogue/rules/shelf-key.ts'
import { placeholders } from '#policy.ts'
import { isUnreadable } from '#std/text/unreadable.ts'
import { type Branch, type Description, descriptionSchema, type Stop } from './description.ts'
import { type Problem, problemOf } from './problem.ts'
import { contrast, contrastAA } from './rules/contrast.ts'

export type ReadDescription = { ok: true; description: Description } | { ok: false; problems: Problem[] }

/** Reads what stands in a file or a form. Everything that is wrong with it is named at once. */
export function readDescription(document: unknown): ReadDescription {
  const parsed = descriptionSchema.safeParse(document)
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(issue => problemOf(issue, document)) }
  const problems = wholeProblems(parsed.data)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, description: asWritten(parsed.data) }
}

/** What is wrong although each part by itself is right. */
function wholeProblems(description: Description): Problem[] {
  return [
    ...unreadable(description),
    ...twice(description, 'branches'),
    ...twice(description, 'stops'),
    ...twice(description, 'patronCategories'),
    ...twice(description, 'itemCategories'),
    ...placeProblems(description),
    ...ruleProblems(description),
    ...lookProblems(description),
    ...wordProblems(description),
  ]
}

/** Characters that no page can show and no table can hold: NUL and its like, and what no text has. */
const isUnshowable = (text: string) => /[^\P{Cc}\s]/u.test(text) || isUnreadable(text)

/** Every text of a description, wherever it stands, that is none. */
function unreadable(value: unknown, path: Problem['path'] = []): Problem[] {
  if (typeof value === 'string')
    return isUnshowable(value) ? [{ path, value: '', wants: { is: 'form', form: 'readable' } }] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) =>
    unreadable(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  )
}

type Listed = 'branches' | 'stops' | 'patronCategories' | 'itemCategories'

const twice = (description: Description, list: Listed): Problem[] =>
  description[list].flatMap(({ code }, nth) =>
    description[list].findIndex(other => other.code === code) < nth
      ? [{ path: [list, nth, 'code'], value: code, wants: { is: 'another' } }]
      : [],
  )

function placeProblems({ branches, stops }: Description): Problem[] {
  const problems: Problem[] = []
  const central = branches.filter(branch => branch.central)
  if (branches.length > 0 && central.length !== 1)
    problems.push({
      path: ['branches'],
      value: central.map(({ code }) => code).join(', '),
      wants: { is: 'oneCentral' },
    })
  for (const [nth, { floor }] of branches.entries())
    for (const [at, shape] of floor.entries())
      if ('from' in shape && !holdsSomething(shape))
        problems.push({
          path: ['branches', nth, 'floor', at],
          value: shape.name,
          wants: { is: 'form', form: 'callsOrder' },
        })
  const bookmobiles = branches.filter(({ kind }) => kind === 'bookmobile').map(({ code }) => code)
  for (const [nth, { branch, visits }] of stops.entries()) {
    if (!bookmobiles.includes(branch))
      problems.push({ path: ['stops', nth, 'branch'], value: branch, wants: { is: 'oneOf', options: bookmobiles } })
    const firsts = visits.map(visit => firstDay(visit))
    for (const [at, first] of firsts.entries())
      if (firsts.indexOf(first) < at)
        problems.push({ path: ['stops', nth, 'visits', at], value: first, wants: { is: 'another' } })
  }
  return problems
}

/** From its first call number to its last, with what begins as that does. */
const holdsSomething = ({ from, until }: { from: string; until: string }): boolean =>
  shelfKey(from) <= shelfKey(until) || shelfKey(from).startsWith(shelfKey(until))

/** What a limit of its field counts, and so what its row may name. */
const mayName = {
  holds: ['patron', 'item'],
  loansInAll: ['patron', 'item'],
  blockedFromOverdueDays: ['patron'],
} as const

function ruleProblems(description: Description): Problem[] {
  const codes = {
    patron: description.patronCategories.map(({ code }) => code),
    item: description.itemCategories.map(({ code }) => code),
    branch: description.branches.map(({ code }) => code),
  }
  const keys = description.rules.map(({ patron, item, branch }) => JSON.stringify([patron, item, branch]))
  const problems = description.rules.flatMap((row, nth): Problem[] => {
    const unknown = (['patron', 'item', 'branch'] as const)
      .filter(name => row[name] !== undefined && !codes[name].includes(row[name]))
      .map(
        (name): Problem => ({
          path: ['rules', nth, name],
          value: row[name],
          wants: { is: 'oneOf', options: codes[name] },
        }),
      )
    const tooNarrow = (Object.keys(mayName) as (keyof typeof mayName)[])
      .filter(field => row[field] !== undefined)
      .filter(field =>
        (['patron', 'item', 'branch'] as const).some(
          name => row[name] !== undefined && !(mayName[field] as readonly string[]).includes(name),
        ),
      )
      .map(
        (field): Problem => ({
          path: ['rules', nth, field],
          value: row[field],
          wants: { is: 'widerRow', names: [...mayName[field]] },
        }),
      )
    const { patron: _p, item: _i, branch: _b, ...says } = row
    const empty = Object.values(says).every(value => value === undefined)
    const path = ['rules', nth]
    const wholeRow: Problem[] = []
    if (empty) wholeRow.push({ path, value: '', wants: { is: 'somethingSaid' } })
    if (keys.indexOf(keys[nth]!) < nth) wholeRow.push({ path, value: keys[nth], wants: { is: 'another' } })
    return [...unknown, ...tooNarrow, ...wholeRow]
  })
  const needed = ['normal', 'reference'].filter(code => !codes.item.includes(code))
  if (needed.length > 0)
    problems.push({
      path: ['itemCategories'],
      value: codes.item.join(', '),
      wants: { is: 'containing', codes: needed },
    })
  return problems
}

/** What stands in braces is one of the words that the service fills in. */
function wordProblems({ words }: Description): Problem[] {
  const texts = [
    ...Object.entries(words.slip).map(([language, text]) => ({ path: ['words', 'slip', language], text })),
    ...Object.entries(words.mails).flatMap(([name, byLanguage]) =>
      Object.entries(byLanguage ?? {}).flatMap(([language, own]) =>
        Object.entries(own ?? {}).map(([part, text]) => ({ path: ['words', 'mails', name, language, part], text })),
      ),
    ),
  ]
  return texts.flatMap(({ path, text }): Problem[] => {
    const strange = (text ?? '').match(/\{[^{}]*\}?|\}/g)?.find(one => !placeholders.some(known => known === one))
    return strange === undefined ? [] : [{ path, value: strange, wants: { is: 'oneOf', options: [...placeholders] } }]
  })
}

function lookProblems({ identity, intakeWindow }: Description): Problem[] {
  const problems: Problem[] = []
  const { colour } = identity
  if (colour !== undefined && contrast(colour, '#ffffff') < contrastAA)
    problems.push({
      path: ['identity', 'colour'],
      value: colour,
      wants: { is: 'contrast', has: Math.floor(contrast(colour, '#ffffff') * 100) / 100, needs: contrastAA },
    })
  if (intakeWindow.from >= intakeWindow.until)
    problems.push({ path: ['intakeWindow', 'until'], value: intakeWindow.until, wants: { is: 'later' } })
  return problems
}

/** The one way in which it is written, so that two descriptions that say the same are the same. */
function asWritten(description: Description): Description {
  return {
    ...description,
    branches: description.branches.map(
      (branch): Branch => ({
        ...branch,
        facilities: facilitiesAsWritten(branch),
        closings: branch.closings.map(closing =>
          'monthly' in closing ? { ...closing, monthly: writeMonthly(readMonthly(closing.monthly)!) } : closing,
        ),
      }),
    ),
    stops: description.stops.map(stop => ({
      ...stop,
      facilities: facilitiesAsWritten(stop),
      visits: stop.visits.map(visitAsWritten).sort((one, other) => (firstDay(one) < firstDay(other) ? -1 : 1)),
    })),
  }
}

const facilitiesAsWritten = (place: Branch | Stop): Branch['facilities'] =>
  facilities.filter(one => place.facilities.includes(one))

type Visit = Stop['visits'][number]

function visitAsWritten(visit: Visit): Visit {
  if ('days' in visit) return { ...visit, days: [...new Set(visit.days)].sort() }
  if (!('monthly' in visit)) return visit
  const monthly = readMonthly(visit.monthly)!
  return { ...visit, monthly: writeMonthly(monthly), from: firstDay(visit) }
}

/** The first day on which a rule can bring the bookmobile. */
export function firstDay(visit: Visit): string {
  if ('days' in visit) return [...visit.days].sort()[0]!
  const monthly = 'monthly' in visit ? readMonthly(visit.monthly) : null
  if (monthly?.is !== 'weeks') return visit.from
  const from = Temporal.PlainDate.from(visit.from)
  return from.add({ days: (monthly.weekday - from.dayOfWeek + 7) % 7 }).toString()
}
