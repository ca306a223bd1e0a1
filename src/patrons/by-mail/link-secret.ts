import { randomBytes } from 'node:crypto'
import { isKeyedHash, keyedHash, type Secrets } from '#secrets/secrets.ts'

/** So long a link opens; then another one has to be asked for. */
export const linkMinutes = 60

const purpose = 'password link'

export const drawHalf = (): string => randomBytes(16).toString('base64url')

/** What stands in the address of the page. The database has the half alone. */
export const secretOf = ({ cookieKey }: Secrets, half: string): string =>
  `${half}${keyedHash(cookieKey, purpose, half)}`

/** The half of a secret that is one of ours; null: it is none. */
export function halfOf({ cookieKey }: Secrets, secret: string): string | null {
  const [, half, proof] = /^([\w-]{22})([\w-]{27})$/.exec(secret) ?? []
  return half !== undefined && proof !== undefined && isKeyedHash(proof, cookieKey, purpose, half) ? half : null
}
