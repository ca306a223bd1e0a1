/**
 * A reading in katakana: hiragana and half-width katakana become full-width katakana, everything else stays, above all
 * the spaces of the source's 分かち書き.
 */
export function toKatakana(text: string): string {
  const hiragana = text.replace(/[ぁ-ゖゝゞ]/g, kana => String.fromCharCode(kana.charCodeAt(0) + 0x60))
  return hiragana.replace(/[\uff66-\uff9f]+/g, halfWidth => halfWidth.normalize('NFKC'))
}

/**
 * 姓 and 名 of a heading with a space between, as the title page and the patron write them: '萩野, 正昭' → '萩野 正昭'. Names in
 * Latin letters stay inverted ('Smith, John'), and so do dates ('冲方 丁, 1977-').
 */
export function withoutInversion(heading: string): string {
  const isLatin = !/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々〆]/.test(heading)
  return isLatin ? heading.replace(/,{2,}/g, ',') : readingWithoutInversion(heading)
}

/** The same for a reading, in whatever letters it is written. */
export const readingWithoutInversion = (reading: string): string =>
  reading.includes(',') ? reading.replace(/,{2,}/g, ',').replace(/^([^, ]+), (?!\d)/, '$1 ') : reading
