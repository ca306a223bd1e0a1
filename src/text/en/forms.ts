import type { Text } from '../text.ts'

export const forms: Text['forms'] = {
  fieldErrors: {
    missing: 'Please fill this in.',
    tooLong: 'This is too long.',
    invalid: 'Please check what you entered.',
    unreadable: 'This contains characters that cannot be read. Please enter it again.',
  },
  tooFastTitle: 'A little slower, please',
  tooFastBody: 'Many pages were opened within a short time. Please wait a moment and try again.',
}
