import type { machines as ja } from '../ja/machines.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const machines: typeof ja = {
  welcome: library => `Welcome to ${library}.`,
  signIn: {
    refused: 'Card number or password is wrong. Please ask at the counter if you need help.',
    passwordNeeded: 'Please enter your password.',
    temporary: 'The temporary password does not work here. Please change it on the website or at a terminal first.',
    merged: 'This card is no longer in use. Please use your newer card.',
    veiled: 'Your password is new. Please use it here after 24 hours, or come to the counter.',
    later: 'Please wait a moment and try again.',
  },
  blocked: 'This card cannot borrow, renew or reserve now. Please ask at the counter.',
  checkOut: {
    done: day => `Please return it by ${day}.`,
    unknownItem: 'This item is not known. Please bring it to the counter.',
    notForLoan: 'This item is for use in the library.',
    newestStays: 'This is the newest number: it stays here until the next has come.',
    withdrawn: 'This item cannot be borrowed. Please bring it to the counter.',
    onLoan: 'This item is on loan to somebody else. Please bring it to the counter.',
    onLoanToYou: 'You have borrowed this item already.',
    heldForAnother: 'This item is reserved. Please bring it to the counter.',
    tooManyLoans: max => `You can borrow ${max} items at this branch.`,
  },
  renew: {
    notFound: 'This loan was not found.',
    othersWait: 'It cannot be renewed because somebody else has reserved it.',
    noRenewalsLeft: max => (max === 1 ? 'A loan can be renewed once.' : `A loan can be renewed ${max} times.`),
    alreadyOverdue: 'It cannot be renewed because it is overdue.',
    lost: 'It is reported lost. Please ask at the counter.',
    tooEarly: 'It is too early to renew it. Please try again when the due date is nearer.',
    all: (renewed, unrenewed) =>
      unrenewed === 0 ? `Renewed: ${renewed}.` : `Renewed: ${renewed}. Not renewed: ${unrenewed}.`,
  },
  checkIn: {
    holdShelf: 'This item is reserved.',
    holdShelfFor: cardLast4 => `This item is reserved (card ending ${cardLast4}).`,
    send: branch => `To be sent: ${branch}`,
    unknownItem: 'This item is not known. Please bring it to the counter.',
    stop: 'Please bring this item to the counter.',
  },
  hold: {
    done: (place, contact) =>
      `Your reservation was received (pickup: ${place}; contact: ${contact}). It is taken in tomorrow morning.`,
    contacts: { phone: 'telephone', mail: 'mail', self: 'none, please look yourself' },
    cancelled: 'Your cancellation was received.',
    changed: 'The pickup place was changed.',
    notFound: 'This reservation was not found.',
    ready: 'It is ready for you. Please cancel it at the counter.',
    intakeWindow: (from, until) => `Nothing can be reserved from ${from} to ${until}.`,
    unknownItem: 'This item is not known.',
    notHeld: 'The library has no copy of it.',
    notForLoan: 'It cannot be reserved: it is for use in the library.',
    onShelf: 'It stands on a shelf, so it cannot be reserved. Please borrow it there.',
    notOffered: 'This library does not take such a reservation.',
    mayNotHold: 'It cannot be reserved with a card of your kind.',
    tooManyOfCategory: (category, max) => `You can reserve ${max} of this kind (${category.en ?? category.ja}).`,
    alreadyOnHold: 'You have reserved it already.',
    alreadyOnLoan: 'You have it on loan.',
    tooMany: max => `You can reserve ${max} items.`,
    tooManyAudiovisual: max => `You can reserve ${max} audiovisual items.`,
    pickup: 'It cannot be picked up there.',
    contact: 'No way to contact you is registered.',
  },
  report: {
    known: 'Already recorded.',
    leftToPeople: 'Recorded. The staff will look into it.',
    kept: 'The card was kept. Please ask at the counter.',
  },
  notHere: 'This machine cannot do that. Please ask at the counter.',
  day: (month, day) => `${day} ${months[month - 1]}`,
}
