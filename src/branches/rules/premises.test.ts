import { expect, test } from 'vitest'
import { mapOf, readCoordinates } from './premises.ts'

test.each([
  ['38.2239,139.4800', { latitude: 38.2239, longitude: 139.48 }],
  ['38.2239, 139.48', { latitude: 38.2239, longitude: 139.48 }],
  ['-33.9,18', { latitude: -33.9, longitude: 18 }],
  ['90,180', { latitude: 90, longitude: 180 }],
  ['90.1,139', null],
  ['38,180.1', null],
  ['139.4800', null],
  ['38.2239 139.4800', null],
  ['38.2239,139.4800 javascript:', null],
  ['１,２', null],
  ['', null],
])('「%s」 is read as a place on the earth, or not', (text, place) => expect(readCoordinates(text)).toEqual(place))

const at = { coordinates: '38.2239,139.4800' }

test('the map that the library names is led to, and no other', () => {
  expect(mapOf(at, 'gsi')).toEqual({ site: 'gsi', url: 'https://maps.gsi.go.jp/#17/38.2239/139.48/' })
  expect(mapOf(at, 'osm')).toEqual({
    site: 'osm',
    url: 'https://www.openstreetmap.org/?mlat=38.2239&mlon=139.48#map=17/38.2239/139.48',
  })
  expect(mapOf(at)).toEqual(mapOf(at, 'gsi'))
  expect(mapOf(at, 'none')).toBeNull()
  expect(mapOf({ coordinates: null }, 'gsi')).toBeNull()
})
