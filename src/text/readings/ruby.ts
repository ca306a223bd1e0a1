/**
 * How a reading travels inside a string: 漢字 between two signs that no text has (Unicode keeps them for use inside a
 * program), its reading before the third. The page makes ruby of it; where ruby cannot stand, the reading falls away.
 */
const [open, between, close] = ['\ufdd0', '\ufdd1', '\ufdd2']
const marked = /\ufdd0([^\ufdd0-\ufdd2<>]*)\ufdd1([^\ufdd0-\ufdd2<>]*)\ufdd2/gu
const signs = /[\ufdd0-\ufdd6]/gu

export const ruby = (base: string, reading: string): string => `${open}${base}${between}${reading}${close}`

/** A name with the reading that the library has given for it; one that is written in kana needs none. */
export const withReading = (name: string, kana: string | null | undefined): string =>
  kana && /\p{Script=Han}/u.test(name) && !hasSigns(name) ? ruby(name, toHiragana(kana)) : name

const toHiragana = (kana: string) =>
  kana.replace(/[ァ-ヶ]/gu, sign => String.fromCodePoint(sign.codePointAt(0)! - 0x60))

/** The text alone, also without the signs of whose words it is (../marks/whose-words.ts). */
export const withoutRuby = (text: string): string =>
  hasSigns(text) ? text.replace(marked, '$1').replace(signs, '') : text

/**
 * Escaped HTML with ruby; 漢字（かんじ） for whoever does not show it. The reading is for the eyes: who listens hears each
 * word once.
 */
export const rubyHtml = (escaped: string): string =>
  hasSigns(escaped) ? escaped.replace(marked, shownRuby).replace(signs, '') : escaped

const shownRuby =
  '<ruby>$1<rp aria-hidden="true">（</rp><rt aria-hidden="true">$2</rt><rp aria-hidden="true">）</rp></ruby>'
const hasSigns = (text: string) => /[\ufdd0-\ufdd6]/u.test(text)
