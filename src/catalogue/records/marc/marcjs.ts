import marcjs from 'marcjs'
import { isDataField, type MarcRecord } from '#catalogue/rules/marc/record.ts'

/**
 * One record as ISO 2709 in UTF-8, by marcjs. Its reader is not used: it believes every length it is told, and an
 * import may not.
 * @returns the bytes, or in plain words why the record does not fit into the format (a field of 9,999 bytes, a record
 * of 99,999)
 */
export function formatIso2709(record: MarcRecord): Buffer | string {
  const formatted = new marcjs.Record()
  formatted.leader = leaderOf(record.leader)
  for (const field of record.fields) {
    const parts = isDataField(field)
      ? [field.tag, field.indicators.padEnd(2).slice(0, 2), ...field.subfields.flat()]
      : [field.tag, field.value]
    const clean = parts.map(withoutDelimiters)
    if (bytesOf(clean) > 9_990) return `Field ${field.tag} is longer than the 9,999 bytes of ISO 2709.`
    formatted.fields.push(clean)
  }
  const bytes = Buffer.from(marcjs.Iso2709Formater.format(formatted))
  return bytes.length > 99_999 ? 'The record is longer than the 99,999 bytes of ISO 2709.' : bytes
}

/**
 * What is written is UTF-8 (leader/09) with two indicators and one-letter codes (10–11) and directory entries of 4+5
 * (20–21).
 */
function leaderOf(leader: string): string {
  const whole = leader
    .replace(/[^\x20-\x7e]/g, ' ')
    .padEnd(24)
    .slice(0, 24)
  return `00000${whole.slice(5, 9)}a2200000${whole.slice(17, 20)}4500`
}

/** A terminator inside a value would break the record apart. */
const withoutDelimiters = (text: string) =>
  text.toWellFormed().replace(/\p{Cc}/gu, control => (control >= '\x1d' && control <= '\x1f' ? ' ' : control))

const bytesOf = (parts: string[]) => parts.reduce((sum, part) => sum + Buffer.byteLength(part) + 1, 0)
