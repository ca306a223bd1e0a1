import type { Text } from '../../text.ts'

export const savedSearches: Text['savedSearches'] = {
  title: 'Saved searches',
  count: count => `${count}`,

  save: 'Save this search',
  saveWhy: 'When something new comes in, “Saved searches” in My Library tells you.',
  already: 'You have saved this search.',
  toList: 'See your saved searches',
  toResults: 'Back to the results',

  lead: (count, max) =>
    `${count === 1 ? 'One search' : `${count} searches`} (up to ${max}). Those with something new come first.`,
  saved: name => `“${name}” is saved.`,
  savedWhy: 'When something new comes in, this page says how much.',
  numbers: {
    tell: 'Tell me when a new number comes in',
    already: 'New numbers are shown among your saved searches.',
  },
  toldWhy: 'When something new comes in, this page shows it and a mail tells you.',
  removed: 'One search was removed.',
  renamed: name => `It is called “${name}” now.`,

  asks: words => `Asked: ${words}`,
  narrowed: words => `Narrowed down to: ${words}`,
  total: total => `${total} in all`,
  arrived: (count, max) => {
    if (count > max) return `${max} or more new titles`
    return count === 1 ? 'One new title' : `${count} new titles`
  },
  noneArrived: 'Nothing new',
  notUnderstood: 'This search cannot be made at present.',
  openNew: 'See what is new',
  openNewOf: name => `See what is new: ${name}`,
  open: 'See the results',
  openOf: name => `See the results: ${name}`,
  edit: 'Name and mail',
  editOf: name => `Name and mail: ${name}`,
  byMail: 'You are told by mail too',
  remove: 'Remove',
  removeOf: name => `Remove ${name}`,
  feed: 'Feed (Atom)',
  feedOf: name => `Feed (Atom): ${name}`,

  emptyTitle: 'You have saved no search.',
  emptyBody: 'Search for something and press “Save this search”. Here you will see whether something new has come in.',

  editPage: {
    title: 'Name and mail of a search',
    name: 'Name',
    hint: max => `Up to ${max} characters. Choose a name that is easy to tell apart.`,
    submit: 'Rename',
    back: 'Back to the saved searches',
    missing: 'Please enter a name.',
    tooLong: max => `A name can have ${max} characters at most.`,
  },
  mail: {
    title: 'News by mail',
    off: weekday => `When something new comes in, we can send you a mail once a week, on ${weekday} morning.`,
    on: weekday =>
      `When something new comes in, we send you a mail once a week, on ${weekday} morning. When nothing does, we send none.`,
    start: 'Tell me by mail what is new',
    stop: 'Stop the mails',
    noAddress: 'You can be told by mail when an address is registered.',
    coming: 'You can be told by mail when the registration of your address is completed, the next morning.',
    register: 'Register a mail address',
    started: name => `We send you a mail when something new comes in for “${name}”.`,
    stopped: name => `There will be no more mails about “${name}”.`,
    weekdays: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    },
  },
  removePage: {
    title: 'Remove a search',
    question: 'Do you want to remove this search?',
    consequence:
      'You will not see any more when something new comes in. You can save the same search again at any time.',
    confirm: 'Remove',
    back: 'Keep it',
  },
  refusal: {
    tooMany: max => `You can save ${max} searches at most.`,
    tooManyNext:
      'This one has not been saved. Please remove one that you do not need, then press “Save this search” again.',
    tooMuchAsked: 'There are too many conditions: this search cannot be saved.',
    tooMuchAskedNext: 'Please try again with fewer words or filters.',
  },
}
