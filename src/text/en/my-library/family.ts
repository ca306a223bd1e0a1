import type { Text } from '../../text.ts'

export const family: Text['family'] = {
  title: 'Family cards',
  door: 'See and reserve for your family',
  lead: 'With the cards of your family added, you can see their holds and loans, reserve and renew for them while you stay signed in as yourself. Reading records, books to read and passwords are not shown.',
  using: name => `You are using the card of ${name}.`,
  back: 'Back to your own card',
  backDone: 'You are using your own card again.',

  readyTitle: 'Ready to be picked up (all of the family)',
  readyNone: 'Nothing is ready to be picked up.',
  readyLine: (name, where, until) => `${name}: at ${where} until ${until}`,
  you: 'You',
  dueTitle: 'Due soon (all of the family)',
  dueLine: (name, day) => `${name}: until ${day}`,
  overdueLine: (name, day) => `${name}: was due on ${day}`,

  members: 'Cards that you can use',
  membersNone: 'There are no family cards yet.',
  counts: (holds, loans) => `Holds ${holds}, loans ${loans}`,
  until: day => `Until ${day} (from then on they decide alone)`,
  use: 'Use this card',
  useOf: name => `Use this card: ${name}`,
  remove: 'Remove from the family',
  removeOf: name => `Remove from the family: ${name}`,

  carers: 'Who can use your card',
  carersWhy: 'They can see your holds and loans, reserve and renew for you. You can end this at any time.',
  end: 'End this',
  endOf: name => `End this: ${name}`,
  ended: 'The card cannot be used by the other any more.',
  added: name => `The card of ${name} has been added.`,

  add: {
    title: 'Add a family card',
    why: 'Enter the number and the password of the card. Its holder types them, or has agreed. For a child, a guardian may type them.',
    child: age => `For a child under ${age} this ends by itself on that birthday.`,
    submit: 'Add',
    refused: 'The card number or the password is wrong, or the card cannot be used at the moment.',
    temporary: 'This card has its temporary password yet. Please sign in with it first and choose a password.',
    yourself: 'This is your own card.',
    tooMany: max => `You can have up to ${max} family cards.`,
  },
}
