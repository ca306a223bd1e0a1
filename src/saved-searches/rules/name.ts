import { done, type Outcome, refused } from '#std/outcome.ts'

export const nameCharactersMax = 60

export type NameRefusal = { why: 'missing' } | { why: 'tooLong'; charactersMax: number }

/**
 * The name a patron gives to a saved search, on one line and without spaces around it. Null: it goes by its own words,
 * which are what was typed, however long they are.
 */
export function readName(typed: string, ownWords: string): Outcome<string | null, NameRefusal> {
  const name = oneLine(typed)
  if (name === '') return refused({ why: 'missing' })
  if (name === oneLine(ownWords)) return done(null)
  if ([...name].length > nameCharactersMax) return refused({ why: 'tooLong', charactersMax: nameCharactersMax })
  return done(name)
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
