import type { Text } from '../../text.ts'

export const card: Text['card'] = {
  title: 'Library card',
  why: 'Show this screen at the counter. It stands in for your card.',
  number: 'Card number',
  barcodeOf: number => `Barcode of card number ${number}`,
  validUntil: day => `Valid until ${day}`,
  ended: day => `This card expired on ${day}. You can renew it at the counter.`,
  bright: 'If it cannot be read, turn up the brightness of your screen.',
  offline:
    'Once you have opened this page, this device can show it without a connection too. Logging out removes it from this device.',
  print: 'Printed, it fits into a wallet.',
  renewal: {
    title: 'Renew your card',
    why: 'If nothing has changed, you can renew your card here.',
    same: 'My address and telephone number have not changed',
    otherwise: 'If they have, please come to a counter with something that shows who you are and where you live.',
    press: 'Renew',
    done: until => `Your card is valid until ${until} now.`,
    link: 'Renew your card',
    refusal: {
      switchedOff: 'Cards cannot be renewed on the web.',
      notYet: from => `You can renew it from ${from} on.`,
      notYetNext: 'Until then your card is good as it is.',
      tooLate: until => `It could be renewed on the web until ${until}.`,
      atCounter: 'You can renew it at a counter.',
      notConfirmed: 'You have not said that address and telephone number are unchanged.',
      notConfirmedNext: 'If they are, please tick that and press Renew again.',
    },
  },
  none: 'You have no valid card. Please ask at the counter.',
}
