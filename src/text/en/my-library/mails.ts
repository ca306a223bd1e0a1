import type { Text } from '../../text.ts'

export const mails: Text['mails'] = {
  title: 'Mails that you get',
  door: 'Choose which mails you get, and when.',
  why: 'These are sent to whoever has registered a mail address.',
  kinds: {
    dueSoon: 'A loan is due soon',
    shelfEnding: 'The last day on the hold shelf is near',
    arrivals: 'New titles for a saved search',
    borrowable: 'A title on your list can be borrowed',
    lent: 'A receipt: what you have borrowed, and when it is due',
  },
  asUsual: days => `As the library does (${days} days before)`,
  before: days => (days === 1 ? '1 day before' : `${days} days before`),
  never: 'Not at all',
  others: 'What else to send',
  always:
    'That a reservation is ready, or that a loan is overdue, is always told. For a reservation choose “I look for myself” when you place it, and nobody contacts you.',
  save: 'Save',
  done: 'Your choice is saved.',
  notOffered: 'This library does not offer a choice.',
  stopTitle: 'No more of these mails',
  stopWhy: kind => `From now on we do not send you “${kind}”.`,
  stop: 'Stop them',
  stopped: kind => `We do not send you “${kind}” any more.`,
  stoppedNext: 'To get them again, or to choose others, please log in:',
  unknown: 'This address does not stop anything. You can choose in My Library, under the settings.',
}
