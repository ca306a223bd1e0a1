import { withoutRuby } from '../readings/ruby.ts'

/**
 * 国民の祝日, and why a library is closed as most libraries say it, in another language. What staff write in words of their
 * own stays as they wrote it.
 * @param names by their Japanese names
 */
export function dayNameFrom(names: Readonly<Record<string, string>>): (name: string) => string {
  const known = new Map(Object.entries(names))
  return name => {
    const plain = withoutRuby(name)
    return known.get(plain.replace(/\s*振替休日$/u, '')) ?? known.get(plain) ?? name
  }
}
