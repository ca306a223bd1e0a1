/** Where MARC (ISO 639-2/B) has another code than Intl knows. */
const terminological: Record<string, string> = {
  alb: 'sqi',
  arm: 'hye',
  baq: 'eus',
  bur: 'mya',
  chi: 'zho',
  cze: 'ces',
  dut: 'nld',
  fre: 'fra',
  geo: 'kat',
  ger: 'deu',
  gre: 'ell',
  ice: 'isl',
  mac: 'mkd',
  mao: 'mri',
  may: 'msa',
  per: 'fas',
  rum: 'ron',
  slo: 'slk',
  tib: 'bod',
  wel: 'cym',
}

const namesIn = (locale: string) => new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' })
const names = { ja: namesIn('ja'), en: namesIn('en'), zh: namesIn('zh-Hans'), ko: namesIn('ko'), pt: namesIn('pt-BR') }

/** The name of a language that a record is in: 英語 for 'eng'. A code that nobody knows stands as it is. */
export const recordLanguage = (inWords: keyof typeof names, code: string): string =>
  (/^[a-z]{2,3}$/.test(code) ? names[inWords].of(terminological[code] ?? code) : undefined) ?? code
