import { folded, foldWritten } from '#catalogue/rules/writing/fold.ts'
import type { IndexedBib } from '../catalogue-index.ts'
import { Headings } from '../segment/headings.ts'
import { creatorKey, creatorName, creatorReading } from '../segment/record-text.ts'
import { type CreatorTable, type HeadingTable, MORE_CREATORS, termKind } from '../segment/segment.ts'
import { stringTable } from '../segment/string-table.ts'
import { growing32 } from './growing.ts'
import { placesInOrder } from './places.ts'
import type { TermsBuilder } from './terms-builder.ts'

/**
 * 著者標目 of a segment that is being built, with the terms by which they are found, and the column that says who made
 * what.
 */
export class CreatorsBuilder {
  private readonly headings = new Headings()
  private readonly readings: string[] = []
  private readonly column = growing32()
  private readonly more = growing32()

  add(bib: IndexedBib, terms: TermsBuilder): void {
    const numbers: number[] = []
    for (const creator of bib.creators) {
      const key = creatorKey(creator)
      if (key === '') continue
      const name = creatorName(creator).replaceAll(/[\s　]+/g, ' ')
      const number = this.headings.numberOf(key, name.trim())
      if (!this.readings[number]) this.readings[number] = foldWritten(creatorReading(creator))
      const heard = folded(creatorReading(creator))
      if (heard !== '') terms.add(termKind.creatorReading + heard, 0)
      if (numbers.includes(number)) continue
      numbers.push(number)
      terms.add(termKind.creator + key, 0)
      if (creator.authority) {
        terms.add(`${termKind.creatorOfNumber}${creator.authority}\0${key}`, 0)
        terms.add(`${termKind.numberOfCreator}${key}\0${creator.authority}`, 0)
      }
    }
    this.column.push(numbers.length > 1 ? MORE_CREATORS + this.more.length : (numbers[0] ?? -1) + 1)
    if (numbers.length > 1)
      for (const [i, number] of numbers.entries())
        this.more.push(number + 1 + (i === numbers.length - 1 ? MORE_CREATORS : 0))
  }

  /** The column is by record as it came; a number is the place in the table + 1. */
  finish(): { column: Uint32Array; table: CreatorTable } {
    const { keys, names, numbers, placeOf } = this.headings.sorted()
    const readings = numbers.map(number => this.readings[number]!)
    const placed = (number: number) => placeOf[number - 1]! + 1
    return {
      column: this.column.done().map(number => (number === 0 || number >= MORE_CREATORS ? number : placed(number))),
      table: {
        keys: stringTable(keys),
        names: stringTable(names),
        readings: stringTable(readings),
        byReading: placesInOrder(numbers.length, i => readings[i] || keys[i]!),
        more: this.more.done().map(number => (number & MORE_CREATORS) | placed(number & ~MORE_CREATORS)),
      },
    }
  }
}

/** 件名標目 of a segment that is being built, with the terms by which they are found. */
export class SubjectsBuilder {
  private readonly headings = new Headings()
  private readonly readings: string[] = []

  add(bib: IndexedBib, terms: TermsBuilder): void {
    for (const [i, subject] of bib.subjects.entries()) {
      const key = folded(subject)
      if (key === '') continue
      const number = this.headings.numberOf(key, subject)
      if (!this.readings[number]) this.readings[number] = folded(bib.subjectReadings[i] ?? '')
      terms.add(termKind.subject + key, 0)
    }
  }

  finish(): HeadingTable {
    const { keys, names, numbers } = this.headings.sorted()
    const readings = numbers.map(number => this.readings[number]!)
    return {
      keys: stringTable(keys),
      names: stringTable(names),
      readings: stringTable(readings),
      byReading: placesInOrder(keys.length, i => readings[i] || keys[i]!),
    }
  }
}
