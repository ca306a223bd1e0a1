import { type Argon2Parameters, argon2, createHash, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Wrapped } from '#patrons/rules/wrapped-hash.ts'
import { createHashSlots, type HashTurn } from './hash-slots.ts'

/**
 * The slow hash under which a password is stored (M11), with the pepper in it: argon2id in its usual notation. Whoever
 * has the database alone cannot try a single password.
 */
export async function hashPassword(pepper: Buffer, password: string, turn: HashTurn = ours): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive(turn, { ...cost, message: password, nonce: salt, secret: pepper })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`
}

/** True when the password belongs to the hash. Costs the same either way. */
export async function isPasswordOf(
  pepper: Buffer,
  hash: string,
  password: string,
  turn: HashTurn = ours,
): Promise<boolean> {
  const [, m, t, p, salt, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash) ?? []
  if (!salt || !tag) throw new Error('A stored password hash is not in the notation of argon2id')
  const known = Buffer.from(tag, 'base64')
  const asked = await derive(turn, {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    tagLength: known.length,
    message: password,
    nonce: Buffer.from(salt, 'base64'),
    secret: pepper,
  })
  return timingSafeEqual(known, asked)
}

/** What the library hashes for itself: an import, an account. */
const ours: HashTurn = { lane: 'known', who: '' }

/** The same work for nothing: for a card that does not exist, so that its answer takes as long. */
export async function hashNothing(pepper: Buffer, turn: HashTurn = ours): Promise<void> {
  await derive(turn, { ...cost, message: '0000', nonce: Buffer.alloc(16), secret: pepper })
}

/** What an earlier system would have hashed this password to: it was wrapped in our hash at the import (M06). */
export async function wrap(how: Wrapped, password: string): Promise<string> {
  if (how.digest === 'pbkdf2-sha256') {
    const salt = Buffer.from(how.salt, 'base64')
    return (await promisify(pbkdf2)(password, salt, how.iterations, how.bytes, 'sha256')).toString('hex')
  }
  const salted = how.saltAt === 'before' ? how.salt + password : password + how.salt
  return createHash(how.digest).update(salted).digest('hex')
}

const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/**
 * 19 MiB each: two at a time keep a small machine alive, whoever knocks how often. Who waits, waits by lane and
 * address.
 */
const slots = createHashSlots({ atOnce: 2, waitingOfOneMax: 20, waitingMax: 250 })

/** True when no more hashing can be taken on for this one now. */
export const isHashingBusy = (turn: HashTurn): boolean => slots.isBusy(turn)

const derive = (turn: HashTurn, parameters: Argon2Parameters): Promise<Buffer> =>
  slots.run(turn, () => promisify(argon2)('argon2id', parameters))

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
