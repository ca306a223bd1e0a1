import type { Text } from '../../text.ts'

export const usual: Text['usual'] = {
  title: 'Usual pickup place and contact',
  door: 'Decide which pickup place and contact are chosen for a start when you reserve.',
  why: 'Your basket will begin with these. You can choose otherwise each time you reserve. What you have reserved already stays as it is.',
  none: 'You have not decided. What you chose the last time is chosen.',
  gone: 'What you decided cannot be chosen any more. Please choose again.',
  save: 'Decide on these',
  clear: 'Decide on nothing',
  done: 'Your usual pickup place and contact are decided.',
  cleared: 'You have no usual pickup place and contact any more.',
  refused: { pickup: 'Please choose a pickup place.', contact: 'Please choose how we contact you.' },
}
