import type { MailKinds } from '../mail-words.ts'
import type { Text } from '../text.ts'

const comeUntil = 'Please come by the last day with your library card. After that day the reservation is cancelled.'
const alreadyReturned = 'If you have returned it in the meantime, please excuse this mail.'
const notYou = 'If this was not you, please tell the library at once.'
const changed = (line: string) => ({ subject: 'Your account was changed', before: [line], after: [notYou] })
const answered = (line: string) => ({
  subject: 'Your request',
  before: [line],
  after: ['You can read more under “Requests” in My Library.'],
})
const refused = {
  subject: 'A reservation was not accepted',
  before: ['Your reservation of the following could not be accepted:'],
  after: ['For more, please ask the library.'],
}

const kinds: MailKinds = {
  orderPlaced: {
    subject: 'We have received your reservation',
    before: ['You have asked to reserve the following:'],
    after: [
      'The library takes it in with its next nightly run. It may turn out that a reservation cannot be accepted.',
      'You can follow it under “Your reservations” in My Library.',
    ],
  },
  ready: {
    subject: 'Your reservation is ready',
    before: ['The following is ready for you to pick up:'],
    after: [comeUntil],
  },
  shelfMoved: {
    subject: 'Your reservation is kept longer',
    before: ['Because of a closure, the following is kept for you longer than we told you:'],
    after: [comeUntil],
  },
  unavailable: {
    subject: 'A reservation is not available after all',
    before: ['We told you that the following was ready. It cannot be handed out any more, and we are sorry:'],
    after: [
      'Your reservation goes on at the same place in the queue. We will tell you when it is ready.',
      'If you have picked it up in the meantime, please excuse this mail.',
    ],
  },
  mailRegistered: {
    subject: 'Your mail address is registered',
    before: ['Your mail address is registered.', 'You can now choose “Mail” when you reserve.'],
    after: ['If this was not you, please tell the library.'],
  },
  closed: {
    cancelled: { subject: 'A reservation was cancelled', before: ['Your reservation was cancelled:'], after: [] },
    notNeeded: {
      subject: 'A reservation has ended',
      before: ['The day until which you wanted it has passed, so this reservation has ended:'],
      after: [],
    },
    borrowedMeanwhile: {
      subject: 'About a reservation',
      before: [
        'You borrowed and returned the following after you reserved it, so the reservation was not accepted. Please reserve it again if you still need it:',
      ],
      after: [],
    },
    fallTogether: {
      subject: 'About a reservation',
      before: ['You had two reservations of the same title. They are one now, and the other goes on:'],
      after: [],
    },
    alreadyHave: {
      subject: 'About a reservation',
      before: ['You have this on loan already, so the reservation has ended:'],
      after: [],
    },
    expired: {
      subject: 'A reservation was cancelled',
      before: ['The last day for picking it up has passed, so the reservation was cancelled:'],
      after: [],
    },
    else: refused,
  },
  dueSoon: {
    subject: 'A loan is due soon',
    before: ['The following is due soon:'],
    after: [alreadyReturned],
  },
  overdue: {
    subject: 'Please return a loan',
    before: ['The following is overdue. Please return it soon:'],
    after: [alreadyReturned],
  },
  shelfEnding: {
    subject: 'The last day for your reservation is near',
    before: ['The last day for picking up the following is near:'],
    after: ['After that day the reservation is cancelled.'],
  },
  arrivals: {
    subject: 'New titles for your saved search',
    before: ['New titles have come in for your saved search.'],
    after: [
      'You can see them under “Saved searches” in My Library.',
      'To stop these mails, open “Saved searches” and the settings of that search.',
    ],
  },
  questionAnswered: {
    subject: 'Your question is answered',
    before: ['We have answered the question that you sent us.'],
    after: ['You can read the answer under “Ask a librarian” in My Library. This mail has neither in it.'],
  },
  borrowable: {
    subject: 'A title on your list can be borrowed',
    before: ['You asked to be told when the following can be borrowed. Now it can:'],
    after: [
      'It is not kept for you: somebody else may borrow it before you come.',
      'To be sure, reserve it from your list in My Library.',
      'We tell you this once only.',
    ],
  },
  passwordLink: {
    subject: 'A page to choose a new password',
    before: [
      'Somebody said that the password of your My Library is forgotten.',
      'Please open the address below and choose a new one. It opens once, within one hour.',
    ],
    after: ['If it was not you, you need not do anything: as long as nobody opens it, your password stays as it is.'],
  },
  lent: {
    subject: 'What you have borrowed',
    before: ['You have borrowed the following:'],
    after: ['If there is anything that you did not borrow, please tell the library.'],
  },
  accountChanged: {
    password: changed('The password of your My Library was changed.'),
    reset: changed('The password of your My Library was reset at the counter.'),
    mail: changed(
      'A new mail address was entered in My Library. Once it is registered, mail from the library goes to the new address.',
    ),
    passwordByMail: changed(
      'A new password for your My Library was chosen by the address that we sent by mail. For 24 hours My Library does not show loans and reservations.',
    ),
    cardRenewed: changed('Your library card was renewed in My Library.'),
    passkeyAdded: changed('A passkey was added to your My Library. Its device signs in without the password.'),
    passkeyRemoved: changed('A passkey of your My Library was removed.'),
    mailRemoved: changed('This mail address was removed in My Library.'),
    else: changed('Your account was changed.'),
  },
  requestAnswered: {
    considering: answered('We are considering what you asked us to get:'),
    ordered: answered('We have ordered what you asked us to get:'),
    borrowing: answered('We are borrowing what you asked for from another library:'),
    held: answered(
      'What you asked us to get has come in. You have a reservation on it, and we will tell you when it is ready:',
    ),
    declined: answered('We could not get what you asked for:'),
    else: answered('There is news of your request:'),
  },
}

export const mail: Text['mail'] = {
  kinds,
  subjectOf: (library, subject) => `[${library}] ${subject}`,
  to: givenName => `Dear ${givenName},`,
  pickup: place => `Pickup place: ${place}`,
  day: day => day.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  pickUpBy: day => `Kept for you until: ${day}`,
  dueOn: day => `Due on: ${day}`,
  because: reason => `Reason: ${reason}`,
  fromLibrary: words => `From the library: ${words}`,
  arrived: (search, count) => `“${search}”: ${count}`,
  arrivedMore: count => `  and ${count} more`,
  titlesCounted: count => (count === 1 ? '1 item' : `${count} items`),
  stop: address => `If you want no more of these: ${address}`,
  link: address => `Choose a new password: ${address}`,
  page: address => `See: ${address}`,
  service: address => `Our service: ${address}`,
  phone: number => `Telephone ${number}`,
  automatic: 'This mail was sent automatically. Answers to it cannot be read.',
}
