import type { Bib } from './bib.ts'
import { mainClass } from './ndc.ts'

/** 題箋 and cloth: how a book without a picture is drawn. */
export type Cover = {
  /** The class whose colour the cloth has, 0 to 9. */
  cloth: number
  /** The title as far as it fits on the slip. */
  slip: string
  /** Smaller type, for what needs more than two short columns. */
  long: boolean
  volume: string | null
}

const slipMax = 26

export function coverOf({ title, volume, ndc, kind }: Pick<Bib, 'title' | 'volume' | 'ndc' | 'kind'>): Cover {
  const main = title.split(/ [:：=] /)[0]!.trim()
  const letters = [...main]
  const slip = letters.length > slipMax ? `${letters.slice(0, slipMax - 1).join('')}…` : main
  return { cloth: clothOf(ndc, kind), slip, long: letters.length > 12, volume: shortVolume(volume) }
}

function clothOf(ndc: readonly string[], kind: Bib['kind']): number {
  const digit = mainClass(ndc)
  if (digit !== null) return digit
  return kind === 'comic' || kind === 'audiovisual' ? 7 : kind === 'pictureBook' ? 9 : 0
}

/** A volume goes on the cover only when it is short enough to be read there. */
const shortVolume = (volume: string | null) => (volume !== null && [...volume].length <= 5 ? volume : null)
