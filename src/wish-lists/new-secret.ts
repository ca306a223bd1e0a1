import { randomBytes } from 'node:crypto'

/** 192 bits that nobody guesses, as 32 characters of an address. */
export const newSecret = (): string => randomBytes(24).toString('base64url')

/** Whether a text can be such a secret. */
export const isSecret = (text: string): boolean => /^[\w-]{32}$/.test(text)
