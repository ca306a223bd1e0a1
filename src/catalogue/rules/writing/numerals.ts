/**
 * 数字: 24 and 二十四, 3 and Ⅲ and 三, 20 and 二〇 are one number, however it is written.
 * @param run digits (24), kanji (二十四, 二〇, 弐) or a Roman number (iii, as NFKC makes of Ⅲ)
 * @returns every other way to write it; none for what is no number up to 9999
 */
export function otherNumerals(run: string): string[] {
  const value = numberIn(run)
  if (value === null || value === 0 || value > 9999) return []
  const roman = value <= 20 ? [toRoman(value)] : []
  const forms = [String(value), withUnits(value), byDigits(value), ...roman]
  return [...new Set(forms)].filter(form => form !== run)
}

/** null for what is no number. */
export function numberIn(run: string): number | null {
  if (/^\d{1,5}$/.test(run)) return Number(run)
  if (/^[ivx]+$/.test(run)) return fromRoman(run)
  return /^[〇一二三四五六七八九十百千壱弐]+$/.test(run) ? fromKanji(run) : null
}

function fromKanji(text: string): number | null {
  const plain = text.replaceAll('壱', '一').replaceAll('弐', '二')
  if (!/[十百千]/.test(plain)) return Number([...plain].map(char => kanjiDigits.indexOf(char)).join(''))
  let total = 0
  let digit: number | null = null
  let least = 10_000
  for (const char of plain) {
    const unit = units[char]
    if (unit === undefined) {
      // 二三十 is no number, and neither is 千百千.
      if (digit !== null) return null
      digit = kanjiDigits.indexOf(char)
    } else {
      if (unit >= least) return null
      least = unit
      total += (digit ?? 1) * unit
      digit = null
    }
  }
  return total + (digit ?? 0)
}

function fromRoman(text: string): number | null {
  const value = romans.indexOf(text) + 1
  return value > 0 ? value : null
}

const toRoman = (value: number): string => romans[value - 1]!
const romans = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ')

function withUnits(value: number): string {
  let out = ''
  let left = value
  for (const [unit, size] of Object.entries(units).reverse()) {
    const times = Math.floor(left / size)
    if (times > 0) out += (times === 1 ? '' : kanjiDigits[times]!) + unit
    left %= size
  }
  return out + (left === 0 ? '' : kanjiDigits[left]!)
}

const byDigits = (value: number): string => [...String(value)].map(digit => kanjiDigits[Number(digit)]!).join('')

const kanjiDigits = '〇一二三四五六七八九'
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
