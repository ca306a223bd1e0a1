import { ruby } from './ruby.ts'

/** What is counted, and how it is read behind a number where that is always the same. */
const counters: Record<string, string> = {
  年: 'ねん',
  年先: 'ねんさき',
  年度: 'ねんど',
  年代: 'ねんだい',
  時: 'じ',
  時間: 'じかん',
  件: 'けん',
  冊: 'さつ',
  冊目: 'さつめ',
  点: 'てん',
  番: 'ばん',
  番目: 'ばんめ',
  回: 'かい',
  週間: 'しゅうかん',
  字: 'じ',
  文字: 'もじ',
  桁: 'けた',
  位: 'い',
  枚: 'まい',
  円: 'えん',
  歳: 'さい',
  館: 'かん',
  巻: 'かん',
  版: 'はん',
  度: 'ど',
  行: 'ぎょう',
  秒: 'びょう',
  以上: 'いじょう',
  個: 'こ',
}
const longestFirst = Object.keys(counters).toSorted((one, other) => other.length - one.length)
/** Days whose number is not read by itself; the first of a month is ついたち, a day long いちにち. */
const days: Record<number, string> = {
  2: 'ふつか',
  3: 'みっか',
  4: 'よっか',
  5: 'いつか',
  6: 'むいか',
  7: 'なのか',
  8: 'ようか',
  9: 'ここのか',
  10: 'とおか',
  14: 'じゅうよっか',
  20: 'はつか',
  24: 'にじゅうよっか',
}
const people: Record<number, string> = { 1: 'ひとり', 2: 'ふたり' }
const number = /^[0-9０-９][0-9０-９,]*/u

/** A number and what it counts, as they are read together; null where nothing of that kind begins here. */
export function numberReading(text: string, at: number): { marked: string; length: number } | null {
  if (at > 0 && /[0-9０-９,.:-]/u.test(text[at - 1]!)) return null
  const digits = number.exec(text.slice(at, at + 20))?.[0]
  if (digits === undefined) return null
  const value = Number(digits.normalize('NFKC').replaceAll(',', ''))
  const rest = text.slice(at + digits.length, at + digits.length + 6)
  const whole = (counted: string, reading: string) => ({
    marked: ruby(digits + counted, reading),
    length: digits.length + counted.length,
  })
  const counterOnly = (counted: string, before: string, reading: string) => ({
    marked: `${digits}${before}${ruby(counted, reading)}`,
    length: digits.length + before.length + counted.length,
  })
  if (/^か月/u.test(rest)) return counterOnly('月', 'か', 'げつ')
  if (rest.startsWith('月')) return counterOnly('月', '', 'がつ')
  if (rest.startsWith('日間')) return dayReading(value, '日間', text.slice(0, at), whole, counterOnly)
  if (rest.startsWith('日')) return dayReading(value, '日', text.slice(0, at), whole, counterOnly)
  if (rest.startsWith('人')) return people[value] ? whole('人', people[value]) : counterOnly('人', '', 'にん')
  const minutes = /^分間?(?![類か野])/u.exec(rest)?.[0]
  if (minutes) {
    const reading = [1, 3, 4, 6, 8, 0].includes(value % 10) ? 'ぷん' : 'ふん'
    return counterOnly(minutes, '', minutes === '分' ? reading : `${reading}かん`)
  }
  const counted = longestFirst.find(word => rest.startsWith(word))
  return counted ? counterOnly(counted, '', counters[counted]!) : { marked: digits, length: digits.length }
}

type Read = { marked: string; length: number }

function dayReading(
  value: number,
  counted: string,
  before: string,
  whole: (counted: string, reading: string) => Read,
  counterOnly: (counted: string, before: string, reading: string) => Read,
): Read {
  const isDate = before.endsWith('月')
  const length = counted === '日間' ? 'かん' : ''
  if (value === 1) return whole(counted, isDate && length === '' ? 'ついたち' : `いちにち${length}`)
  const known = days[value]
  return known ? whole(counted, known + length) : counterOnly(counted, '', `にち${length}`)
}
