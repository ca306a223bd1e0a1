import type { MapSite } from '#branches/rules/premises.ts'
import type { Text } from '../../text.ts'

export const premises: Text['premises'] = {
  title: 'How to come, and what is there',
  address: 'Address',
  standsAt: 'Where it stands',
  access: 'How to come',
  map: 'Map',
  mapOf: (name, site) => `See ${name} on ${mapNames[site]} (another site opens)`,
  facilities: 'What is there',
  names: {
    stepFree: 'no steps at the entrance',
    lift: 'lift',
    accessibleToilet: 'toilet for wheelchairs',
    ostomate: 'toilet for people with a stoma',
    nursingRoom: 'nursing room',
    babyChanging: 'baby changing table',
    wheelchair: 'wheelchairs to borrow',
    parking: 'parking',
    accessibleParking: 'parking for wheelchair users',
    tactilePaving: 'tactile paving',
    readingAloud: 'reading aloud in person',
    magnifier: 'reading magnifier',
    writtenTalk: 'talking in writing',
    hearingLoop: 'hearing loop',
  },
  stops: 'Where the bookmobile stands, and when',
  stop: 'Stop of the bookmobile',
  days: 'Days of its visits',
  noDays: 'It does not come in this month.',
  link: 'map and facilities',
  linkOf: name => `${name}: how to come, and what is there`,
  plan: {
    title: 'Plan of the floor',
    shelves: 'The shelves, and what stands on them',
    shelf: 'Shelf',
    place: 'Place',
    calls: 'Call numbers',
    range: (from, until) => (from === until ? from : `${from}–${until}`),
    where: branch => `Where the shelf is: ${branch}`,
    at: (call, shelves) => `“${call}” stands on the shelf “${shelves}” (★ on the plan).`,
    or: '” or “',
  },
}

const mapNames: Record<MapSite, string> = {
  gsi: 'the map of the Geospatial Information Authority',
  osm: 'OpenStreetMap',
}
