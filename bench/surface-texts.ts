import { isReadingMark, MARK_MAX, recordText } from '#catalogue/index/segment/record-text.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { foldWritten } from '#catalogue/rules/writing/fold.ts'

/** The fields of a record as written, folded, without its readings: what every engine of a bench indexes. */
export function surfaceTexts(bib: BibRecord): string[] {
  const texts: string[] = []
  let place = 0
  for (const char of recordText(bib)) {
    const unit = char.charCodeAt(0)
    if (unit <= MARK_MAX) {
      place = unit
      if (!isReadingMark(place) && unit < MARK_MAX) texts.push('')
    } else if (!isReadingMark(place)) texts[texts.length - 1] += char
  }
  return texts.map(foldWritten)
}
