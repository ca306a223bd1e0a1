import { folded } from './fold.ts'

/**
 * Romaji as people type it (ヘボン式, 訓令式, IME spellings, with or without long vowels) to katakana; null when it is not
 * Japanese.
 * 'murakami' → ムラカミ, 'syougun' → シヨウグン (folded). */
export function kanaFromRomaji(text: string): string | null {
  const source = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[āâ]/g, 'aa')
    .replace(/[īî]/g, 'ii')
    .replace(/[ūû]/g, 'uu')
    .replace(/[ēê]/g, 'ee')
    .replace(/[ōô]/g, 'ou')
    .replace(/['’-]/g, "'")
  let out = ''
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i)
    const doubled = /^([bcdfghjkmpqrstwyz])\1|^tch/.test(rest)
    if (doubled) {
      out += 'ッ'
      i++
      continue
    }
    const size = [4, 3, 2, 1].find(n => syllables.has(rest.slice(0, n)) && rest.length >= n)
    if (size !== undefined) {
      out += syllables.get(rest.slice(0, size))
      i += size
    } else if (/^n'|^n(?![aiueoy])|^m(?=[bpm])/.test(rest)) {
      out += 'ン'
      i += rest.startsWith("n'") ? 2 : 1
    } else if (/^h(?![aiueoy])/.test(rest) && /[oオ]$/.test(source[i - 1] ?? '')) {
      out += 'オ'
      i++
    } else return null
  }
  return out === '' ? null : folded(out)
}

/**
 * 長音を省いた読み: Okuma, Ōkuma, Ookuma and オオクマ are one. For comparing a reading with romaji only, on both sides.
 * @param kana folded
 */
export function withoutLongVowels(kana: string): string {
  let out = ''
  let row: string | undefined
  for (const unit of kana) {
    const isLong = (row === 'o' && (unit === 'ウ' || unit === 'オ')) || (row === 'u' && unit === 'ウ')
    if (isLong) continue
    out += unit
    row = vowelOf.get(unit)
  }
  return out
}

const rows: Record<string, string> = {
  '': 'アイウエオ',
  k: 'カキクケコ',
  s: 'サシスセソ',
  t: 'タチツテト',
  n: 'ナニヌネノ',
  h: 'ハヒフヘホ',
  m: 'マミムメモ',
  r: 'ラリルレロ',
  g: 'ガギグゲゴ',
  z: 'ザジズゼゾ',
  d: 'ダヂヅデド',
  b: 'バビブベボ',
  p: 'パピプペポ',
}
const vowels = 'aiueo'
const vowelOf = new Map<string, string>()
const syllables = new Map<string, string>()
for (const [consonant, row] of Object.entries(rows))
  [...row].forEach((kana, i) => {
    syllables.set(consonant + vowels[i], kana)
    vowelOf.set(folded(kana), vowels[i]!)
  })
for (const [kana, vowel] of Object.entries({ ヤ: 'a', ユ: 'u', ヨ: 'o', ワ: 'a', ヲ: 'o' })) vowelOf.set(kana, vowel)
for (const consonant of 'kstnhmrgzdbp'.split('')) {
  const i = rows[consonant]![1]!
  syllables.set(`${consonant}ya`, `${i}ャ`).set(`${consonant}yu`, `${i}ュ`).set(`${consonant}yo`, `${i}ョ`)
}
const others: Record<string, string> = {
  ya: 'ヤ', yu: 'ユ', yo: 'ヨ', wa: 'ワ', wo: 'ヲ', we: 'ウェ', wi: 'ウィ', nn: 'ン',
  shi: 'シ', sha: 'シャ', shu: 'シュ', sho: 'ショ', she: 'シェ', chi: 'チ', cha: 'チャ', chu: 'チュ', cho: 'チョ', che: 'チェ',
  tsu: 'ツ', tsa: 'ツァ', fu: 'フ', fa: 'ファ', fi: 'フィ', fe: 'フェ', fo: 'フォ', ji: 'ジ', ja: 'ジャ', ju: 'ジュ', jo: 'ジョ', je: 'ジェ',
  jya: 'ジャ', jyu: 'ジュ', jyo: 'ジョ', dzu: 'ヅ', va: 'バ', vi: 'ビ', vu: 'ブ', ve: 'ベ', vo: 'ボ', thi: 'ティ', dhi: 'ディ',
} // biome-ignore format: one row of the table reads as one row
for (const [latin, kana] of Object.entries(others)) syllables.set(latin, kana)
// 'nna' is ン and ナ; only a word that ends in nn means ン by it.
syllables.delete('nn')
