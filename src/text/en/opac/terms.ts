import type { Text } from '../../text.ts'

export const terms: Text['terms'] = {
  title: 'Terms of use',
  lead: 'What you and the library have to keep to.',
  since: day => `In force since ${day}.`,
  former: day => `These are former terms, which came into force on ${day}. The present ones differ from them.`,
  toPresent: 'Read the present terms',
  unknown: 'The text of these terms is not kept here.',
  agreed: day => `You agreed to the present terms on ${day}.`,
  agreedToFormer: day => `You agreed on ${day}. The terms have changed since then.`,
  notYet: 'We have no record yet that you have agreed.',
  readAgreed: 'Read the terms you agreed to',
  unknownAgreed: 'The text of the terms you agreed to is not kept here.',
}
