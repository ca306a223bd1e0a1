import { type DataField, type Subfield, subfield } from './record.ts'

/** Finds the katakana reading that an 880 field gives for another field. */
export type LinkedReadings = { of(field: DataField): DataField | null }

/**
 * MARC 21 880 $6: '245-01/$1' is the field 245 that carries '880-01', written in the Japanese scripts ($1); '/(B' is the same in Latin
 * letters. JAPAN/MARC gives both; only the former is a reading. An 880 without a script code counts if it holds kana; one that links
 * to nothing (occurrence 00) is no reading of anything here. Other Japanese sources give the reading in the field itself, in $A beside $a
 * ($X beside $x and so on).
 */
export function linkedReadings(fields: DataField[]): LinkedReadings {
  const byLink = new Map<string, DataField>()
  for (const field of fields) {
    const link = /^(\d{3}-\d\d)(?:\/(\$1|\(B|[^/]+))?/.exec(subfield(field, '6') ?? '')
    if (!link || link[1]!.endsWith('-00')) continue
    const isKana = link[2] === undefined ? hasKana(field) : link[2] === '$1'
    if (isKana && !byLink.has(link[1]!)) byLink.set(link[1]!, field)
  }
  return {
    of(field) {
      const link = /^880-(\d\d)/.exec(subfield(field, '6') ?? '')
      return (link && byLink.get(`${field.tag}-${link[1]}`)) ?? ownReading(field)
    },
  }
}

function ownReading(field: DataField): DataField | null {
  const subfields = field.subfields.filter(([code]) => /[A-Z]/.test(code))
  const reading = { ...field, subfields: subfields.map(([code, value]): Subfield => [code.toLowerCase(), value]) }
  return hasKana(reading) ? reading : null
}

const hasKana = (field: DataField) =>
  field.subfields.some(([code, value]) => code !== '6' && /[\u3041-\u30ff\uff66-\uff9f]/.test(value))
