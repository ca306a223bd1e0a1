import { numberIn } from '../writing/numerals.ts'

/**
 * The ISBN of a MARC 020 $a or $z or of a column, with whatever stands around it ('978-4-7949-7075-6 : ',
 * '4-8222-4375-3 (v.1)'). A ten-digit number with a right check digit becomes ISBN-13; a wrong one is kept as printed,
 * so that it can be found; null when there is none.
 */
export function readIsbn(text: string): string | null {
  const found = /[0-9０-９][-0-9０-９‐‑–−ー－ ]{7,20}[0-9０-９XxＸｘ]/.exec(text)
  if (!found) return null
  const number = found[0]
    .normalize('NFKC')
    .replace(/[^0-9Xx]/g, '')
    .toUpperCase()
  if (number.length === 10 && hasIsbn10CheckDigit(number)) return toIsbn13(number)
  return number.length >= 9 && number.length <= 13 ? number : null
}

const hasIsbn10CheckDigit = (isbn: string) =>
  [...isbn].reduce((sum, digit, index) => sum + (digit === 'X' ? 10 : Number(digit)) * (10 - index), 0) % 11 === 0

function toIsbn13(isbn10: string): string {
  const body = `978${isbn10.slice(0, 9)}`
  const sum = [...body].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/**
 * The first year (1000–2099) of a date as printed: '[1998.3]', 'c2004', '文政9', '昭和32年', 'H10'; null when there is none.
 */
export function firstYear(printed: string | null): number | null {
  const text = printed?.normalize('NFKC') ?? ''
  const western = /(?<!\d)(1\d{3}|20\d\d)(?!\d)/.exec(text)
  if (western) return Number(western[1])
  return eraYearIn(text)
}

/** The year of 昭和32年, 大正十五年, H10, R3.4; null when there is none. */
export function eraYearIn(text: string): number | null {
  const plain = text.normalize('NFKC')
  const found = eraYear.exec(plain) ?? eraLetter.exec(plain)
  if (!found) return null
  const begins = eraBegins[found[1]!] ?? eraBegins[letters[found[1]!.toUpperCase()]!]!
  const year = found[2] === '元' ? 1 : numberIn(found[2]!)
  return year === null ? null : begins + year - 1
}

/** As forms and spreadsheets shorten the last five. */
const letters: Record<string, string> = { M: '明治', T: '大正', S: '昭和', H: '平成', R: '令和' }
const eraLetter = /^[[(]?([MTSHR])\.?\s*(元|\d{1,2})(?!\d)(?=$|[\s.\-/年)\]])/i

/** 元号 from the Edo period on, with their first year. */
// biome-ignore format: a table reads as a table
const eraBegins: Record<string, number> = {
  慶長: 1596, 元和: 1615, 寛永: 1624, 正保: 1644, 慶安: 1648, 承応: 1652, 明暦: 1655, 万治: 1658, 寛文: 1661, 延宝: 1673,
  天和: 1681, 貞享: 1684, 元禄: 1688, 宝永: 1704, 正徳: 1711, 享保: 1716, 元文: 1736, 寛保: 1741, 延享: 1744, 寛延: 1748,
  宝暦: 1751, 明和: 1764, 安永: 1772, 天明: 1781, 寛政: 1789, 享和: 1801, 文化: 1804, 文政: 1818, 天保: 1830, 弘化: 1844,
  嘉永: 1848, 安政: 1854, 万延: 1860, 文久: 1861, 元治: 1864, 慶応: 1865, 明治: 1868, 大正: 1912, 昭和: 1926, 平成: 1989,
  令和: 2019,
}

const eraYear = new RegExp(`(${Object.keys(eraBegins).join('|')})\\s*(元|\\d{1,2}|[一二三四五六七八九十]{1,3})`)
