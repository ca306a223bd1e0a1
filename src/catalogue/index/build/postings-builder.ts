import type { Postings } from '../segment/segment.ts'

/**
 * Makes postings over numeric keys in two passes over the same records: first every key is counted, then filled. That
 * needs no list of all occurrences in between, which for ten million records would be larger than the index.
 */
export class PostingsBuilder {
  private keys = new Uint32Array(1 << 12)
  /** place in the table → number of the key + 1 */
  private numbers = new Int32Array(1 << 12)
  private counts = new Uint32Array(1 << 11)
  private lastDoc = new Int32Array(1 << 11).fill(-1)
  private size = 0
  private docs: Uint32Array = new Uint32Array(0)
  private masks: Uint8Array = new Uint8Array(0)
  private ends: Uint32Array = new Uint32Array(0)

  count(key: number, doc: number): void {
    const number = this.numberOf(key)
    if (this.lastDoc[number] === doc) return
    this.lastDoc[number] = doc
    this.counts[number]!++
  }

  /** @returns what `filled` needs */
  startFilling(): { keys: Uint32Array; starts: Uint32Array } {
    const keys = new Uint32Array(this.size)
    for (let place = 0; place < this.keys.length; place++) {
      const number = this.numbers[place]! - 1
      if (number >= 0) keys[number] = this.keys[place]!
    }
    keys.sort()
    const starts = new Uint32Array(this.size + 1)
    this.ends = new Uint32Array(this.size)
    for (let i = 0; i < this.size; i++) {
      const number = this.numberOf(keys[i]!)
      this.ends[number] = starts[i]!
      starts[i + 1] = starts[i]! + this.counts[number]!
    }
    this.docs = new Uint32Array(starts[this.size]!)
    this.masks = new Uint8Array(starts[this.size]!)
    this.lastDoc.fill(-1)
    return { keys, starts }
  }

  fill(key: number, doc: number, mask: number): void {
    const number = this.numberOf(key)
    if (this.lastDoc[number] === doc) {
      this.masks[this.ends[number]! - 1]! |= mask
      return
    }
    this.lastDoc[number] = doc
    const at = this.ends[number]!++
    this.docs[at] = doc
    this.masks[at] = mask
  }

  filled({ keys, starts }: { keys: Uint32Array; starts: Uint32Array }): Postings {
    return { keys, starts, docs: this.docs, masks: this.masks }
  }

  private numberOf(key: number): number {
    const places = this.keys.length - 1
    let place = (Math.imul(key, 0x9e3779b1) >>> 7) & places
    for (;;) {
      const number = this.numbers[place]!
      if (number === 0) break
      if (this.keys[place] === key) return number - 1
      place = (place + 1) & places
    }
    if ((this.size + 1) * 2 > this.keys.length) {
      this.grow()
      return this.numberOf(key)
    }
    this.keys[place] = key
    this.numbers[place] = ++this.size
    return this.size - 1
  }

  private grow(): void {
    const { keys, numbers } = this
    this.keys = new Uint32Array(keys.length * 2)
    this.numbers = new Int32Array(keys.length * 2)
    const places = this.keys.length - 1
    for (let i = 0; i < keys.length; i++) {
      if (numbers[i] === 0) continue
      let place = (Math.imul(keys[i]!, 0x9e3779b1) >>> 7) & places
      while (this.numbers[place] !== 0) place = (place + 1) & places
      this.keys[place] = keys[i]!
      this.numbers[place] = numbers[i]!
    }
    const counts = new Uint32Array(this.keys.length / 2)
    counts.set(this.counts)
    this.counts = counts
    const lastDoc = new Int32Array(this.keys.length / 2).fill(-1)
    lastDoc.set(this.lastDoc)
    this.lastDoc = lastDoc
  }
}
