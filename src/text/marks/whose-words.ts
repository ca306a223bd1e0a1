import { saidThrough } from './said-through.ts'

/**
 * 中文 is written in the characters of Japanese names and titles. So its words travel between two signs that no text has
 * (Unicode keeps them for use inside a program), and what they are given from outside between two others, by which the
 * page tells them apart as it leaves (web/leaving/japanese-marked.ts).
 */
const [ours, oursEnd, given, givenEnd] = ['\ufdd5', '\ufdd6', '\ufdd3', '\ufdd4']
const japaneseOrChinese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

const between = (begin: string, text: string, end: string) =>
  japaneseOrChinese.test(text) ? `${begin}${text}${end}` : text

/** All words of a language with signs of whose they are. */
export const withOwners = <T>(words: T): T =>
  saidThrough(words, {
    ours: text => between(ours, text, oursEnd),
    given: text => between(given, text, givenEnd),
  })

/** Pieces of a text, each with whether it is a word of ours; null: nothing says whose it is. */
export function byOwner(text: string): { text: string; isOurs: boolean }[] | null {
  if (!/[\ufdd3-\ufdd6]/u.test(text)) return null
  const around: boolean[] = [false]
  return text.split(/([\ufdd3-\ufdd6])/u).flatMap(piece => {
    if (piece === ours || piece === given) around.push(piece === ours)
    else if (piece === oursEnd || piece === givenEnd) around.pop()
    else return piece === '' ? [] : [{ text: piece, isOurs: around.at(-1) ?? false }]
    return []
  })
}
