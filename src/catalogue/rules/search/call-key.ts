/**
 * By what a 請求記号 is looked for: whatever the width, small or capital, and whichever of / - ・ and a space stands between
 * its parts. 'ｅ－ア' → 'E ア'. The same as `call_key` in the database.
 */
export const callKey = (callNumber: string): string =>
  callNumber
    .normalize('NFKC')
    .replace(/[-/・‐−\s]+/g, ' ')
    .trim()
    .toUpperCase()

/**
 * Whether a key may be that of a 請求記号, or its beginning: a class or a letter or two, and at least one further part. A
 * class alone is searched for as ever.
 */
export const looksLikeCallNumber = (key: string): boolean =>
  key.length <= 40 && /^(?:[0-9A-Z.]{1,12}|[ぁ-ゖァ-ヶ]{1,2})(?: \S{1,12}){1,3}$/.test(key)
