/** Times in ms of one engine, all and by kind of query. */
export class Timings {
  private readonly all: number[] = []
  private readonly byKind = new Map<string, number[]>()

  add(kind: string, ms: number): void {
    this.all.push(ms)
    const list = this.byKind.get(kind) ?? []
    list.push(ms)
    this.byKind.set(kind, list)
  }

  at(share: number): number {
    return percentile(this.all, share)
  }

  line(): string {
    return `p50 ${shown(this.at(0.5))}  p95 ${shown(this.at(0.95))}  p99 ${shown(this.at(0.99))}  most ${shown(this.at(1))} ms  (${this.all.length} queries)`
  }

  kinds(): string[] {
    return [...this.byKind].map(
      ([kind, times]) =>
        `    ${kind.padEnd(18)} p50 ${shown(percentile(times, 0.5))}  most ${shown(percentile(times, 1))}`,
    )
  }
}

const percentile = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
const shown = (ms: number): string => ms.toFixed(ms < 1 ? 3 : ms < 10 ? 2 : 1).padStart(7)
