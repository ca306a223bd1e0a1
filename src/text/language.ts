import { en } from './en.ts'
import { ja } from './ja.ts'
import { jaEasy } from './ja-easy.ts'

/** 日本語 is the source; English must have its type; やさしい日本語 overlays it. A missing word does not compile. */
export type Text = typeof ja

export const languages = ['ja', 'ja-easy', 'en'] as const
export type Language = (typeof languages)[number]

/** Every word of the service in one language. */
export const textOf = (language: Language): Text => texts[language]

/** For the `lang` attribute. */
export const htmlLang = (language: Language): string => (language === 'en' ? 'en' : 'ja')

const texts: Record<Language, Text> = { ja, 'ja-easy': overlay(ja, jaEasy), en }

/** The same words, but those that the overlay says otherwise. */
export type Overlay<T> = {
  [Key in keyof T]?: T[Key] extends string | readonly unknown[] | ((...args: never[]) => unknown)
    ? T[Key]
    : Overlay<T[Key]>
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
