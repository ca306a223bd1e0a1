import type { Text } from '../../text.ts'
import { holds } from '../my-library/holds.ts'

const { status, kind, contact } = holds

export const guide: Text['guide'] = {
  title: 'How to use the library',
  lead: 'How the library works on the web.',
  contents: 'On this page',
  patron: {
    title: 'Logging in',
    paragraphs: [
      'Everybody can search. To reserve, and to see what you have borrowed, please log in to My Library.',
      'Enter the number of your library card (without hyphens) and your password. The first password is your date of birth in eight digits (such as 19700101); after logging in with it you choose your own.',
    ],
    forgotten: (branch, phone) =>
      `If you have forgotten it, please come to or call ${branch}${phone ? ` (${phone})` : ''}; it will be set back.`,
  },
  order: {
    title: 'Reserving',
    steps: series => [
      'Search for the book.',
      'Press “Add to basket” on its page. If you have not logged in yet, you do it here.',
      'In the basket, tick the books, choose where to pick them up and how to be told.',
      series ? 'Press “Ordinary” or “Series” reservation.' : 'Press “Ordinary reservation”.',
      'Look at the order once more and press “Reserve”.',
    ],
  },
  which: {
    title: 'What can be reserved',
    paragraphs: [
      'What the libraries and reading rooms of the city and the network libraries hold.',
      'Not what is read in the library only.',
    ],
  },
  window: {
    title: 'When nothing can be reserved',
    paragraphs: (from, until) => [
      `From ${from} to ${until} reservations are being processed; the buttons are not shown. Searching goes on.`,
      'Reservations and cancellations from the web and from the terminals in the library are taken in at that time every day.',
      'Until then somebody at a counter may borrow or reserve the book before you. If you are in a hurry, please call or come.',
    ],
  },
  series: {
    title: 'Ordinary and series reservations',
    terms: [
      [kind.ordinary, 'Books are handed out as they become ready.'],
      [kind.series, 'One at a time, in your order. A later volume waits even if it stands on the shelf.'],
    ],
    together: branch => `If you want all volumes at once, please ask ${branch}.`,
  },
  status: {
    title: 'What the states mean',
    lead: 'The words in the list of your reservations.',
    terms: [
      [status.applied, 'Applied for; not yet taken in by the library.'],
      [status.waiting, `Others are using it. It becomes “${status.ready}” when a copy is secured for you.`],
      [status.preparing, 'A later book of a series.'],
      [status.inTransit, 'Secured at another library and on its way to your pickup place.'],
      [status.ready, 'Ready. Please fetch it by the day shown.'],
      [status.cancelApplied, 'Cancellation applied for; not yet taken in.'],
    ],
  },
  shelf: {
    title: 'Keeping and cancelling',
    paragraphs: days => [
      `A book that is ready is kept for ${days} days from the day we tell you. After that the reservation is cancelled.`,
      'To cancel, press the button at the right end of its row in the list. A book that is ready is cancelled at the counter or by telephone.',
    ],
  },
  contact: {
    title: 'How we tell you',
    terms: [
      [contact.phone, 'The library calls you.'],
      [contact.mail, 'After you have registered an address; a mail next morning says that it is registered.'],
      [contact.self, 'The library does not tell you. Please look in My Library.'],
    ],
  },
  places: {
    title: 'Libraries and telephone numbers',
    columns: { name: 'Library', usual: 'Usual opening hours and closing days', today: 'Today' },
    days: runs => runs.map(([from, until]) => (from === until ? from : `${from}–${until}`)).join(', '),
    hours: (days, hours) => `${days}: ${hours}`,
    closedOn: days => `${days}: closed`,
    yearly: (from, until) => (from === until ? from : `${from}–${until}`),
    monthDay: (month, day) => `${monthNames[month - 1]} ${day}`,
    closedHolidays: 'Public holidays: closed',
    swappedHolidays: 'Open on a public holiday that falls on a closing day; closed on the next working day instead',
  },
  paper: {
    title: 'Download',
    how: 'You can print this guide, or keep it as a PDF file: choose “Print” in the menu of your browser, and for a file “Save as PDF” as the printer. The pages are numbered, and menus and buttons are left out.',
    button: 'Print or save as PDF',
    asOf: day => `As of ${day}`,
  },
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
