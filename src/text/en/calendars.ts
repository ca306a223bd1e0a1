import type { Text } from '../text.ts'

export const calendars: Text['calendars'] = {
  patronName: library => `${library}: my calendar`,
  placeName: (place, library) => `${place} (${library})`,
  due: count => (count === 1 ? 'Due: 1 item' : `Due: ${count} items`),
  ready: (count, place) => `Last day to pick up ${count === 1 ? '1 item' : `${count} items`}: ${place}`,
  open: place => `${place} open`,
  closed: (place, reason) => (reason === '' ? `${place} closed` : `${place} closed (${reason})`),
  visit: stop => `Bookmobile at ${stop}`,
  visitCancelled: (stop, reason) => `Cancelled: bookmobile at ${stop} (${reason})`,

  title: 'My calendar',
  why: 'Your own calendar shows when loans are due and until when holds can be picked up. When you renew, or a date changes, your calendar follows after a while.',
  secretWhy:
    'Whoever knows this address can see these dates. Tell it to nobody; if somebody has seen it, change the address.',
  contains:
    'The calendar has dates, numbers of items and pickup places. It has neither your name nor your card number.',
  make: 'Make an address',
  address: 'Address of the calendar',
  madeOn: day => `Made on ${day}.`,
  subscribe: 'Add it to my calendar',
  subscribeWhy:
    'If no calendar opens, copy the address and enter it in your calendar under “Add by URL” or “Subscribe”.',
  titlesTitle: 'Titles',
  titlesOff: 'There are no titles in it.',
  titlesOn: 'Titles are in it. If you share your calendar with family or colleagues, they see them too.',
  titlesStart: 'Show titles too',
  titlesStop: 'Show no titles',
  renewTitle: 'Change or end the address',
  renewWhy: 'The address you have now shows nothing any more. Add the new one to your calendar instead.',
  renew: 'Change the address',
  end: 'End the calendar',
  endWhy: 'It may take a while until the dates are gone from your calendar.',
  atHome: 'Make the address of a calendar on your own computer or telephone. It is not shown on this terminal.',
  addPlace: 'Opening days for your calendar (iCalendar)',
  placeHint: 'When a closing or a visit changes, your calendar follows after a while.',
}
