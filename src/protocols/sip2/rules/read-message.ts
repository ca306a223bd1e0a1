import { done, type Outcome, refused } from '#std/outcome.ts'
import type { AnyMessage, Field } from './message.ts'
import { isCode, lengthOf, otherShapes, type Shape, shapes } from './shapes.ts'

export type Unread = { why: 'unknownCode' | 'malformed' }

/**
 * Reads one line, decoded: the fields are parted here, after decoding, because the second byte of 竹 in CP932 is the
 * same as `|`. Whether its checksum is right is asked elsewhere. Fields of unknown tags are kept, empty pieces are
 * passed over.
 */
export function readMessage(line: string): Outcome<AnyMessage, Unread> {
  const code = line.slice(0, 2)
  if (!isCode(code)) return refused({ why: 'unknownCode' })
  const { body, sequence } = withoutDetection(line.slice(2))
  for (const shape of [shapes[code], ...(otherShapes[code] ?? [])]) {
    const fixed = readFixed(body, shape)
    const fields = fixed && readFields(body.slice(lengthOf(shape)))
    if (!fixed || !fields) continue
    const all = Object.fromEntries(Object.keys(shapes[code]).map(name => [name, fixed[name] ?? '']))
    return done({ code, fixed: all, fields, sequence } as unknown as AnyMessage)
  }
  return refused({ why: 'malformed' })
}

/**
 * AYn and AZhhhh at the end. Without AZ an AYn counts only as a field of its own: `AY1` may be the end of a password.
 */
function withoutDetection(body: string): { body: string; sequence: string | null } {
  const match = /(?:AY(\d)\|?)?AZ[0-9A-Fa-f]{4}\s*$/.exec(body) ?? /(?<=^|\|)AY(\d)\|?\s*$/.exec(body)
  return match ? { body: body.slice(0, match.index), sequence: match[1] ?? null } : { body, sequence: null }
}

function readFixed(body: string, shape: Shape): Record<string, string> | null {
  const fixed: Record<string, string> = {}
  let from = 0
  for (const [name, length] of Object.entries(shape)) {
    const value = body.slice(from, from + length)
    if (value.length < length || value.includes('|')) return null
    if (length === 18 && !/^[\d ]{8}.{4}[\d ]{6}$/.test(value)) return null
    fixed[name] = value
    from += length
  }
  return fixed
}

/** No name, number or code has one, and the database takes no NUL. */
const controls = /\p{Cc}/gu

/** Null when something stands there that no field begins with: the fixed part has another length. */
function readFields(text: string): Field[] | null {
  const fields: Field[] = []
  for (const [index, piece] of text.split('|').entries()) {
    if (/^\s*$/.test(piece)) continue
    const tag = piece.slice(0, 2)
    if (/^[A-Z][A-Z0-9]$/.test(tag)) fields.push([tag, piece.slice(2).replace(controls, ' ')])
    else if (index === 0) return null
  }
  return fields
}
