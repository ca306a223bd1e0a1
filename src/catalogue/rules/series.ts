import type { Bib } from './bib.ts'
import { splitVolume } from './volume.ts'

type Volume = Pick<Bib, 'title' | 'volume' | 'publisher' | 'kind'>

/** The volumes of the same edition among those of a work: another publisher's or the 文庫 would be the same book twice. */
export const volumesWith = <T extends Volume>(bib: Volume, works: readonly T[]): T[] =>
  hasVolume(bib) ? works.filter(one => hasVolume(one) && one.publisher === bib.publisher && one.kind === bib.kind) : []

const hasVolume = ({ title, volume }: Volume): boolean => volume !== null || splitVolume(title).volume !== null
