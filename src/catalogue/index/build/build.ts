import { identifierNumber } from '#catalogue/rules/isbn.ts'
import { classesOfNotations, notationsOf } from '#catalogue/rules/ndc.ts'
import { setKey } from '#catalogue/rules/series.ts'
import { splitVolume, volumeOrder } from '#catalogue/rules/volume.ts'
import { folded, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import type { IndexedBib } from '../catalogue-index.ts'
import { liveOf, printOf } from '../keep/live.ts'
import type { Whereabouts } from '../keep/whereabouts.ts'
import { firstKana } from '../matching/kana-start.ts'
import { romajiKeys } from '../matching/match.ts'
import { withCharacterLists } from '../segment/characters.ts'
import { facetPair, YEARS } from '../segment/facet-code.ts'
import { hash32 } from '../segment/hash.ts'
import { Headings } from '../segment/headings.ts'
import { keepCounts } from '../segment/kept-counts.ts'
import { RecordKeys, readingPlaceMask, surfacePlaceMask } from '../segment/keys.ts'
import { creatorKey, isReadingMark, mark, recordText } from '../segment/record-text.ts'
import { columnFor, MORE_CREATORS, type Segment, surfaceMask, termKind } from '../segment/segment.ts'
import { stringTable } from '../segment/string-table.ts'
import { growing8, growing16, growing32, growing64 } from './growing.ts'
import { CreatorsBuilder, SubjectsBuilder } from './heading-builders.ts'
import { orderDocs } from './order.ts'
import { arranged, inverse, sortedPlaces } from './places.ts'
import { PostingsBuilder } from './postings-builder.ts'
import { TermsBuilder } from './terms-builder.ts'

/** Builds one segment from a stream of records; the records themselves are not kept. */
export class SegmentBuilder {
  private readonly whereabouts: Whereabouts
  private readonly text = growing16()
  private readonly textStart = growing32()
  private readonly readingStart = growing32()
  private readonly titles = growing8()
  private readonly titleStart = growing32()
  private readonly keys = new RecordKeys()
  private readonly grams = new PostingsBuilder()
  private readonly readings = new PostingsBuilder()
  private readonly terms = new TermsBuilder()
  private readonly creators = new CreatorsBuilder()
  private readonly subjects = new SubjectsBuilder()
  private readonly notations = new Headings()
  private readonly otherNotations = growing32()
  private readonly otherNotationDocs = growing32()
  private readonly identifiers = growing64()
  private readonly identifierDocs = growing32()
  private readonly columns = {
    ids: growing32(),
    facets: growing32(),
    year: growing16(),
    notation: growing32(),
    titleHash: growing32(),
    readingHash: growing32(),
    workHash: growing32(),
    setHash: growing32(),
    volume: growing64(),
    popularity: growing32(),
    print: growing64(),
    addedOn: growing16(),
    whereabouts: growing32(),
    loans: growing32(),
    holds: growing16(),
  }
  private readonly pairs = new Map<number, number>()
  private count = 0

  constructor(whereabouts: Whereabouts) {
    this.whereabouts = whereabouts
  }

  add(bib: IndexedBib): void {
    const doc = this.count++
    const text = recordText(bib)
    const start = this.addText(text)
    this.addTitle(bib.title)
    this.keys.scan(this.text.array, start)
    for (let i = 0; i < this.keys.gramCount; i++) this.grams.count(this.keys.grams[i]!, doc)
    for (let i = 0; i < this.keys.readingCount; i++) this.readings.count(this.keys.readings[i]!, doc)
    this.terms.nextDoc()
    this.addWords(text)
    for (const { place, key } of romajiKeys(this.text.array, start))
      this.terms.add(termKind.romaji + key, readingPlaceMask[place]!)
    this.creators.add(bib, this.terms)
    this.subjects.add(bib, this.terms)
    const notations = notationsOf(bib.ndc)
    this.addCodes(bib, notations, doc)
    this.addColumns(bib, notations, doc)
    addLive(this.columns, liveOf(bib, this.whereabouts))
  }

  finish(): Segment {
    const { columns } = this
    const text = this.text.done().slice()
    const textStart = this.textStart.done()
    const { column: creator, table: creators } = this.creators.finish()
    const notations = this.notations.sorted()
    const notation = columns.notation.done().map(number => (number === 0 ? 0 : notations.placeOf[number - 1]! + 1))
    const order = orderDocs({
      text,
      textStart,
      ids: columns.ids.done(),
      popularity: columns.popularity.done(),
      year: columns.year.done(),
      volume: columns.volume.done(),
      notation,
      creatorPlace: inverse(creators.byReading),
      firstCreator: creator.map(number => (number < MORE_CREATORS ? number : creators.more[number - MORE_CREATORS]!)),
    })
    const { docs } = order
    const inOrder = <T extends Parameters<typeof arranged>[0]>(column: T): T => arranged(column, docs)
    const newDoc = inverse(docs)
    const ids = inOrder(columns.ids.done())
    const titlePlace = inOrder(order.titlePlace)
    const authorPlace = inOrder(order.authorPlace)
    const classPlace = inOrder(order.classPlace)
    const titleHash = inOrder(columns.titleHash.done())
    const readingHash = inOrder(columns.readingHash.done())
    const segment = {
      count: this.count,
      ids,
      byId: sortedPlaces(ids),
      byTitle: sortedPlaces(titleHash),
      byReading: sortedPlaces(readingHash),
      text,
      textStart: inOrder(textStart),
      readingStart: inOrder(this.readingStart.done()),
      titles: this.titles.done().slice(),
      titleStart: inOrder(this.titleStart.done()),
      ...this.fillPostings(text, textStart, docs),
      ...this.terms.finish(docs),
      ...this.sortIdentifiers(newDoc),
      ...this.sortOtherNotations(notations.placeOf, newDoc),
      columns: {
        facets: columnFor(this.pairs.size, inOrder(columns.facets.done())),
        year: inOrder(columns.year.done()),
        notation: inOrder(notation),
        creator: inOrder(creator),
        titleHash,
        readingHash,
        workHash: inOrder(columns.workHash.done()),
        setHash: inOrder(columns.setHash.done()),
        volume: inOrder(columns.volume.done()),
        popularity: inOrder(columns.popularity.done()),
        print: inOrder(columns.print.done()),
        titlePlace,
        authorPlace,
        classPlace,
        byTitlePlace: inverse(titlePlace),
        byAuthorPlace: inverse(authorPlace),
        byClassPlace: inverse(classPlace),
        addedOn: inOrder(columns.addedOn.done()),
        whereabouts: columnFor(this.whereabouts.size, inOrder(columns.whereabouts.done())),
        loans: inOrder(columns.loans.done()),
        holds: inOrder(columns.holds.done()),
      },
      facetPairs: Uint32Array.from(this.pairs.keys()),
      creators,
      notations: stringTable(notations.keys),
      subjects: this.subjects.finish(),
      dead: new Uint32Array((this.count + 31) >>> 5),
      buried: new Uint32Array(0),
    }
    return { ...segment, kept: keepCounts(segment) }
  }

  private addText(text: string): number {
    const start = this.text.length
    this.textStart.push(start)
    this.readingStart.push(start + text.search(readingsBegin))
    this.text.reserve(text.length)
    const { array } = this.text
    for (let i = 0; i < text.length; i++) array[start + i] = text.charCodeAt(i)
    this.text.length += text.length
    return start
  }

  private addTitle(title: string): void {
    this.titleStart.push(this.titles.length)
    this.titles.reserve(title.length * 3 + 1)
    const { written: bytes } = encoder.encodeInto(
      title.replaceAll('\0', ''),
      this.titles.array.subarray(this.titles.length),
    )
    this.titles.length += bytes
    this.titles.push(0)
  }

  private addWords(text: string): void {
    let place = 0
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit <= mark.end) place = unit
      if (!isWordUnit(unit) || isReadingMark(place)) continue
      let end = at + 1
      while (isWordUnit(text.charCodeAt(end))) end++
      const before = text.charCodeAt(at - 1)
      const after = text.charCodeAt(end)
      const isName =
        place === mark.author && (before === 0x20 || before <= mark.end) && (after === 0x20 || after <= mark.end)
      const mask =
        surfacePlaceMask[place]! |
        (place === mark.title && before <= mark.end ? surfaceMask.titleStart : 0) |
        (isName ? surfaceMask.authorName : 0)
      this.terms.add(termKind.word + text.slice(at, end), mask)
      at = end - 1
    }
  }

  /** NDC, language, ISBN and ISSN. */
  private addCodes(bib: IndexedBib, notations: readonly string[], doc: number): void {
    if (bib.language) this.terms.add(termKind.language + bib.language, 0)
    for (const notation of notations) this.terms.add(termKind.notation + notation, 0)
    for (const printed of bib.issn ? [...bib.isbns, `ISSN ${bib.issn}`] : bib.isbns) {
      const number = identifierNumber(printed)
      if (number === null) continue
      this.identifiers.push(number)
      this.identifierDocs.push(doc)
    }
  }

  private addColumns(bib: IndexedBib, notations: readonly string[], doc: number): void {
    const { columns } = this
    const [notation, ...others] = notations
    const title = folded(bib.title)
    const reading = folded(bib.titleReading ?? '')
    const { stem, volume } = bib.volume ? { stem: bib.title, volume: bib.volume } : splitVolume(bib.title)
    columns.ids.push(bib.id)
    const year = Math.max(0, Math.min(YEARS - 1, bib.year ?? 0))
    columns.facets.push(this.pairNumber(facetPair(bib.kind, bib.audience, classesOfNotations(notations), year)))
    columns.year.push(year)
    columns.notation.push(notation === undefined ? 0 : this.notations.numberOf(notation, notation) + 1)
    for (const other of others) {
      this.otherNotations.push(this.notations.numberOf(other, other))
      this.otherNotationDocs.push(doc)
    }
    columns.titleHash.push(hash32(title))
    columns.readingHash.push(hash32(reading === '' ? title : reading))
    const creator = bib.creators[0] ? creatorKey(bib.creators[0]) : ''
    columns.workHash.push(hash32(`${folded(stem)}\0${creator}`))
    const set = setKey(bib)
    columns.setHash.push(set === null ? 0 : hash32(`${set}\0${creator}`) || 1)
    columns.volume.push(volumeOrder(volume))
    columns.popularity.push(bib.popularity)
    columns.print.push(printOf(bib))
  }

  private pairNumber(pair: number): number {
    const known = this.pairs.get(pair)
    if (known !== undefined) return known
    this.pairs.set(pair, this.pairs.size)
    return this.pairs.size - 1
  }

  /** The second pass, in the final order of the documents. */
  private fillPostings(
    text: Uint16Array,
    textStart: Uint32Array,
    docs: Uint32Array,
  ): Pick<Segment, 'grams' | 'readings'> {
    const { keys, grams, readings } = this
    const gramLists = grams.startFilling()
    const readingLists = readings.startFilling()
    const readingStart = this.readingStart.done()
    const firstKanas = new Uint16Array(docs.length)
    for (let doc = 0; doc < docs.length; doc++) {
      keys.scan(text, textStart[docs[doc]!]!)
      firstKanas[doc] = firstKana(text, readingStart[docs[doc]!]!)
      for (let i = 0; i < keys.gramCount; i++) grams.fill(keys.grams[i]!, doc, keys.gramMasks[i]!)
      for (let i = 0; i < keys.readingCount; i++) readings.fill(keys.readings[i]!, doc, keys.readingMasks[i]!)
    }
    const heard = readings.filled(readingLists)
    return { grams: withCharacterLists(grams.filled(gramLists), heard, firstKanas), readings: heard }
  }

  private sortIdentifiers(newDoc: Uint32Array): Pick<Segment, 'identifiers' | 'identifierDocs'> {
    const numbers = this.identifiers.done()
    const docs = this.identifierDocs.done()
    const places = sortedPlaces(numbers)
    return {
      identifiers: Float64Array.from(places, place => numbers[place]!),
      identifierDocs: Uint32Array.from(places, place => newDoc[docs[place]!]!),
    }
  }

  private sortOtherNotations(
    placeOf: Uint32Array,
    newDoc: Uint32Array,
  ): Pick<Segment, 'otherNotations' | 'otherNotationDocs'> {
    const notations = this.otherNotations.done().map(number => placeOf[number]! + 1)
    const docs = this.otherNotationDocs.done()
    const places = sortedPlaces(notations)
    return {
      otherNotations: places.map(place => notations[place]!),
      otherNotationDocs: places.map(place => newDoc[docs[place]!]!),
    }
  }
}

function addLive(
  columns: Record<keyof ReturnType<typeof liveOf>, { push(value: number): void }>,
  live: ReturnType<typeof liveOf>,
): void {
  for (const [name, value] of Object.entries(live)) columns[name as keyof typeof live].push(value)
}

/** The first mark that is no surface field's. */
const readingsBegin = new RegExp(`[${String.fromCharCode(mark.titleReading)}-${String.fromCharCode(mark.end)}]`)
const encoder = new TextEncoder()
