import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Database } from '#database/database.ts'
import { draftOf } from '#std/draft.ts'
import { keepFingerprint } from './fingerprint-store.ts'

/** Keys that never lie in the database or its backups: a stolen dump without them tells no password. */
export type Secrets = {
  /** Goes into every password hash. */
  pepper: Buffer
  /** Signs cookies and form tokens, and hides addresses. */
  cookieKey: Buffer
  /** Hides which passwords are common (password_popularity). */
  popularityKey: Buffer
}

/**
 * The secrets of this library: from the environment (KAGO_SECRETS), or from DATA_DIR/secrets.json, which the first
 * start of a fresh library writes (for the owner's eyes only).
 * @throws Error when they are missing, broken or not those with which the stored passwords were hashed
 */
export async function openSecrets(
  db: Database,
  where: { dataDir: string; fromEnvironment: string | null },
): Promise<Secrets> {
  const file = join(where.dataDir, 'secrets.json')
  const place = where.fromEnvironment ? 'KAGO_SECRETS' : file
  const text = where.fromEnvironment ?? (existsSync(file) ? readFileSync(file, 'utf8') : null)
  const known = text === null ? null : readSecrets(text, place)
  const secrets = known ?? drawSecrets()
  const kept = await keepFingerprint(db, known ? fingerprintOf(known) : null, () => {
    writeSecrets(file, secrets)
    return fingerprintOf(secrets)
  })
  if (kept === fingerprintOf(secrets)) return secrets
  // Another service that started at the same moment may just have written them.
  if (!known && existsSync(file)) return openSecrets(db, where)
  throw new Error(
    known
      ? `The secrets in ${place} are not those of this database: with them every password would be refused. Put back the ones that belong to it.`
      : `This database has passwords, but their secrets are missing: put secrets.json back into ${where.dataDir}, or give them in KAGO_SECRETS.`,
  )
}

/** Fresh keys, for a new library and for tests. */
export const drawSecrets = (): Secrets => ({
  pepper: randomBytes(32),
  cookieKey: randomBytes(32),
  popularityKey: randomBytes(32),
})

/** A short keyed hash: what is kept instead of an address, a card or a password. */
export const keyedHash = (key: Buffer, purpose: string, value: string): string =>
  createHmac('sha256', key).update(`${purpose}\0${value}`).digest('base64url').slice(0, 27)

/** A key of 256 bits that can be made again from a key of ours, and tells nothing of it. */
export const derivedKey = (key: Buffer, purpose: string, value: string): Buffer =>
  createHmac('sha256', key).update(`key for ${purpose}\0${value}`).digest()

/** True when `given` is the keyed hash of this value; takes the same time either way. */
export function isKeyedHash(given: string, key: Buffer, purpose: string, value: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(keyedHash(key, purpose, value))]
  return one.length === other.length && timingSafeEqual(one, other)
}

const key = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform(hex => Buffer.from(hex, 'hex'))
const secretsSchema = z.strictObject({ pepper: key, cookieKey: key, popularityKey: key })

function readSecrets(text: string, place: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(
      `${place} is broken: it must be {"pepper", "cookieKey", "popularityKey"}, each 64 hexadecimal digits.`,
    )
  }
}

/** Whole or not at all, and never over one that is there. */
function writeSecrets(file: string, secrets: Secrets): void {
  const text = JSON.stringify(
    Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, value.toString('hex')])),
  )
  const draft = draftOf(file)
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } finally {
    rmSync(draft)
  }
}

const fingerprintOf = ({ pepper }: Secrets) => keyedHash(pepper, 'fingerprint', 'kago')
