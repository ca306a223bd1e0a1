import type { Text } from '../../text.ts'

export const register: Text['register'] = {
  title: 'Apply for a library card',
  way: 'Apply for a card',
  wayTitle: 'If you have no library card',
  why: days =>
    `Apply here, and it takes less time at the counter. Within ${days} days please come to the library with a document that shows who you are and where you live. You get your card at the counter.`,
  kept: 'What you write is used for your registration alone. If you do not come, it is deleted by itself after that.',
  name: 'Name',
  nameReading: 'Reading of the name (katakana)',
  birthDate: 'Birth date',
  birthDateHint: 'Eight digits (e.g. 19700101)',
  phone: 'Telephone',
  mail: 'Mail address',
  wayHint: 'One of telephone and mail address is enough.',
  postalCode: 'Postal code',
  address: 'Postal address',
  agreed: 'Terms of use',
  agree: 'I have read the terms of use and agree to them',
  send: 'Send',
  faults: {
    nameMissing: 'Please fill this in.',
    impossibleBirthDate: 'This cannot be read as a birth date. Please use eight digits.',
    impossiblePhone: 'This is not the form of a telephone number.',
    impossibleMail: 'This is not the form of a mail address.',
    addressMissing: 'Please fill this in.',
    notAgreed: 'Please read them and tick the box to agree.',
    termsChanged: 'They have changed just now. Please read them again and tick the box to agree.',
    noWay: 'Please give a telephone number or a mail address.',
  },
  tooManyFromHere:
    'There were many applications from your connection, so none is taken now. Please try again tomorrow, or register at the counter of the library.',
  tooMany: 'There are many applications, so none is taken now. Please register at the counter of the library.',
  doneTitle: 'We have your application',
  number: 'Number',
  done: until =>
    `Please come to the counter of the library until ${until}, with a document that shows who you are and where you live, and tell this number.`,
  over: 'This application has ended: the registration is done, or its days are over.',
}
