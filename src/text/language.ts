import { en } from './en.ts'
import { ja } from './ja.ts'
import { jaEasy } from './ja-easy.ts'
import { ko } from './ko.ts'
import { withOwners } from './marks/whose-words.ts'
import { pt } from './pt.ts'
import { annotate, withReadings } from './readings/with-readings.ts'
import type { Overlay, Text } from './text.ts'
import { zh } from './zh.ts'

export const languages = ['ja', 'ja-easy', 'en', 'zh', 'ko', 'pt'] as const
export type Language = (typeof languages)[number]

/** Every word of the service in one language. */
export const textOf = (language: Language): Text => texts[language]

/** For the `lang` attribute. */
export const htmlLang = (language: Language): string => ofHtml[language]

export const isJapanese = (language: Language): boolean => htmlLang(language) === 'ja'

/**
 * The same for a page: やさしい日本語 carries the reading of every 漢字 of its own words, of which the page makes ruby as
 * it leaves (see readings/ruby.ts), and 中文 says which words are its own (marks/whose-words.ts). Whatever is no page
 * asks `textOf`.
 */
export const pageTextOf = (language: Language): Text => pageTexts[language]

/** やさしい日本語 has spaces between its words, at which its lines break. */
export const wordsClass = (language: Language): string | undefined => (language === 'ja-easy' ? 'easy' : undefined)

/** What a language calls itself, as a page in another one says it. */
export const ownName = (language: Language, on: Language): string =>
  on === 'ja-easy' && isJapanese(language) ? annotate(ownNames[language]) : ownNames[language]

/**
 * A name that the library gives in Japanese and perhaps in English, for a reader of this language: who reads no
 * Japanese is given the English one where there is one.
 */
export const nameIn = (language: Language, { ja, en }: { ja: string; en?: string | null | undefined }): string =>
  isJapanese(language) ? ja : (en ?? ja)

const ofHtml: Record<Language, string> = { ja: 'ja', 'ja-easy': 'ja', en: 'en', zh: 'zh-Hans', ko: 'ko', pt: 'pt-BR' }
const ownNames: Record<Language, string> = {
  ja: '日本語',
  'ja-easy': 'やさしい日本語',
  en: 'English',
  zh: '中文',
  ko: '한국어',
  pt: 'Português',
}
const texts: Record<Language, Text> = { ja, 'ja-easy': overlay(ja, jaEasy), en, zh, ko, pt }
const pageTexts: Record<Language, Text> = {
  ...texts,
  'ja-easy': withReadings(texts['ja-easy']),
  zh: withOwners(texts.zh),
}

function overlay<T extends object>(base: T, over: Overlay<T>): T {
  const merged = { ...base }
  for (const key of Object.keys(over) as (keyof T)[]) {
    const [below, above] = [base[key], over[key]]
    const nested = typeof above === 'object' && above !== null && !Array.isArray(above)
    merged[key] = (nested ? overlay(below as object, above) : above) as T[keyof T]
  }
  return merged
}
