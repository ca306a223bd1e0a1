import type { Bib } from '#catalogue/rules/bib.ts'
import { coverOf } from '#catalogue/rules/cover.ts'

/** A book without a picture, in the cloth of its class. What it says is said beside it, so it is not read out. */
export function Book({ bib, large = false }: { bib: Pick<Bib, 'title' | 'volume' | 'ndc' | 'kind'>; large?: boolean }) {
  const { cloth, slip, long, volume } = coverOf(bib)
  return (
    <span class={`book n${cloth}${large ? ' large' : ''}`} aria-hidden="true">
      <span class={long ? 'long' : undefined}>{slip}</span>
      {volume === null ? null : <span class="volume">{volume}</span>}
    </span>
  )
}
