import { folded } from '#catalogue/rules/writing/fold.ts'
import { confusedForms } from '#catalogue/rules/writing/kanji.ts'
import { numberIn } from '#catalogue/rules/writing/numerals.ts'

/**
 * By what a name is found: the catalogue's fold (高橋 = 髙橋 = 髙𣘺, half width, variation selectors), and besides one
 * character for those that are confused in names (斉藤 = 斎藤 = 齋藤), and ヶ, ケ and が between kanji as one. A desk that looks
 * for a person must not miss them; whom it finds too many it tells apart by the birth date.
 */
export const nameKey = (name: string): string =>
  [...folded(name)]
    .map(oneOfConfused)
    .join('')
    .replace(/(?<=\p{Script=Han})[ケガ](?=\p{Script=Han})/gu, 'カ')

/** By what a reading is found: the same in hiragana, katakana and half width, without spaces and long vowel marks. */
export const readingKey = (reading: string): string => folded(reading)

/** By what an address is found: 本町１丁目２番３号 and 本町1-2-3 are one. */
export const addressKey = (address: string): string =>
  nameKey(
    address
      .normalize('NFKC')
      .replace(/[一二三四五六七八九十]+(?=丁目)/g, kanji => String(numberIn(kanji) ?? kanji))
      .replace(/(?<=\d)(?:丁目|番地の?|番|号)/g, '-'),
  )

/** The first of its class: 斉 for 斎, and for whichever else of it comes. */
const oneOfConfused = (char: string): string => [char, ...(confusedForms.get(char) ?? [])].sort()[0]!
