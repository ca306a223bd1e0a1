import type { Text } from '../../text.ts'

export const passkeys: Text['passkeys'] = {
  title: 'Passkeys',
  door: 'Sign in by fingerprint, face or the lock of your screen.',
  why: 'With a passkey you sign in by the fingerprint, the face or the screen lock of your telephone or computer, without typing the password. The password stays as it is.',
  whose:
    'On a device that others can unlock too, such as family, they see your loans and reservations. Make passkeys only on a device of your own.',
  none: 'You have no passkeys yet.',
  listTitle: 'Your passkeys',
  added: day => `Made on ${day}`,
  used: day => `Last used on ${day}`,
  unused: 'Not used yet',
  opensNothing: 'The address of the library has changed, so it does not work now. Remove it and make another one.',
  remove: 'Remove',
  removeOf: name => `Remove “${name}”`,
  removeTitle: name => `Removing the passkey “${name}”`,
  removeWhy:
    'From then on that device signs in with the password. What it has kept of the passkey can be deleted in its own settings.',
  removeDo: 'Remove the passkey',
  addTitle: 'Make a passkey',
  name: 'Name of the device',
  nameHint: 'To tell it from others, for example: my telephone.',
  current: 'Present password',
  currentWhy: 'For your safety, please enter your present password.',
  next: 'Next',
  makeWhy: name =>
    `This makes the passkey “${name}”. When you press the button, your device asks for your fingerprint, your face or its screen lock.`,
  make: 'Make it on this device',
  needsScript: 'Passkeys need JavaScript to be switched on in your browser.',
  needsBrowser: 'Your browser cannot make passkeys.',
  failed: 'The device could not use a passkey. Please try again. The password works too.',
  tooMany: max => `You can have ${max} passkeys. To make another one, remove one that you do not use.`,
  done: { added: 'The passkey is made.', removed: 'The passkey is removed.' },
  refusal: {
    notOffered: 'Passkeys are not offered at present.',
    over: 'It took too long, or the password has changed meanwhile. Please begin again.',
    unread: 'What the device answered could not be verified, so no passkey was made. Please try again.',
  },
  signIn: 'Use a passkey',
  signInWhy: 'By fingerprint, face or screen lock, without typing the number and the password.',
  signInRefusal: {
    over: 'It took too long. Please press “Use a passkey” again.',
    unknown:
      'This passkey does not open your account. It may have been removed, or belong to another service. Please log in with your card number and password.',
  },
}
