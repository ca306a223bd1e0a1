import type { Text } from '../../text.ts'

export const mistake: Text['mistake'] = {
  way: 'Tell us of a mistake on this page',
  title: 'A mistake on a page',
  ofRecord: title => `About the page of “${title}”`,
  ofGuide: 'About the page of the guide',
  why: 'Please write what you have seen. The staff will read it, check it and correct the page. We do not keep who it was, so we cannot answer. Please do not write your name or telephone number.',
  says: 'What is wrong, and what would be right',
  saysHint: 'Up to 1000 characters.',
  send: 'Send it',
  done: 'We have it. Thank you.',
  backToRecord: 'Back to the title',
  backToGuide: 'Back to the guide',
  unknownPage: 'There is no page of this title.',
  tooManyFromHere: 'There were many from your connection, so none is taken now. Please try again tomorrow.',
  tooMany: 'Many have come in, so none is taken now. If it is urgent, please call the library.',
}
