import { withoutRuby } from '../readings/ruby.ts'

/**
 * 国民の祝日, and why a library is closed as most libraries say it, with their readings: 漢字(かんじ). What staff write in
 * words of their own stays as they wrote it.
 */
const names = [
  '元日(がんじつ)',
  '成人(せいじん)の日(ひ)',
  '建国記念(けんこくきねん)の日(ひ)',
  '天皇誕生日(てんのうたんじょうび)',
  '春分(しゅんぶん)の日(ひ)',
  '昭和(しょうわ)の日(ひ)',
  '憲法記念日(けんぽうきねんび)',
  'みどりの日(ひ)',
  'こどもの日(ひ)',
  '海(うみ)の日(ひ)',
  '山(やま)の日(ひ)',
  '敬老(けいろう)の日(ひ)',
  '秋分(しゅうぶん)の日(ひ)',
  'スポーツの日(ひ)',
  '文化(ぶんか)の日(ひ)',
  '勤労感謝(きんろうかんしゃ)の日(ひ)',
  '休日(きゅうじつ)',
  '国民(こくみん)の休日(きゅうじつ)',
  '振替休日(ふりかえきゅうじつ)',
  '祝日(しゅくじつ)',
  '祝日(しゅくじつ)の振替(ふりかえ)',
  '定休日(ていきゅうび)',
  '振替休館日(ふりかえきゅうかんび)',
  '閉館(へいかん)',
  '休館日(きゅうかんび)',
  '年末年始(ねんまつねんし)',
  '館内整理日(かんないせいりび)',
  '図書整理日(としょせいりび)',
  '蔵書点検(ぞうしょてんけん)',
  '特別整理期間(とくべつせいりきかん)',
  '臨時休館(りんじきゅうかん)',
]
const readings = new Map(names.map(name => [name.replaceAll(/\([^)]*\)/g, ''), name]))

/** The name of a holiday or a reason with its reading, where it is a known one; else as it stands. */
export const dayNameWithReading = (name: string): string => readings.get(withoutRuby(name)) ?? name
