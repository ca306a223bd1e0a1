import type { FormName } from './forms.ts'

/** What is counted twice, from the files and from Kago. */
export const figures = ['patrons', 'items', 'cards', 'loans', 'holds', 'requests'] as const
export type Figure = (typeof figures)[number]

/** What stands where a row could not be read at all. */
export const unreadable = '?'

type Row = Readonly<Record<string, string | null | undefined>>

/**
 * Under what a row of a file is counted: patrons by category, copies by home branch, open loans by branch and the
 * Monday of the week in which they are due, open holds by pickup location and state, requests by state. Null: by
 * nothing.
 */
export function figureOf(name: FormName, row: Row): { figure: Figure; key: string } | null {
  const key = (...parts: (string | null | undefined)[]) => parts.map(part => part || unreadable).join(' ')
  switch (name) {
    case 'patrons':
      return { figure: 'patrons', key: key(row.category) }
    case 'items':
      return { figure: 'items', key: key(row.home_branch) }
    case 'cards':
      return { figure: 'cards', key: row.retired_on ? 'retired' : 'inUse' }
    case 'loans':
      return row.returned_at ? null : { figure: 'loans', key: key(row.branch, weekOf(row.due_on)) }
    case 'holds':
      return {
        figure: 'holds',
        key: row.pickup_stop ? key(row.pickup_branch, row.pickup_stop, row.state) : key(row.pickup_branch, row.state),
      }
    case 'requests':
      return { figure: 'requests', key: key(row.state) }
    case 'hidden':
    case 'families':
    case 'notes':
    case 'passwords':
    case 'transits':
    case 'saved-searches':
    case 'wishes':
      return null
    default:
      return name satisfies never
  }
}

function weekOf(day: string | null | undefined): string | null {
  if (!day || !/^\d{4}-\d\d-\d\d$/.test(day)) return null
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1 }).toString()
}

/** One figure under one key. What is in the files is in Kago or was left out; the rest is unexplained. */
export type Reconciled = {
  figure: Figure | 'queue'
  key: string
  inFiles: number
  inKago: number
  leftOut: number
  /** The lines of the rows that were left out; the first ones. */
  lines: number[]
  unexplained: number
}

export type Counts = ReadonlyMap<string, number>
export type LeftOut = ReadonlyMap<string, { count: number; lines: number[] }>

/** Every key that either side knows, in order. */
export function reconcile(figure: Figure, inFiles: Counts, inKago: Counts, leftOut: LeftOut): Reconciled[] {
  return [...new Set([...inFiles.keys(), ...inKago.keys()])].sort().map(key => {
    const left = leftOut.get(key) ?? { count: 0, lines: [] }
    const sums = { inFiles: inFiles.get(key) ?? 0, inKago: inKago.get(key) ?? 0, leftOut: left.count }
    return { figure, key, ...sums, lines: left.lines, unexplained: sums.inFiles - sums.inKago - sums.leftOut }
  })
}

/** A queue of the files: who waits, in the order of the rows, and whose row was left out. */
export type Queue = { patron: string; line: number; leftOut: boolean }[]

/** A queue is right when those who were taken in stand in the same order. */
export function reconcileQueue(record: string, inFiles: Queue, inKago: readonly string[]): Reconciled {
  const stays = inFiles.filter(({ leftOut }) => !leftOut).map(({ patron }) => patron)
  const left = inFiles.filter(({ leftOut }) => leftOut).map(({ line }) => line)
  const astray = Math.max(stays.length, inKago.length)
  const differs = Array.from({ length: astray }, (_, nth) => stays[nth] !== inKago[nth]).filter(Boolean).length
  return {
    figure: 'queue',
    key: record,
    inFiles: inFiles.length,
    inKago: inKago.length,
    leftOut: left.length,
    lines: left.slice(0, linesToldMax),
    unexplained: differs,
  }
}

export const linesToldMax = 10
