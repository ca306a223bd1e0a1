import type { Segment } from '../segment/segment.ts'
import { stringTable } from '../segment/string-table.ts'
import { growing8, growing32 } from './growing.ts'

/** Postings over words and headings: few per record, so their occurrences are kept and sorted at the end. */
export class TermsBuilder {
  private readonly numbers = new Map<string, number>()
  private readonly occurrences = growing32()
  private readonly masks = growing8()
  /** Where the occurrences of a document begin. */
  private readonly begins = growing32()

  nextDoc(): void {
    this.begins.push(this.occurrences.length)
  }

  add(term: string, mask: number): void {
    let number = this.numbers.get(term)
    if (number === undefined) {
      number = this.numbers.size
      this.numbers.set(term, number)
    }
    this.occurrences.push(number)
    this.masks.push(mask)
  }

  /** @param order the documents in their final order */
  finish(order: Uint32Array): Pick<Segment, 'terms' | 'words'> {
    this.begins.push(this.occurrences.length)
    const occurrences = this.occurrences.done()
    const occurrenceMasks = this.masks.done()
    const begins = this.begins.done()
    const sorted = [...this.numbers.keys()].sort()
    const placeOf = new Uint32Array(sorted.length)
    sorted.forEach((term, place) => {
      placeOf[this.numbers.get(term)!] = place
    })
    const ends = new Uint32Array(sorted.length + 1)
    for (const number of occurrences) ends[placeOf[number]! + 1]!++
    for (let place = 0; place < sorted.length; place++) ends[place + 1]! += ends[place]!
    const room = ends.slice()
    const docs = new Uint32Array(occurrences.length)
    const masks = new Uint8Array(occurrences.length)
    for (let doc = 0; doc < order.length; doc++)
      for (let i = begins[order[doc]!]!; i < begins[order[doc]! + 1]!; i++) {
        const place = placeOf[occurrences[i]!]!
        const at = ends[place]!
        if (at > room[place]! && docs[at - 1] === doc) masks[at - 1]! |= occurrenceMasks[i]!
        else {
          docs[at] = doc
          masks[at] = occurrenceMasks[i]!
          ends[place] = at + 1
        }
      }
    return { terms: stringTable(sorted), words: closedUp(room, ends, docs, masks) }
  }
}

/** A word twice in one record left a gap. */
function closedUp(room: Uint32Array, ends: Uint32Array, docs: Uint32Array, masks: Uint8Array): Segment['words'] {
  const starts = new Uint32Array(room.length)
  let to = 0
  for (let place = 0; place < room.length - 1; place++) {
    starts[place] = to
    for (let from = room[place]!; from < ends[place]!; from++, to++) {
      docs[to] = docs[from]!
      masks[to] = masks[from]!
    }
  }
  starts[room.length - 1] = to
  return { keys: new Uint32Array(0), starts, docs: docs.slice(0, to), masks: masks.slice(0, to) }
}
