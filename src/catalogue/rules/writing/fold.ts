import { confusedForms, usualForms } from './kanji.ts'

/**
 * The one fold for records and queries, in two steps.
 * `written`: NFKC, lower case, 旧字 to 新字, kana to katakana, iteration marks expanded, ヴ ヂ ヅ ヰ ヱ ヲ as they are heard. It
 * still has
 *   small kana, long vowels and word boundaries (as one space), so that チェーン and チェンジ can be told apart.
 * `folded`: small kana made large, long vowels and boundaries dropped. It is what must be equal for a match: シチュー =
 * シチュ. From `written` to `folded` every character stands alone, see `foldedUnit`; the index uses that to match without
 * making new strings. Sources: NACSIS-CAT 正規化 (2024), 情報館 あいまい検索, NCR 片仮名記録法.
 */
export function written(text: string): string {
  const source = needsCare.test(text) ? whole(text) : text
  let out = ''
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i)
    const mapped = writtenUnit[unit] || writtenOne(unit)
    if (mapped >= SPECIAL) out += special(source, i, out, mapped)
    else if (mapped === SPACE) out += boundary(out)
    else out += String.fromCharCode(mapped)
    if (mapped === PAIR && isLow(source.charCodeAt(i + 1))) i++
  }
  return out.endsWith(' ') ? out.slice(0, -1) : out
}

/** @param text already `written` */
export function foldWritten(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const unit = foldedUnit[text.charCodeAt(i)]!
    if (unit !== 0) out += String.fromCharCode(unit)
  }
  return out
}

export const folded = (text: string): string => foldWritten(written(text))

/**
 * Folds what is already `written`, but keeps one space where two Latin words meet: 'harry potter' is not 'harrypotter'.
 */
export function foldedWords(form: string): string {
  let out = ''
  for (const piece of form.split(' ')) {
    const text = foldWritten(piece)
    if (text === '') continue
    const meets = out !== '' && isWordUnit(out.charCodeAt(out.length - 1)) && isWordUnit(text.charCodeAt(0))
    out += meets ? ` ${text}` : text
  }
  return out
}

/** Second tier: the same folded text with 斉 for 斎 and so on, without the text itself; at most `most` of them. */
export function confusedWith(text: string, most = 7): string[] {
  let all = ['']
  for (const char of text) {
    const forms = [char, ...(confusedForms.get(char) ?? [])]
    all = all.flatMap(start => forms.map(form => start + form)).slice(0, most + 1)
  }
  return all.filter(other => other !== text)
}

/** Loosest, only when nothing else hits: ハ and ワ, ヘ and エ, and 濁点 make no difference. Char by char, on folded text. */
export function loosest(text: string): string {
  let out = ''
  for (const char of text) out += loosestKana.get(char) ?? char
  return out
}

/** Whether `loosest` would make this of the text; most texts are told from it by their first character. */
export function isLoosely(text: string, loose: string): boolean {
  if (text.length !== loose.length) return false
  for (let i = 0; i < text.length; i++) if ((loosestKana.get(text[i]!) ?? text[i]) !== loose[i]) return false
  return true
}

/** All kana that `loosest` makes equal to this one, itself first. */
export const alikeKana = (kana: string): readonly string[] => alike.get(kana) ?? [kana]

/**
 * Letters of the Latin, Greek and Cyrillic scripts, digits, and the signs kept in C++, C# and .NET: they make words,
 * not grams.
 */
export function isWordUnit(unit: number): boolean {
  if (unit < 0x80)
    return (
      (unit >= 0x61 && unit <= 0x7a) ||
      (unit >= 0x30 && unit <= 0x39) ||
      unit === PLUS ||
      unit === SHARP ||
      unit === DOT
    )
  return unit >= 0xc0 && unit < 0x530 && unit !== 0xd7 && unit !== 0xf7
}

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39

/** Katakana as they stand in folded text. */
export const isKana = (unit: number): boolean => unit >= 0x30a1 && unit <= 0x30fa

const PLUS = 0x2b
const SHARP = 0x23
const DOT = 0x2e
const SPACE = 0x20
/** Marks in `writtenUnit` for characters that need their neighbours; private use, so no text means them. */
const SPECIAL = 0xf8f0
const ITERATE = 0xf8f0
const ITERATE_VOICED = 0xf8f1
const EXPANDED = 0xf8f2
const PAIR = 0xf8f3
const SIGN = 0xf8f4
const LONG = 0xf8f5
const NOTHING = 0xf8f6

/**
 * Voicing marks, accents, selectors and くの字点 reach across characters, and so does ヴ: such a text is normalised as a
 * whole first.
 */
const needsCare =
  /[\uFF9E\uFF9F]|[\u0300-\u036F]|[\u3099-\u309C]|[\u3031-\u3034]|／″?＼|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]|[ヴゔ]/u

function whole(text: string): string {
  return text
    .replace(/[\u{E0100}-\u{E01EF}\uFE00-\uFE0F]/gu, '')
    .replace(/(?<=[\u3041-\u30FA])\u309B/g, '\u3099')
    .replace(/(?<=[\u3041-\u30FA])\u309C/g, '\u309A')
    .normalize('NFKC')
    .replace(/([\p{L}々ー]{2})(?:〳〵|〱|\/\\)/gu, '$1$1')
    .replace(/([\p{L}])([\p{L}ー])(?:〴〵|〲|\/″\\)/gu, (_, first: string, second: string) => {
      const again = voiced.get(katakana(first)) ?? first
      return first + second + again + second
    })
    .replace(
      /[ヴゔ](?:[゙])?([ァィゥェォャュョぁぃぅぇぉゃゅょ]?)/gu,
      (_, small: string) => afterVu[katakana(small)] ?? 'ブ',
    )
}

const voiced = new Map(
  'カガキギクグケゲコゴサザシジスズセゼソゾタダチジツズテデトドハバヒビフブヘベホボ'
    .match(/../g)!
    .map(pair => [pair[0]!, pair[1]!]),
)
const heard: Record<string, string> = {
  ヂ: 'ジ',
  ヅ: 'ズ',
  ヰ: 'イ',
  ヱ: 'エ',
  ヲ: 'オ',
  ヮ: 'ワ',
  ヵ: 'カ',
  ヶ: 'ケ',
  ヷ: 'バ',
  ヸ: 'ビ',
  ヹ: 'ベ',
  ヺ: 'ボ',
}
const afterVu: Record<string, string> = {
  ァ: 'バ',
  ィ: 'ビ',
  ゥ: 'ブ',
  ェ: 'ベ',
  ォ: 'ボ',
  ャ: 'ビャ',
  ュ: 'ビュ',
  ョ: 'ビョ',
}
const dashes = '-‐‑‒–—―−─━〜～~ｰ－ー'
const expansions = new Map<number, string>()

const katakana = (char: string): string =>
  char >= 'ぁ' && char <= 'ゖ' ? String.fromCharCode(char.charCodeAt(0) + 0x60) : char
const usual = (char: string): string => usualForms.get(char) ?? char
const isLetter = (char: string): boolean => /[\p{L}\p{N}]/u.test(char)

const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** ǽ loses its accent first, and is a ligature still. */
const withoutAccent = (text: string): string =>
  /[\u00c0-\u024f\u1e00-\u1eff]/.test(text)
    ? [...text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')].map(char => ligatures[char] ?? char).join('')
    : text

/**
 * One written character for one source character; 0: not worked out yet. All of the basic plane would take a tenth of a
 * second of every start, and a text uses few of them.
 */
const writtenUnit = new Uint16Array(0x10000)

function writtenOne(unit: number): number {
  const one = workedOut(unit)
  writtenUnit[unit] = one
  return one
}

function workedOut(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdbff) return PAIR
  // A lone low surrogate and private use characters mean nothing to anyone else.
  if (unit >= 0xdc00 && unit <= 0xf8ff) return SPACE
  const char = String.fromCharCode(unit)
  if (dashes.includes(char)) return LONG
  if ('々ゝヽ〻仝'.includes(char)) return ITERATE
  if ('ゞヾ'.includes(char)) return ITERATE_VOICED
  if ("'’‘`´".includes(char)) return NOTHING
  // くの字点 that stand behind nothing to repeat: Unicode calls them letters, readers do not.
  if ('〱〲〳〴〵'.includes(char)) return SPACE
  if (unit >= 0x300 && unit <= 0x36f) return NOTHING
  const plain = withoutAccent(char.normalize('NFKC').toLowerCase())
  if ('+#.♯'.includes(plain)) return SIGN
  const one = [...plain].map(part => usual(katakana(part))).join('')
  if (one.length === 1) return isLetter(one) ? (heard[one] ?? one).charCodeAt(0) : SPACE
  expansions.set(unit, one)
  return EXPANDED
}

const boundary = (out: string): string => (out === '' || out.endsWith(' ') ? '' : ' ')

function special(source: string, at: number, out: string, kind: number): string {
  const last = [...out.slice(-2)].at(-1) ?? ''
  switch (kind) {
    case NOTHING:
      return ''
    case ITERATE:
      return isLetter(last) ? last : ''
    case ITERATE_VOICED:
      return voiced.get(last) ?? (isLetter(last) ? last : '')
    case EXPANDED:
      return expanded(source.charCodeAt(at), out)
    case PAIR:
      return pair(source.slice(at, at + 2), out)
    case LONG:
      // A dash after kana is a long vowel however it was typed; anywhere else it is a boundary.
      return isKana(last.charCodeAt(0)) || last === 'ー' ? 'ー' : boundary(out)
    default:
      return sign(
        source
          .slice(at, at + 4)
          .normalize('NFKC')
          .toLowerCase(),
        out,
      )
  }
}

function expanded(unit: number, out: string): string {
  // A few marks expand to a space and themselves.
  const text = written((expansions.get(unit) ?? '').replaceAll(String.fromCharCode(unit), ''))
  return text === '' ? boundary(out) : text
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

function pair(text: string, out: string): string {
  if (!isLow(text.charCodeAt(1))) return boundary(out)
  const char = usual(text.normalize('NFKC'))
  if (isHigh(char.charCodeAt(0))) return isLetter(char) ? char.toLowerCase() : boundary(out)
  // A sign that stands for several, 🄁 for 0 and a comma: each of them is written as it would be alone.
  return written(char) || boundary(out)
}

/** C++, C#, F#, .NET and ASP.NET keep their signs, or they would all be C and NET; every other sign is a boundary. */
function sign(next: string, out: string): string {
  if (next.startsWith('.')) return /^\.net(?![a-z0-9])/.test(next) ? '.' : boundary(out)
  if (next.startsWith('+'))
    return /(?:^|[^a-z0-9+#.])[a-z]\+$/.test(out) || (next[1] === '+' && /(?:^|[^a-z0-9+#.])[a-z]$/.test(out))
      ? '+'
      : boundary(out)
  return /(?:^|[^a-z0-9+#.])[a-z]$/.test(out) ? '#' : boundary(out)
}

const largeKana: Record<string, string> = {
  ァ: 'ア',
  ィ: 'イ',
  ゥ: 'ウ',
  ェ: 'エ',
  ォ: 'オ',
  ッ: 'ツ',
  ャ: 'ヤ',
  ュ: 'ユ',
  ョ: 'ヨ',
}

/** Written character → folded character; 0 for what is dropped. */
export const foldedUnit: Uint16Array = (() => {
  const table = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) table[unit] = unit
  table[SPACE] = 0
  table[0x30fc] = 0
  for (const [small, large] of Object.entries(largeKana)) table[small.charCodeAt(0)] = large.charCodeAt(0)
  return table
})()

const alikeGroups = [
  'カガ',
  'キギ',
  'クグ',
  'ケゲ',
  'コゴ',
  'サザ',
  'シジ',
  'スズ',
  'セゼ',
  'ソゾ',
  'タダ',
  'チジ',
  'ツズ',
  'テデ',
  'トド',
  'ハバパワ',
  'ヒビピ',
  'フブプ',
  'ヘベペエ',
  'ホボポ',
]
const alike = new Map<string, string[]>()
const loosestKana = new Map<string, string>()
for (const group of alikeGroups)
  for (const kana of group) {
    alike.set(kana, [kana, ...group.replace(kana, '')])
    if (!loosestKana.has(kana)) loosestKana.set(kana, group[0]!)
  }
