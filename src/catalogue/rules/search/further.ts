import type { BibId } from '#ids.ts'
import { folded, foldedWords, written } from '../writing/fold.ts'

/** What a search can be narrowed to besides the ticks of しぼりこみ. */
export const furtherGroups = ['languages', 'subjects', 'series', 'publishers'] as const
export type FurtherGroup = (typeof furtherGroups)[number]

/** A value as records write it, with the bibs that have it. */
export type SaidFurther = { of: FurtherGroup; value: string; ids: readonly BibId[] }

/** A value, and how many of the bibs found have it. */
export type FurtherCount = { value: string; count: number }
export type Further = Record<FurtherGroup, FurtherCount[]>

/**
 * What can be chosen: 「川べり社」 and 「川べり 社」 are one choice, since a search for the one finds the other. It goes by
 * the writing that most records have, or by the shortest of several. Nothing but punctuation can be searched by nobody,
 * and is none.
 * @param most so many choices of each group, those of the most bibs first
 */
export function furtherChoices(said: readonly SaidFurther[], most: number): Further {
  const of = (group: FurtherGroup): FurtherCount[] => {
    const choices = new Map<string, { value: string; ids: Set<BibId> }>()
    const ofGroup = said.filter(one => one.of === group).sort((one, other) => one.value.length - other.value.length)
    for (const { value, ids } of ofGroup.sort((one, other) => other.ids.length - one.ids.length)) {
      const key = searchedAs[group](value)
      const choice = choices.get(key) ?? { value, ids: new Set<BibId>() }
      for (const id of ids) choice.ids.add(id)
      if (key !== '') choices.set(key, choice)
    }
    return [...choices.values()]
      .map(({ value, ids }) => ({ value, count: ids.size }))
      .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
      .slice(0, most)
  }
  return { languages: of('languages'), subjects: of('subjects'), series: of('series'), publishers: of('publishers') }
}

/** What is equal of two values that a search does not tell apart: a whole field keeps two Latin words apart. */
const wholeField = (value: string): string => foldedWords(written(value))
const searchedAs: Record<FurtherGroup, (value: string) => string> = {
  languages: value => value,
  subjects: folded,
  series: wholeField,
  publishers: wholeField,
}
