import type { BibId, WishListId } from '#ids.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'

/** So many lists a patron may have, so many titles a list. Who was registered twice keeps the lists of both. */
export const listsMax = 30
export const titlesMax = 300
export const nameCharactersMax = 60
export const noteCharactersMax = 500

/** Which list a title goes onto: one that is there, or one that is made with it. `id` comes from the form. */
export type WhichList = { is: 'known'; id: WishListId } | { is: 'new'; id: WishListId; name: string }

export type WishRefusal =
  | { why: 'nameMissing' }
  | { why: 'nameTooLong'; charactersMax: number }
  | { why: 'noteTooLong'; charactersMax: number }
  | { why: 'tooManyLists'; max: number }
  | { why: 'tooManyTitles'; max: number }
  | { why: 'unknownBib'; bibId: BibId }

/** What is known of a patron's lists when something is to go onto one. */
export type WishFacts = {
  /** How many lists there are. */
  lists: number
  /** How many titles the list would have with the new ones. */
  titles: number
  /** Asked for, and not in the catalogue. */
  unknown: readonly BibId[]
}

/** Every reason why these titles cannot go onto that list; none: they can. */
export function judgeWish(list: WhichList, note: string | null, facts: WishFacts): WishRefusal[] {
  const refusals: WishRefusal[] = []
  if (list.is === 'new') {
    const name = readListName(list.name)
    if (!name.ok) refusals.push(name.refusal)
    if (facts.lists >= listsMax) refusals.push({ why: 'tooManyLists', max: listsMax })
  }
  if (note !== null && [...note].length > noteCharactersMax)
    refusals.push({ why: 'noteTooLong', charactersMax: noteCharactersMax })
  if (facts.titles > titlesMax) refusals.push({ why: 'tooManyTitles', max: titlesMax })
  for (const bibId of facts.unknown) refusals.push({ why: 'unknownBib', bibId })
  return refusals
}

/** The name of a list as it is kept: on one line, without spaces around it. */
export function readListName(typed: string): Outcome<string, Extract<WishRefusal, { why: `name${string}` }>> {
  const name = typed.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (name === '') return refused({ why: 'nameMissing' })
  return [...name].length > nameCharactersMax
    ? refused({ why: 'nameTooLong', charactersMax: nameCharactersMax })
    : done(name)
}

/** A note as it is kept: null when nothing was written. */
export const readNote = (typed: string): string | null => typed.replace(/\r\n?/g, '\n').trim() || null
