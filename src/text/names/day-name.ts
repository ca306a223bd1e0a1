import { withoutRuby } from '../readings/ruby.ts'

/**
 * 国民の祝日, and why a library is closed as most libraries say it, in another language. What staff write in words of their
 * own stays as they wrote it.
 * @param names by their Japanese names
 */
export const dayNameFrom =
  (names: Readonly<Record<string, string>>) =>
  (name: string): string => {
    const plain = withoutRuby(name)
    return names[plain.replace(/\s*振替休日$/u, '')] ?? names[plain] ?? name
  }
