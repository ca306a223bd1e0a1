/** One document kept for the page. */
export type Found = { doc: number; tier: number }

/**
 * The so many smallest keys, in a heap whose root is the largest of them. Ask `worst` before `add`: most hits go no
 * further.
 */
export class Best {
  worst: number
  readonly keep: number
  private readonly heap: (Found & { key: number })[] = []

  constructor(keep: number) {
    this.keep = keep
    this.worst = keep > 0 ? Infinity : -Infinity
  }

  add(key: number, doc: number, tier: number): void {
    const { heap } = this
    if (heap.length < this.keep) {
      let at = heap.push({ key, doc, tier }) - 1
      for (let parent = (at - 1) >> 1; at > 0 && heap[parent]!.key < key; parent = (at - 1) >> 1) {
        this.swap(at, parent)
        at = parent
      }
    } else {
      heap[0] = { key, doc, tier }
      this.sink(0)
    }
    if (heap.length === this.keep) this.worst = heap[0]!.key
  }

  /** Gives a document, kept or not, a better place. */
  promote(key: number, doc: number, tier: number): void {
    const at = this.heap.findIndex(kept => kept.doc === doc)
    if (at >= 0) {
      this.heap[at] = { key, doc, tier }
      this.sink(at)
      if (this.heap.length === this.keep) this.worst = this.heap[0]!.key
    } else if (key < this.worst) this.add(key, doc, tier)
  }

  sorted(): Found[] {
    return this.heap.toSorted((a, b) => a.key - b.key)
  }

  private sink(from: number): void {
    const { heap } = this
    for (let at = from; ; ) {
      let largest = at
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && heap[child]!.key > heap[largest]!.key) largest = child
      if (largest === at) return
      this.swap(at, largest)
      at = largest
    }
  }

  private swap(a: number, b: number): void {
    const { heap } = this
    const kept = heap[a]!
    heap[a] = heap[b]!
    heap[b] = kept
  }
}
