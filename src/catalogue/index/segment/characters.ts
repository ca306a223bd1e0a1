import { found } from '#catalogue/rules/search/rank.ts'
import { isKana } from '#catalogue/rules/writing/fold.ts'
import { gramKey, wholeKanaKey } from './keys.ts'
import { lowerBound } from './lower-bound.ts'
import { contentsOnly, readingInfo } from './masks.ts'
import { asFound, type Matches, matchesOf, noMatches, union, without } from './matches.ts'
import { keyRange, type Lists, listSize, lists, unionOf } from './postings.ts'
import { type Postings, surfaceMask } from './segment.ts'

/** Where one character stands: its own list when it has one, else all grams that begin with it. */
export function characterLists(grams: Postings, unit: number): Lists {
  const [own, behind] = keyRange(grams, gramKey(unit, OWN_LIST))
  return own < behind
    ? lists(grams, own, behind)
    : lists(grams, ...keyRange(grams, gramKey(unit, 0), gramKey(unit, STARTS)))
}

/** Keys whose masks speak of the one character: it alone is an author's name, or its own list. */
export const isWholeCharacter = (key: number): boolean => (key & 0xffff) === 1 || (key & 0xffff) === OWN_LIST

/**
 * What else one character finds: 内容細目 alone, or a word of a reading. The masks are bits of rank.ts, and none of it is
 * in its own list.
 */
export function heardOnlyLists(grams: Postings, unit: number): Lists {
  return lists(grams, ...keyRange(grams, gramKey(unit, HEARD_ONLY)))
}

/** Titles whose reading starts with a kana; `only` those that the kana does not find in another way. */
export function startLists(grams: Postings, unit: number, only: boolean): Lists {
  return lists(grams, ...keyRange(grams, gramKey(unit, only ? STARTS_ONLY : STARTS)))
}

/**
 * What each pair of characters, and each character with a list of its own, finds in all: places [from, to) among the
 * documents.
 */
export function wholeLists({ keys, starts }: Postings): [from: number, to: number][] {
  const ranges: [number, number][] = []
  for (let place = 0; place < keys.length; place++) {
    const second = keys[place]! & 0xffff
    if (second >= STARTS && second !== OWN_LIST) continue
    let first = place
    // Its own list and what else it finds lie side by side.
    if (second === OWN_LIST) while (keys[first - 1]! >= gramKey(keys[place]! >>> 16, STARTS_ONLY)) first--
    ranges.push([starts[first]!, starts[place + 1]!])
  }
  return ranges
}

/**
 * Gives kana and the most frequent characters lists of their own, so that の does not mean to join ten thousand lists of
 * grams. They are few, and cost less than a tenth of the postings.
 * @param firstKanas what the reading of each title starts with, see kana-start.ts
 */
export function withCharacterLists(grams: Postings, readings: Postings, firstKanas: Uint16Array): Postings {
  const count = firstKanas.length
  const own: Own[] = []
  for (const unit of unitsOf(grams, readings, firstKanas)) {
    const all = lists(grams, ...keyRange(grams, gramKey(unit, 0), gramKey(unit, STARTS)))
    const isOften = listSize(all) > Math.max(count / FREQUENT, OFTEN_MIN)
    if (isKana(unit) || isOften) own.push(...ownLists(grams, all, readings, unit, firstKanas))
  }
  return inserted(grams, own)
}

/** First characters of grams, and all kana that are words of a reading or begin a title's, sorted. */
function unitsOf({ keys }: Postings, readings: Postings, firstKanas: Uint16Array): Uint32Array {
  const units = new Set<number>()
  for (let place = 0; place < keys.length; place++)
    if (place === 0 || keys[place]! >>> 16 !== keys[place - 1]! >>> 16) units.add(keys[place]! >>> 16)
  for (let unit = 0x30a1; unit < 0x3100; unit++)
    if (isKana(unit) && (listSize(heardAs(readings, unit)) > 0 || firstKanas.includes(unit))) units.add(unit)
  return Uint32Array.from(units).sort()
}

const heardAs = (readings: Postings, unit: number): Lists => lists(readings, ...keyRange(readings, wholeKanaKey(unit)))

type Own = { key: number; docs: Uint32Array; masks: Uint8Array }

function ownLists(grams: Postings, all: Lists, readings: Postings, unit: number, firstKanas: Uint16Array): Own[] {
  const count = firstKanas.length
  const { docs, how, table } = unionOf(count, all, place => (isWholeCharacter(grams.keys[place]!) ? asFound : unnamed))
  const masks = how.map(mask => table[mask]!)
  const isWritten = (i: number) => masks[i] !== surfaceMask.contents
  const inContents = docs.filter((_, i) => !isWritten(i))
  const written = matchesOf(
    docs.filter((_, i) => isWritten(i)),
    masks.filter((_, i) => isWritten(i)),
  )
  const heard = isKana(unit) ? unionOf(count, heardAs(readings, unit), () => readingInfo('any', 1)) : noMatches
  const others = union(
    matchesOf(inContents, new Uint8Array(inContents.length).fill(contentsOnly)),
    without(heard, written),
  )
  const listAs = (second: number, { docs, how, table }: Matches): Own => ({
    key: gramKey(unit, second),
    docs,
    masks: how.map(mask => table[mask]!),
  })
  const start = isKana(unit) ? startingWith(unit, firstKanas) : noMatches
  return [
    ...(isKana(unit) ? [listAs(STARTS, start), listAs(STARTS_ONLY, without(without(start, written), others))] : []),
    listAs(HEARD_ONLY, others),
    listAs(OWN_LIST, written),
  ]
}

function startingWith(unit: number, firstKanas: Uint16Array): Matches {
  const docs: number[] = []
  for (let doc = firstKanas.indexOf(unit); doc >= 0; doc = firstKanas.indexOf(unit, doc + 1)) docs.push(doc)
  return matchesOf(Uint32Array.from(docs), new Uint8Array(docs.length).fill(found.reading))
}

/**
 * No character has these numbers, and they sort behind every gram of their first character; STARTS repeats what the
 * others have.
 */
const STARTS = 0xfffc
const STARTS_ONLY = 0xfffd
const HEARD_ONLY = 0xfffe
const OWN_LIST = 0xffff
/** A character in one of so many records. */
const FREQUENT = 64
/** In a small segment, joining a few grams costs less than one more list. */
const OFTEN_MIN = 64

const unnamed = asFound.map(mask => mask & ~surfaceMask.authorName)

function inserted(grams: Postings, own: readonly Own[]): Postings {
  const more = own.reduce((sum, { docs }) => sum + docs.length, 0)
  const keys = new Uint32Array(grams.keys.length + own.length)
  const starts = new Uint32Array(keys.length + 1)
  const docs = new Uint32Array(grams.docs.length + more)
  const masks = new Uint8Array(docs.length)
  let from = 0
  let at = 0
  const put = (more: Postings['docs'], moreMasks: Postings['masks']) => {
    docs.set(more, starts[at])
    masks.set(moreMasks, starts[at])
  }
  const copyUntil = (to: number) => {
    const [first, behind] = [grams.starts[from]!, grams.starts[to]!]
    put(grams.docs.subarray(first, behind), grams.masks.subarray(first, behind))
    keys.set(grams.keys.subarray(from, to), at)
    const shift = starts[at]! - first
    for (; from < to; from++) starts[++at] = grams.starts[from + 1]! + shift
  }
  for (const one of own) {
    // What lies between two of them is copied in one piece.
    copyUntil(lowerBound(grams.keys, one.key, from))
    put(one.docs, one.masks)
    keys[at] = one.key
    starts[at + 1] = starts[at]! + one.docs.length
    at++
  }
  copyUntil(grams.keys.length)
  return { keys, starts, docs, masks }
}
