/** No field is longer, in characters: the standard's limit, and some clients cut bytes where they like. */
const fieldMax = 255

/**
 * Text as a field may carry it: composed (NFC, because half of ガ is no character of CP932), without what ends a field
 * or a line, and never cut within a character.
 */
export function fieldText(text: string): string {
  const clean = text.normalize('NFC').replaceAll('|', '｜').replace(controls, ' ')
  return clean.length <= fieldMax ? clean : cut(clean)
}

function cut(text: string): string {
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > fieldMax) return kept
    kept += segment
  }
  return kept
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const controls = /[\p{Cc}\u2028\u2029]/gu
