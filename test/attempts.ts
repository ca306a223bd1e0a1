import { type Attempt, verifyPassword } from '#patrons/signing-in/verify-password.ts'
import { anewEachFile } from './file-life.ts'
import type { TestLibrary } from './library.ts'

let made = 0
anewEachFile(() => {
  made = 0
})

/** An address from which nobody has tried anything. */
export const elsewhere = () => `198.51.${Math.floor(++made / 250)}.${made % 250}`

/** A password typed on the web for a card, each time from another address. */
export const attemptAt = (library: TestLibrary, cardNumber: string, password: string, more: Partial<Attempt> = {}) =>
  verifyPassword(library, { door: 'web', cardNumber, password, address: elsewhere(), ...more })
