import type { IndexedBib } from '#catalogue/index/catalogue-index.ts'
import type { MemoryIndex } from '#catalogue/index/memory-index.ts'
import { sist02 } from '#catalogue/rules/citing/sist02.ts'
import { queryLimits } from '#catalogue/rules/search/query.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'

/** What a reader can copy from the page of a record, or from its cover, line by line. */
function copiedLines(bib: IndexedBib): string[] {
  const lines = [
    bib.title,
    bib.subtitle,
    bib.subtitle === null ? null : `${bib.title} ${bib.subtitle}`,
    bib.volume === null ? null : `${bib.title} ${bib.volume}`,
    bib.responsibility,
    bib.series,
    ...bib.creators.flatMap(({ name, role }) => [name, role === null ? null : `${name} ${role}`]),
    sist02(bib),
  ]
  return [...new Set(lines.filter(line => line !== null))]
}

export type Lost = { id: number; line: string; why: string }

/**
 * The lines of a record that do not find it when they are pasted into the simple box. A line that is too long to be
 * asked is told so, and is none of them.
 */
export function lostLines(index: MemoryIndex, bib: IndexedBib): Lost[] {
  return copiedLines(bib).flatMap(line => {
    if (line.length > queryLimits.characters || isSignsOf(bib, line)) return []
    const answer = index.search({ text: line, limit: 1000 })
    if (!answer.ok) return answer.refusal.why === 'tooManyWords' ? [] : [{ id: bib.id, line, why: answer.refusal.why }]
    const { hits, total, nearest } = answer.value
    if (!nearest && (hits.some(({ id }) => id === bib.id) || (total > hits.length && isAmong(index, line, bib.id))))
      return []
    return [{ id: bib.id, line, why: nearest ? 'nearest' : `not among ${total}` }]
  })
}

/** A title of signs alone is found; a subtitle, series or name (？) of signs alone says nothing. */
const isSignsOf = (bib: IndexedBib, line: string): boolean =>
  line !== bib.title &&
  (folded(line) === '' || bib.creators.some(({ name }) => folded(name) === '' && line.startsWith(name)))

function isAmong(index: MemoryIndex, text: string, id: number): boolean {
  const later = (after: number): number => {
    const counted = index.count({ text }, after)
    return counted.ok ? counted.value.later : 0
  }
  return later(id - 1) - later(id) === 1
}
