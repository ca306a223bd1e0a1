import type { BibRecord } from '../bib.ts'
import { originalTitlesIn } from '../imported/other-titles.ts'
import { folded } from '../writing/fold.ts'
import { kanaFromRomaji, withoutLongVowels } from '../writing/romaji.ts'

/**
 * Whether a text is the whole title of a bib, with its subtitle or volume or without; another title of it; or one of
 * their readings, in kana or romaji.
 */
export function isNamed(bib: BibRecord, text: string): boolean {
  const { title, subtitle, volume, titleReading, otherTitles, otherTitleReadings } = bib
  const asked = folded(text)
  const readings = [titleReading ?? '', ...otherTitleReadings].map(folded).filter(reading => reading !== '')
  const others = [...otherTitles, ...originalTitlesIn(bib.note)]
  const names = [title, `${title}${volume ?? ''}`, `${title}${subtitle ?? ''}`, ...others].map(folded)
  if ([...names, ...readings].some(name => name !== '' && name === asked)) return true
  const kana = kanaFromRomaji(text.replace(/[^\p{L}\p{M}'’]/gu, ''))
  return kana !== null && readings.some(reading => withoutLongVowels(reading) === withoutLongVowels(kana))
}
