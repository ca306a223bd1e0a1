import { isGroup } from './patron.ts'

/**
 * 名: what is written behind the family name. Null where the name is not written in parts, and for a group: then nobody
 * can tell it from the family name.
 */
export function givenName({ name, category }: { name: string; category: string }): string | null {
  if (isGroup(category)) return null
  const parts = name.trim().split(/[\s\u3000]+/u)
  return parts.length < 2 ? null : parts.at(-1)!
}
