import { Secret, TOTP } from 'otpauth'

/** A new secret for an authenticator app, in base32. */
export const drawCodeSecret = (): string => new Secret({ size: 20 }).base32

/** True when `typed` is a code of this moment. */
export const isCodeOf = (secret: string, typed: string, now: Temporal.Instant): boolean =>
  stepOfCode(secret, typed, now) !== null

/**
 * Of which half minute the six digits in `typed` are: of this one, or of the one before or after (RFC 6238); null: of
 * none. Full-width digits, as an input method types them, are digits; whatever is not six of them is no code.
 */
export function stepOfCode(secret: string, typed: string, now: Temporal.Instant): number | null {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^[0-9]{6}$/.test(digits)) return null
  const apart = codes(secret).validate({ token: digits, timestamp: now.epochMilliseconds, window: 1 })
  return apart === null ? null : Math.floor(now.epochMilliseconds / 30_000) + apart
}

/** The six digits of one step of 30 seconds (RFC 4226). */
export const codeAt = (secret: string, step: number): string => codes(secret).generate({ timestamp: step * 30_000 })

const codes = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 })
