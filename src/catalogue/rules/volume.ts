/**
 * 巻次: the text stays as printed; this is the number it sorts by. Unknown wording sorts to the end, and stays there in
 * the order it came. 上 < 中 < 下, 前 < 後, 第3巻 = 3 = Ⅲ = 三 = vol.3; 別巻, 索引 and 補巻 come after every number, 続 after what it
 * continues.
 */
export function volumeOrder(volume: string | null): number {
  if (volume === null) return 0
  const text = volume
    .normalize('NFKC')
    .replace(/[\s[\]()「」『』〈〉《》【】]/g, ' ')
    .trim()
  if (text === '') return 0
  const extra = /^(?:別巻|別冊|補巻|補遺|索引|総索引|S(?=\d|$))/.exec(text)
  const rest = extra ? text.slice(extra[0].length) : text
  const numbers = numbersIn(rest)
  if (extra) return EXTRA + (numbers[0] ?? 0)
  if (numbers.length > 0)
    return Math.min(numbers[0]!, EXTRA - 1) + Math.min(numbers[1] ?? 0, 9999) / 1e4 + letterPart(rest)
  const part = partOf(rest)
  if (part !== null) return part
  if (/^(?:続|新)/.test(text)) return 2
  if (/完結/.test(text)) return EXTRA - 1
  return UNKNOWN_VOLUME
}

/** Everything that has a number or a place comes before this. */
export const UNKNOWN_VOLUME = 2_000_000
const EXTRA = 1_000_000

/**
 * Divides a title that carries its volume: 'ノルウェイの森 上' → ['ノルウェイの森', '上']. For finding the volumes of one work.
 * @returns the title alone and null when nothing at its end is surely a 巻次
 */
export function splitVolume(title: string): { stem: string; volume: string | null } {
  const found = trailing.exec(title.normalize('NFKC').trim())
  if (!found?.groups || found.groups.stem === '') return { stem: title, volume: null }
  return { stem: found.groups.stem!.trim(), volume: found.groups.volume! }
}

const kanjiDigits = '〇一二三四五六七八九'
const numeral = '[0-9]+|[〇一二三四五六七八九十百千]+|[IVX]+'
const trailing = new RegExp(
  `^(?<stem>.*?)(?:\\s+|(?=[(\\[第]))[(\\[]?(?<volume>(?:第|巻の?|vol\\.?\\s*|no\\.?\\s*)?(?:${numeral})(?:巻|集|冊|部|編|輯|号)?|[上中下前後](?:巻|編|篇|冊)?|完結編|別巻)[)\\]]?$`,
  'iu',
)

function numbersIn(text: string): number[] {
  const found: number[] = []
  for (const [run] of text.matchAll(
    /\d+(?:\.\d+)?|[〇一二三四五六七八九十百千壱壹弐貳参參拾]+|(?<![A-Za-z])[IVXivx]+(?![A-Za-z])/g,
  )) {
    const value = /\d/.test(run) ? Number(run) : /[A-Za-z]/.test(run) ? fromRoman(run.toUpperCase()) : fromKanji(run)
    if (value !== null) found.push(value)
  }
  const part = partOf(text.replace(/^[^上中下]*(?=[上中下](?:巻|編|篇|冊)?$)/, ''))
  if (found.length === 1 && part !== null) found.push(part)
  return found
}

function partOf(text: string): number | null {
  const found = /^\s*([上中下前後正本])(?:巻|編|篇|冊|集)?(?:\s|$)/.exec(text)
  return found ? { 上: 1, 前: 1, 正: 1, 本: 1, 中: 2, 下: 3, 後: 3 }[found[1]!]! : null
}

/** '1B' comes after '1A' and before '2'. */
function letterPart(text: string): number {
  const found = /\d([A-Z])(?![A-Za-z])/.exec(text)
  return found ? (found[1]!.charCodeAt(0) - 64) / 100 : 0
}

function fromKanji(text: string): number | null {
  const plain = text.replace(/[壱壹弐貳参參拾]/g, old => '一一二二三三十'['壱壹弐貳参參拾'.indexOf(old)]!)
  if (!/[十百千]/.test(plain)) return Number([...plain].map(char => kanjiDigits.indexOf(char)).join(''))
  let total = 0
  let digit = 0
  for (const char of plain) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[char]
    if (unit === undefined) digit = digit * 10 + kanjiDigits.indexOf(char)
    else {
      total += (digit || 1) * unit
      digit = 0
    }
  }
  return total + digit
}

function fromRoman(text: string): number | null {
  const values: Record<string, number> = { I: 1, V: 5, X: 10 }
  let total = 0
  for (let i = 0; i < text.length; i++) {
    const here = values[text[i]!]!
    total += here < (values[text[i + 1] ?? ''] ?? 0) ? -here : here
  }
  return total > 0 ? total : null
}
