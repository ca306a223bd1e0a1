import { saidThrough } from '../marks/said-through.ts'
import { numberReading } from './number-reading.ts'
import { ruby } from './ruby.ts'
import { words } from './words.ts'

const listed = words.trim().split(/\s+/)
const readings = new Map(listed.flatMap((word, at) => (at % 2 === 0 ? [[word, listed[at + 1] ?? ''] as const] : [])))
const longest = Math.max(...[...readings.keys()].map(word => word.length))
const han = /[\p{Script=Han}々]/u
const leading = /^[\p{Script=Han}々]+/u
/** 漢字(かんじ): a reading that a text gives itself. */
const given = /^([\p{Script=Han}々]+)\(([\p{Script=Hiragana}ー]+)\)/u

/**
 * 漢字 of our own words with their readings. What has none in the list stays as it is: a reading is right or not shown.
 * What already has one, and what stands between `guard`s (names and titles), is left alone.
 */
export function annotate(text: string): string {
  return text
    .split(/(\ufdd0[^\ufdd2]*\ufdd2|\ufdd3[^\ufdd4]*\ufdd4)/u)
    .map((piece, at) => (at % 2 === 1 ? piece.replace(/^\ufdd3|\ufdd4$/gu, '') : annotatePiece(piece)))
    .join('')
}

/** A name or a title that goes into a sentence of ours: its 漢字 are not ours to read. */
export const guard = (text: string): string => (han.test(text) ? `\ufdd3${text}\ufdd4` : text)

function annotatePiece(text: string): string {
  let [done, at] = ['', 0]
  while (at < text.length) {
    const number = numberReading(text, at)
    if (number) {
      done += number.marked
      at += number.length
      continue
    }
    const word = han.test(text[at]!) ? wordAt(text, at) : null
    done += word ? ruby(word.base, word.reading) : text[at]
    at += word?.length ?? 1
  }
  return done
}

function wordAt(text: string, at: number): { base: string; reading: string; length: number } | null {
  const [whole, written, said] = given.exec(text.slice(at, at + 40)) ?? []
  if (whole && written && said) return { base: written, reading: said, length: whole.length }
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length)
    const reading = readings.get(word)
    if (reading === undefined) continue
    const base = leading.exec(word)![0]
    return { base, reading, length: base.length }
  }
  return null
}

/** All words of one language with readings; what a sentence is given from outside has none. */
export const withReadings = <T>(words: T): T => saidThrough(words, { ours: annotate, given: guard })
