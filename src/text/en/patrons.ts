import type { Text } from '../language.ts'

export const patrons: Text['patrons'] = {
  loginTitle: 'Log in to My Library',
  cardNumber: 'Library card number',
  cardNumberHint: 'The number under the barcode on your card (hyphens not needed).',
  password: 'Password',
  passwordHint: 'The first time, your temporary password is your birth date in eight digits (e.g. 19700101).',
  birthDate: 'Birth date',
  birthDateHint: 'Eight digits (e.g. 19700101)',
  birthDateNeeded:
    'At present we also ask for your birth date on a computer or phone that is new to us. Please enter it, and your password once more.',
  logIn: 'Log in',
  refused:
    'The card number or the password is not right. Please check the number and try again. After several mistakes even the right password is not taken for a while, or until the counter unlocks your card.',
  tooManyFromHere:
    'There were many failed logins from your connection, so none is taken now. Please try again later, or ask the library at the counter or by phone.',
  busy: 'Many people are logging in just now. Please wait a moment and try again.',
  forgottenTitle: 'If you have forgotten your password',
  forgotten:
    'The staff cannot see your password either. The central library will reset it: please come to the counter or call. After that your birth date is your temporary password.',
  phone: 'Phone',
}
