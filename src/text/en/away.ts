import type { Text } from '../text.ts'

export const away: Text['away'] = {
  recently: time => `This is as of a few minutes ago (${time}). Loans and reservations may have changed it since.`,
  earlier: time => `This is as of ${time}. Loans and reservations since then are not in it.`,
  title: 'Nothing can be requested or changed right now',
  body: 'The records of the library cannot be reached, so that signing in, reserving and lending have to wait. They go on by themselves as soon as the records can be reached again.',
  goesOn: 'Searching, looking at books, opening days and the guide work all the same.',
  notTaken: 'What you sent has not been taken yet.',
  perhapsTaken:
    'We cannot say right now whether what you sent was taken. When the records can be reached again, please look at your list first.',
  kept: 'What you entered is kept here. Please wait a moment, then send it with the button below.',
  secretsNotKept: 'For your safety, passwords are not kept.',
  typed: 'What you entered',
  password: 'Password (please enter it again)',
  sendAgain: 'Send again',
  openAgain: 'Open again',
  toSearch: 'Search for books',
}
