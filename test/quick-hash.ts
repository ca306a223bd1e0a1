import { argon2Sync, randomBytes } from 'node:crypto'

/**
 * A password as it is stored, in the notation and with the pepper of `hashPassword`, of a thousandth of its work: a
 * stored hash says itself how much work it is, so whoever signs in on it, in this process or another, is quick too.
 */
export function quickHash(pepper: Buffer, password: string): string {
  const salt = randomBytes(16)
  const work = { memory: 8, passes: 1, parallelism: 1, tagLength: 32 }
  const tag = argon2Sync('argon2id', { ...work, message: password, nonce: salt, secret: pepper })
  return `$argon2id$v=19$m=8,t=1,p=1$${base64(salt)}$${base64(tag)}`
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
