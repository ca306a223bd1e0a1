import type { Text } from '../text.ts'

export const patrons: Text['patrons'] = {
  loginTitle: 'Log in to My Library',
  cardNumber: 'Library card number',
  cardNumberHint: 'The number under the barcode on your card (hyphens not needed).',
  password: 'Password',
  passwordHint: 'The first time, your temporary password is your birth date in eight digits (e.g. 19700101).',
  birthDate: 'Birth date',
  birthDateHint: 'Eight digits (e.g. 19700101)',
  mailCurrentWhy: 'For safety, please enter the password you have now.',
  birthDateWhy: 'Please give it too if your password is easily guessed, such as 1234.',
  birthDateNeeded:
    'At present we also ask for your birth date on a computer or phone that is new to us. Please enter it, and your password once more. If you still have your temporary password, leave the birth date empty. If you cannot log in even so, please choose your password at a terminal in the library, or ask at the counter.',
  logIn: 'Log in',
  typedBefore: {
    over: 'You were logged out because nothing happened for a while. What you wrote is kept: log in to go back to it.',
    title: 'You are logged in',
    kept: 'What you wrote is kept. It has not been sent yet.',
    back: 'Back to what I wrote',
    leave: 'Leave it, and go to My Library',
    passwordFirst:
      'What you wrote is kept. It has not been sent yet. Choose a new password first: then you can go back to what you wrote.',
    toPassword: 'Choose a password',
    notKept:
      'What you wrote before logging in was not sent, and could not be kept. We are sorry: please write it again after the time below.',
  },
  sessionOver:
    'You were logged out because nothing was done for a while. Log in again to go on where you were. Your basket is kept.',
  merged:
    'The registration of this card has been joined with that of your other card. Please log in with that card number and its password, or ask the library.',
  refused:
    'The card number or the password is not right. Please check the number and try again. After several mistakes even the right password is not taken for a while, or until the counter unlocks your card.',
  tooManyFromHere:
    'There were many failed logins from your connection, so none is taken now. Please try again later, or ask the library at the counter or by phone.',
  busy: 'Many people are logging in just now. Please wait a moment and try again.',
  forgottenTitle: 'If you have forgotten your password',
  forgotten:
    'The staff cannot see your password either. The central library will reset it: please come to the counter or call. After that your birth date is your temporary password.',
  byMail: {
    way: 'Choose a new one by mail',
    title: 'Choose a new password by mail',
    why: 'Please enter your library card number and the mail address that is registered with the library. We send a mail to it with the address of a page on which you choose a new password.',
    mail: 'Registered mail address',
    send: 'Send the mail',
    asked:
      'We have your request. If number and mail address are those that are registered, a mail will come in a moment. Please open it within one hour.',
    notCome:
      'If none comes, the number or the address is not the one that is registered, or there were three mails today. The library can also reset your password, see below.',
    tooMany: 'There were many requests from your connection, so none is taken now. Please try again later.',
    setTitle: 'Choose a new password',
    setWhy:
      'All logins on other devices will end. To keep what you read from anybody else who sees your mail, My Library does not show loans, reservations and so on for 24 hours after that.',
    set: 'Set it and log in',
    overTitle: 'This address cannot be used any more',
    over: 'More than an hour has passed, or it was used, or we have sent a newer mail since. If you have chosen your password, please log in with it. If you have no newer mail, please ask again.',
  },
  veiled:
    'The password of this card is new. So that nobody else uses it, for 24 hours it opens nothing but the My Library of its holder.',
  phone: 'Phone',
  letters: 'My password has letters',
  keys: {
    of: {
      cardNumber: 'Keys for the card',
      password: 'Keys for the secret number',
      birthDate: 'Keys for the day of birth',
      current: 'Keys for the present number',
      wished: 'Keys for the new number',
      again: 'Keys for the number once more',
    },
    back: 'Delete',
    letters: 'Letters',
  },

  changeTitle: 'Change your password',
  changeFirst:
    'You have logged in with your temporary password. Please choose one of your own. Until then no other page can be used.',
  changeWeak:
    'The password you have had so far is easily guessed by others. Please choose a new one. Until then no other page can be used.',
  changeNow: 'It is safer to change your password from time to time.',
  temporary: 'Temporary password',
  current: 'Present password',
  wished: 'New password',
  again: 'New password again',
  temporaryHint: 'Your birth date in eight digits (e.g. 19700101)',
  wishedHint: 'Four digits. It may also have letters, and then 8 characters or more.',
  againHint: 'Please enter the new password once more.',
  suggestion: password => `A good choice: ${password}`,
  suggestionWhy: 'It is hard to guess. It is another one each time. Please write it down.',
  change: 'Change',
  refusal: {
    notFourDigits: 'Please use four digits, or 8 characters or more.',
    tooLong: max => `Please use at most ${max} characters.`,
    birthDate: 'It must not be made of your birth date.',
    cardNumber: 'It must not be part of your card number.',
    phone: 'It must not be part of your telephone number.',
    run: 'Digits in a row, such as 1234, cannot be used.',
    repeat: 'Repeated digits, such as 1111 or 1212, cannot be used.',
    date: 'Digits that make a day of the year are guessed as birthdays, and cannot be used.',
    year: 'Digits that make a year are easily guessed, and cannot be used.',
    tooCommon: 'Digits that many people use are easily guessed, and cannot be used.',
    sameAsBefore: 'This is the password you have. Please choose another.',
    tooManyChanges: (max: number) =>
      `The password can be changed ${max} times a day at most. Please try again tomorrow.`,
    notTheSame: 'The two new passwords differ. Please enter the same one twice.',
    currentWrong: 'This is not right. Please check it and try again.',
  },

  settingsTitle: 'Password and mail address',
  terminalSettingsTitle: 'Settings',
  card: 'Library card',
  expires: 'Valid until',
  passwordSet: 'Password chosen on',
  mailTitle: 'Mail address',
  mailRegistered: 'Registered address',
  mailNone: 'None is registered.',
  mailBounced: address =>
    `No mail reaches ${address}, so it is registered no more. Please enter your present address under “Set”. Until then we will tell you by telephone or otherwise.`,
  mailComing: address =>
    `${address} is not registered yet. When our mail arrives tomorrow morning it is, and you can choose mail as the way to be told about holds.`,
  settingsDone: {
    password: 'Your password has been changed. You have been logged out everywhere else.',
    mail: 'Your mail address was taken in. The mail that completes its registration comes tomorrow morning.',
    mailRemoved: 'The mail address was taken away.',
    history: 'Whether your loans are remembered was changed.',
    language: 'The language was changed.',
  },
  set: 'Set',
  mailPageTitle: 'Your mail address',
  mailWhy:
    'After you press Update we send you a mail the next morning. With it your address is registered, and you can choose mail as the way to be told about holds. Until then you cannot.',
  mailAddress: 'Mail address',
  mailHint: 'If you filter your mail, please let mails from the library through.',
  update: 'Update',
  mailRemove: 'Remove the mail address',
  mailRefusal: {
    empty: 'Please fill this in.',
    notAnAddress: 'This is not a mail address. Please enter one address, with its @.',
    tooLong: 'This is too long.',
  },
  historyTitle: 'Record of loans',
  historyOff: 'We keep no record of what you have returned.',
  historyOn: 'We keep a record of what you have returned, for your eyes only.',
  historyStart: 'Keep a record',
  historyStop: 'Keep no record',
  historyStopWhy: 'When you stop, the record so far is deleted the next night.',
  languageWhy: 'Mails from the library come in this language too.',
  dataTitle: 'What we know about you',
  dataWhy: 'You can get everything the library has stored about you. There is no password in it.',
  dataGet: 'Get the data (JSON)',

  kioskTitle: 'Register an in-library terminal',
  kioskWhy: 'Enter the eight digits that were made on the staff pages, and this machine becomes a terminal.',
  kioskCode: 'Code',
  kioskRegister: 'Register',
  kioskWrong: 'This code cannot be used: it is mistyped, used, or more than an hour old.',
  kioskDone: name => `This machine is the terminal "${name}".`,
}
