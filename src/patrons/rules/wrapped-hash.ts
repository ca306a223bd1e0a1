/** How an earlier system hashed a password, before our own hash was laid around the result (M06). */
export type Wrapped =
  | { digest: 'md5' | 'sha1' | 'sha256' | 'sha512'; salt: string; saltAt: 'before' | 'after' }
  | { digest: 'pbkdf2-sha256'; salt: string; iterations: number; bytes: number }

/** A password as an earlier system kept it: itself, or a hash. */
export type EarlierPassword = { plain: string } | { hash: string; wrapped: Wrapped }

/**
 * Reads the column of an import file: four digits (or 8 and more characters) as they are, or
 * `{md5|sha1|sha256|sha512}HEX`, `{sha1:before:SALT}HEX`, `{sha1:after:SALT}HEX`,
 * `{pbkdf2-sha256:ITERATIONS:SALT-BASE64}HEX`.
 * @returns null when it is none of these
 */
export function readEarlierPassword(column: string): EarlierPassword | null {
  if (!column.startsWith('{')) return /^(\d{4}|.{8,64})$/su.test(column) ? { plain: column } : null
  const [, scheme, hex] = /^\{([^}]+)\}([0-9a-fA-F]+)$/.exec(column) ?? []
  if (!scheme || !hex) return null
  const hash = hex.toLowerCase()
  const [digest = '', second = '', ...rest] = scheme.split(':')
  if (digest === 'pbkdf2-sha256') {
    const iterations = Number(second)
    const bytes = hash.length / 2
    if (!Number.isInteger(iterations) || iterations < 1 || iterations > 2_000_000 || bytes < 16 || bytes > 64)
      return null
    return { hash, wrapped: { digest, salt: rest.join(':'), iterations, bytes } }
  }
  if (digest !== 'md5' && digest !== 'sha1' && digest !== 'sha256' && digest !== 'sha512') return null
  if (hash.length !== { md5: 32, sha1: 40, sha256: 64, sha512: 128 }[digest]) return null
  if (second !== '' && second !== 'before' && second !== 'after') return null
  return { hash, wrapped: { digest, salt: rest.join(':'), saltAt: second || 'before' } }
}
