import { found, type Tier, tierOf, tiers } from '#catalogue/rules/search/rank.ts'
import type { Matches } from '../segment/matches.ts'

/** What was found in one segment: matches as typed, and the layers below them. Documents stand in one layer only. */
export type Layer = { matches: Matches; tier: 'byMatch' | 'readingStarts' | 'otherName' | 'variant' | 'nearest' }

/** By place among `tiers`. */
export const tierNumber = new Map(tiers.map((tier, i) => [tier, i]))
const tableOf = (layer: Layer['tier']): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, how) => tierNumber.get(tierIn(layer, how))!)

function tierIn(layer: Layer['tier'], how: number): Tier {
  if (layer === 'byMatch') return tierOf(how, null)
  const startsTitle = (how & found.title) !== 0 && (how & found.titleStart) !== 0
  return layer === 'variant' && startsTitle ? 'variantTitle' : layer
}

/** The tier of every way to be found, in each layer. */
export const tierTables = {
  byMatch: tableOf('byMatch'),
  readingStarts: tableOf('readingStarts'),
  otherName: tableOf('otherName'),
  variant: tableOf('variant'),
  nearest: tableOf('nearest'),
}
