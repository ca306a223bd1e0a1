import type { Text } from '../text.ts'

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
  none: 'You have no valid card. Please ask at the counter.',
}
