import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret for an authenticator app, in base32. */
export function drawCodeSecret(): string {
  return [...randomBytes(20)].reduce(({ bits, text }, byte) => take5(bits + byte.toString(2).padStart(8, '0'), text), {
    bits: '',
    text: '',
  }).text
}

/** True when `typed` is a code of this moment. */
export const isCodeOf = (secret: string, typed: string, now: Temporal.Instant): boolean =>
  stepOfCode(secret, typed, now) !== null

/**
 * Of which half minute the six digits in `typed` are: of this one, or of the one before or after (RFC 6238); null: of
 * none. Full-width digits, as an input method types them, are digits; whatever is not six of them is no code.
 */
export function stepOfCode(secret: string, typed: string, now: Temporal.Instant): number | null {
  const step = Math.floor(now.epochMilliseconds / 30_000)
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^[0-9]{6}$/.test(digits)) return null
  const given = Buffer.from(digits)
  const near = [step - 1, step, step + 1].map(one => ({
    one,
    isIt: timingSafeEqual(given, Buffer.from(codeAt(secret, one))),
  }))
  return near.find(({ isIt }) => isIt)?.one ?? null
}

/** The six digits of one step of 30 seconds (RFC 4226). */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const at = mac.at(-1)! & 0xf
  return `${(mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000}`.padStart(6, '0')
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function take5(bits: string, text: string): { bits: string; text: string } {
  return bits.length < 5 ? { bits, text } : take5(bits.slice(5), text + letters[Number.parseInt(bits.slice(0, 5), 2)])
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map(byte => Number.parseInt(byte, 2)) ?? [])
}
