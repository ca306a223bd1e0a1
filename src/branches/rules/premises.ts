import type { Policy } from '#policy.ts'

/** 設備: what helps whoever comes with a wheelchair, a small child or a car, or does not see or hear well. */
export const facilities = [
  'stepFree',
  'lift',
  'accessibleToilet',
  'ostomate',
  'nursingRoom',
  'babyChanging',
  'wheelchair',
  'parking',
  'accessibleParking',
  'tactilePaving',
  'readingAloud',
  'magnifier',
  'writtenTalk',
  'hearingLoop',
] as const
export type Facility = (typeof facilities)[number]

/** 行き方と設備: where a branch or a stop is, how to come there, and what it has. */
export type Premises = {
  /** Its address, or of a stop where the bookmobile stands. */
  address: string | null
  /** Latitude and longitude in degrees: 「38.2239,139.4800」. */
  coordinates: string | null
  /** How to come: 「村上駅から歩いて15分」. */
  access: string | null
  facilities: readonly Facility[]
}

/** Whether there is anything to tell. */
export const isDescribed = ({ address, coordinates, access, facilities }: Premises): boolean =>
  address !== null || coordinates !== null || access !== null || facilities.length > 0

export type MapSite = Exclude<NonNullable<Policy['identity']['maps']>, 'none'>

/**
 * The page of a map that shows this place; null: the library names no map, or the place has no coordinates. Whoever
 * follows it goes to another site; no map is ever loaded into a page of ours.
 */
export function mapOf(
  { coordinates }: Pick<Premises, 'coordinates'>,
  site: Policy['identity']['maps'] = 'gsi',
): { site: MapSite; url: string } | null {
  const at = coordinates === null ? null : readCoordinates(coordinates)
  if (at === null || site === 'none') return null
  const { latitude, longitude } = at
  switch (site) {
    case 'gsi':
      return { site, url: `https://maps.gsi.go.jp/#17/${latitude}/${longitude}/` }
    case 'osm':
      return {
        site,
        url: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`,
      }
    default:
      return site satisfies never
  }
}

/** Reads 「38.2239,139.4800」; null: it is no place on the earth. */
export function readCoordinates(text: string): { latitude: number; longitude: number } | null {
  const [, north, east] = /^(-?\d{1,2}(?:\.\d{1,7})?), ?(-?\d{1,3}(?:\.\d{1,7})?)$/.exec(text) ?? []
  const [latitude, longitude] = [Number(north), Number(east)]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}
