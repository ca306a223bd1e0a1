import type { Text } from '../../text.ts'

export const questions: Text['questions'] = {
  title: 'Ask a librarian',
  door: 'Our staff look it up for you',
  why: 'Write what you would like to know. Our staff look it up in our collections and answer on this page.',
  whyNotAlways:
    'We cannot answer questions of medicine, law or private life, or do homework. We show you how to look it up.',
  privacy: days =>
    `Your question and the answer are seen by you and the staff who look it up. They are deleted ${days} days after the answer. You can delete them at any time.`,
  mail: 'If you have registered a mail address, a mail tells you that there is an answer. It does not say what it is.',
  make: 'Ask a question',
  empty: 'You have no questions.',
  emptyBody: 'Ask about the town, where a word comes from, statistics, newspaper articles and more.',
  sent: 'We have your question.',
  removed: 'The question is deleted.',
  state: { received: 'Received', looking: 'Being looked up', answered: 'Answered' },
  madeOn: day => `asked on ${day}`,
  changedOn: day => `answered on ${day}`,
  wantedBy: day => `needed by ${day}`,
  lookedAt: 'Looked at already',
  answer: 'Answer of the library',
  remove: 'Delete',
  removeOf: words => `Delete “${words}”`,
  back: 'Back to your questions',
  form: {
    title: 'Ask a librarian a question',
    asks: 'What would you like to know?',
    asksHint: 'What exactly, and how much of it. Up to 1000 characters.',
    lookedAt: 'What you have looked at already, if anything',
    lookedAtHint: 'Titles of books, web pages. Up to 500 characters.',
    wantedBy: 'Needed by, if there is a day',
    wantedByHint: 'If it is urgent, please ask at the desk or by telephone.',
    send: 'Send this question',
  },
  refused: {
    tooManyToday: max => `${max} questions a day can be asked. Please send it tomorrow.`,
    wantedByPast: 'The day by which you need it has passed.',
  },
}
