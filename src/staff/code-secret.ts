import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Encrypts the secret of a one-time code with a key made from the pepper: whoever has the database alone cannot make a
 * code. The login is bound in, so that one account's secret is none of another's.
 */
export function sealCodeSecret(pepper: Buffer, login: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(pepper), nonce).setAAD(Buffer.from(login))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `${prefix}${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`
}

/**
 * @returns the secret; one that was stored before they were encrypted is itself
 * @throws Error when it was sealed with another pepper or for another login
 */
export function openCodeSecret(pepper: Buffer, login: string, stored: string): string {
  if (!isSealed(stored)) return stored
  const bytes = Buffer.from(stored.slice(prefix.length), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(pepper), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(login)).setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

export const isSealed = (stored: string): boolean => stored.startsWith(prefix)

const prefix = 'sealed:'

const keyOf = (pepper: Buffer) => Buffer.from(hkdfSync('sha256', pepper, '', 'one-time codes of staff', 32))
