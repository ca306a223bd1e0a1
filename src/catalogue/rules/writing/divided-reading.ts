import { foldWritten, isKana } from './fold.ts'

/**
 * 分かち書き of a reading that the source gives in one run, as far as the title tells: わがはいはねこである for 吾輩は猫である is ワガハイハ
 * ネコデアル. A word begins where the title goes over from hiragana to kanji or katakana; the hiragana say where that is in
 * the reading.
 * @param title as printed
 * @param reading already `written`
 * @returns the reading as it is when it is divided already or the title does not fit it; two where は may be a particle
 * or a part of a word
 */
export function dividedReadings(title: string, reading: string): string[] {
  if (reading.includes(' ') || reading.length < LENGTH_MIN || title.length > LENGTH_MAX) return [reading]
  const pieces = title.normalize('NFKC').match(/[ぁ-ゖー]+|[^ぁ-ゖー]+/g) ?? []
  if (pieces.length < 2 || pieces.length > PIECES_MAX) return [reading]
  const words: string[] = []
  for (const piece of pieces)
    if (words.length > 0 && !startsInHiragana.test(piece)) words.push(piece)
    else words[Math.max(0, words.length - 1)] = (words.at(-1) ?? '') + piece
  if (words.length < 2) return [reading]
  const longest = fitted(words, reading, false)
  // What cannot be divided one way cannot be divided the other way.
  const shortest = longest === null ? null : fitted(words, reading, true)
  if (longest === null || shortest === null) return [reading]
  return longest === shortest ? [longest] : [longest, shortest]
}

const LENGTH_MIN = 5
const LENGTH_MAX = 80
const PIECES_MAX = 16
const startsInHiragana = /^[ぁ-ゖー]/

/** @param lazy whether what may sound like anything is as short as it can be, or as long */
function fitted(words: readonly string[], reading: string, lazy: boolean): string | null {
  const found = new RegExp(`^${words.map(word => soundOf(word, lazy)).join('')}$`).exec(reading)
  return found === null ? null : found.slice(1).join(' ')
}

/** Hiragana sound as they are, but for the particles は, へ and を; anything else may sound like anything. */
function soundOf(word: string, lazy: boolean): string {
  const sounds = (word.match(/[ぁ-ゖー]|[^ぁ-ゖー]+/g) ?? []).map(part =>
    startsInHiragana.test(part) ? kanaSound(part) : `.+${lazy ? '?' : ''}`,
  )
  return `(${sounds.join('')})`
}

function kanaSound(kana: string): string {
  if (kana === 'は') return '[ハワ]'
  if (kana === 'へ') return '[ヘエ]'
  if (kana === 'を') return '[ヲオ]'
  const large = foldWritten(String.fromCharCode(kana.charCodeAt(0) + 0x60))
  return isKana(large.charCodeAt(0)) ? `[${large}${String.fromCharCode(kana.charCodeAt(0) + 0x60)}ー]` : 'ー?'
}
