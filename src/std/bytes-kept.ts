/**
 * What is kept in memory under names, up to so many bytes: what was put in first goes first. What is larger than all of
 * that is not kept.
 */
export class BytesKept<V> implements Iterable<[string, V]> {
  private readonly values = new Map<string, { value: V; bytes: number }>()
  private readonly bytesMax: number
  private readonly sizeOf: (value: V, key: string) => number
  private taken = 0

  constructor(bytesMax: number, sizeOf: (value: V, key: string) => number) {
    this.bytesMax = bytesMax
    this.sizeOf = sizeOf
  }

  /** What all of it takes together. */
  get bytes(): number {
    return this.taken
  }

  get(key: string): V | undefined {
    return this.values.get(key)?.value
  }

  set(key: string, value: V): void {
    this.delete(key)
    const bytes = this.sizeOf(value, key)
    this.values.set(key, { value, bytes })
    this.taken += bytes
    for (const oldest of this.values.keys()) {
      if (this.taken <= this.bytesMax) break
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    this.taken -= this.values.get(key)?.bytes ?? 0
    this.values.delete(key)
  }

  clear(): void {
    this.values.clear()
    this.taken = 0
  }

  *[Symbol.iterator](): Iterator<[string, V]> {
    for (const [key, { value }] of this.values) yield [key, value]
  }
}
