import {
  type Figure,
  figureOf,
  figures,
  linesToldMax,
  type Queue,
  type Reconciled,
  reconcile,
  reconcileQueue,
  unreadable,
} from '../rules/figures.ts'
import { type FormName, formNames } from '../rules/forms.ts'

type Row = Readonly<Record<string, string | null | undefined>>

/** So many of the titles that are wanted most have their queues compared. */
const queuesCompared = 50

/** Counts the rows of the files while they are read, and those of them that were left out. */
export class Tally {
  readonly read = Object.fromEntries(formNames.map(name => [name, 0])) as Record<FormName, number>
  readonly leftOut = Object.fromEntries(formNames.map(name => [name, 0])) as Record<FormName, number>
  private readonly inFiles = new Map(figures.map(figure => [figure, new Map<string, number>()]))
  private readonly left = new Map(
    figures.map(figure => [figure, new Map<string, { count: number; lines: number[] }>()]),
  )
  private readonly queues = new Map<string, Map<number, Queue[number]>>()

  /** @param row what could be read of it, by our columns */
  seen(name: FormName, line: number, row: Row): void {
    this.read[name]++
    const counted = figureOf(name, row)
    if (counted) {
      const counts = this.inFiles.get(counted.figure)!
      counts.set(counted.key, (counts.get(counted.key) ?? 0) + 1)
    }
    if (name !== 'holds' || row.state === 'applied') return
    const queue = this.queues.get(row.record ?? unreadable) ?? new Map()
    queue.set(line, { patron: row.patron ?? unreadable, line, leftOut: false })
    this.queues.set(row.record ?? unreadable, queue)
  }

  /** A row that was seen does not come in. */
  leaves(name: FormName, line: number, row: Row): void {
    this.leftOut[name]++
    const counted = figureOf(name, row)
    if (counted) {
      const all = this.left.get(counted.figure)!
      const one = all.get(counted.key) ?? { count: 0, lines: [] }
      one.count++
      if (one.lines.length < linesToldMax) one.lines.push(line)
      all.set(counted.key, one)
    }
    const waiting = name === 'holds' ? this.queues.get(row.record ?? unreadable)?.get(line) : undefined
    if (waiting) waiting.leftOut = true
  }

  /** The titles that most patrons wait for, by the files. */
  mostWanted(): string[] {
    return [...this.queues]
      .filter(([record]) => record !== unreadable)
      .sort(([one, queue], [other, longer]) => longer.size - queue.size || (one < other ? -1 : 1))
      .slice(0, queuesCompared)
      .map(([record]) => record)
  }

  /** @param kago the same figures, counted in its tables, and the queues of `mostWanted` */
  reconcile(kago: { counts: Map<Figure, Map<string, number>>; queues: Map<string, string[]> }): Reconciled[] {
    return [
      ...figures.flatMap(figure =>
        reconcile(figure, this.inFiles.get(figure)!, kago.counts.get(figure) ?? new Map(), this.left.get(figure)!),
      ),
      ...this.mostWanted().map(record =>
        reconcileQueue(record, [...this.queues.get(record)!.values()], kago.queues.get(record) ?? []),
      ),
    ]
  }
}
