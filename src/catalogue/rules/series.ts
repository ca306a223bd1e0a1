import type { Bib, BibKind } from './bib.ts'
import { splitVolume, volumeOrder } from './volume.ts'
import { folded } from './writing/fold.ts'

type Volume = Pick<Bib, 'title' | 'volume' | 'publisher' | 'kind'>

/**
 * The volumes of the same edition among those of a work: another publisher's or the 文庫 would be the same book twice.
 */
export const volumesWith = <T extends Volume>(bib: Volume, works: readonly T[]): T[] =>
  hasVolume(bib) ? works.filter(one => hasVolume(one) && one.publisher === bib.publisher && one.kind === bib.kind) : []

const hasVolume = ({ title, volume }: Volume): boolean => volume !== null || splitVolume(title).volume !== null

type OfSet = { title: string; volume: string | null; series: string | null; publisher: string | null; kind: BibKind }

/**
 * Under what the volumes of one set are found: the series, where each volume has a title of its own (ハリー・ポッターシリーズ), or
 * the title; with publisher and kind, by which editions differ. Null for what has no 巻次.
 */
export function setKey({ title, volume, series, publisher, kind }: OfSet): string | null {
  const { stem, volume: own } = volume ? { stem: title, volume } : splitVolume(title)
  if (own === null) return null
  const name = series?.replace(/\s*[;；].*$/u, '').trim() ?? ''
  return [folded(name === '' || isPublishersSeries(name) ? stem : name), publisher ?? '', kind].join('\0')
}

/** 文庫, 新書 and the like are how a publisher sells its books: what stands in them has nothing in common. */
const isPublishersSeries = (name: string): boolean =>
  /(文庫|新書|選書|叢書|双書|全書|全集|大系|体系|ノベルス|ノベルズ|ブックス|ライブラリー?|コミックス|コミック|コミックススペシャル|クラシックス|books|comics|novels)$/iu.test(
    name.normalize('NFKC').replace(/[\s.．]+(?:[0-9A-Z-]+)?$/u, ''),
  )

/** ほかの版: the same volume (or the whole, where it has none) among the records of a work, as others brought it out. */
export const editionsOf = <T extends Pick<Bib, 'id' | 'title' | 'volume'>>(
  bib: Pick<Bib, 'id' | 'title' | 'volume'>,
  works: readonly T[],
): T[] => works.filter(one => one.id !== bib.id && numberOf(one) === numberOf(bib))

const numberOf = ({ title, volume }: Pick<Bib, 'title' | 'volume'>): number =>
  volumeOrder(volume ?? splitVolume(title).volume)

/** By what the numbers of a magazine are found: its name, and whether the number stands behind it in the title. */
export function magazineTitle({ title }: Pick<Bib, 'title'>): { name: string; endsWithNumber: boolean } {
  const { stem, volume } = splitVolume(title)
  return volume === null ? { name: title, endsWithNumber: false } : { name: stem, endsWithNumber: true }
}
