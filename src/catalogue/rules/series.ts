import type { Bib } from './bib.ts'
import { splitVolume, volumeOrder } from './volume.ts'

type Volume = Pick<Bib, 'title' | 'volume' | 'publisher' | 'kind'>

/** The volumes of the same edition among those of a work: another publisher's or the 文庫 would be the same book twice. */
export const volumesWith = <T extends Volume>(bib: Volume, works: readonly T[]): T[] =>
  hasVolume(bib) ? works.filter(one => hasVolume(one) && one.publisher === bib.publisher && one.kind === bib.kind) : []

const hasVolume = ({ title, volume }: Volume): boolean => volume !== null || splitVolume(title).volume !== null

/** ほかの版: the same volume (or the whole, where it has none) among the records of a work, as others brought it out. */
export const editionsOf = <T extends Pick<Bib, 'id' | 'title' | 'volume'>>(
  bib: Pick<Bib, 'id' | 'title' | 'volume'>,
  works: readonly T[],
): T[] => works.filter(one => one.id !== bib.id && numberOf(one) === numberOf(bib))

const numberOf = ({ title, volume }: Pick<Bib, 'title' | 'volume'>): number =>
  volumeOrder(volume ?? splitVolume(title).volume)
