import { en } from './en.ts'
import { ja } from './ja.ts'
import { jaEasy } from './ja-easy.ts'
import { withReadings } from './readings/with-readings.ts'
import type { Overlay, Text } from './text.ts'

export const languages = ['ja', 'ja-easy', 'en'] as const
export type Language = (typeof languages)[number]

/** A language that was kept of somebody; Japanese for whoever has chosen none. */
export const languageOr = (kept: string | null): Language => languages.find(language => language === kept) ?? 'ja'

/** Every word of the service in one language. */
export const textOf = (language: Language): Text => texts[language]

/** For the `lang` attribute. */
export const htmlLang = (language: Language): string => (language === 'en' ? 'en' : 'ja')

/**
 * The same for a page: やさしい日本語 carries the reading of every 漢字 of its own words, of which the page makes ruby as
 * it leaves (see readings/ruby.ts). Whatever is no page asks `textOf`.
 */
export const pageTextOf = (language: Language): Text => (language === 'ja-easy' ? easyWithReadings : texts[language])

/** やさしい日本語 has spaces between its words, at which its lines break. */
export const wordsClass = (language: Language): string | undefined => (language === 'ja-easy' ? 'easy' : undefined)

const texts: Record<Language, Text> = { ja, 'ja-easy': overlay(ja, jaEasy), en }
const easyWithReadings = withReadings(texts['ja-easy'])

function overlay<T extends object>(base: T, over: Overlay<T>): T {
  const merged = { ...base }
  for (const key of Object.keys(over) as (keyof T)[]) {
    const [below, above] = [base[key], over[key]]
    const nested = typeof above === 'object' && above !== null && !Array.isArray(above)
    merged[key] = (nested ? overlay(below as object, above) : above) as T[keyof T]
  }
  return merged
}
