import type { DataField, MarcField, Subfield } from './record.ts'

/** The occurrences of 880 have two digits: no more readings can be linked. */
const linksMax = 99

/** The fields of a record that is being made, and the readings of some in 880, which come behind them. */
export type FieldsWithReadings = {
  fields: MarcField[]
  readings: DataField[]
  /** A field of those subfields that say something; none if none does. Its reading, in katakana, is that of its $a. */
  add(tag: string, indicators: string, pairs: [code: string, value: string | null][], reading?: string | null): void
}

/**
 * Fields in the manner of JAPAN/MARC: readings in 880, linked by $6 …/$1. What is beyond the ninety-ninth stands in the
 * field itself, in $A beside $a, as other Japanese sources have it. `linkedFields` reads both, of the latter what is in
 * kana.
 */
export function fieldsWithReadings(): FieldsWithReadings {
  const fields: MarcField[] = []
  const readings: DataField[] = []
  const link = (tag: string, indicators: string, reading: string): Subfield => {
    const occurrence = String(readings.length + 1).padStart(2, '0')
    readings.push({
      tag: '880',
      indicators,
      subfields: [
        ['6', `${tag}-${occurrence}/$1`],
        ['a', reading],
      ],
    })
    return ['6', `880-${occurrence}`]
  }
  return {
    fields,
    readings,
    add(tag, indicators, pairs, reading) {
      const said = pairs.filter((pair): pair is Subfield => pair[1] !== null && pair[1] !== '')
      if (said.length === 0) return
      if (reading && readings.length < linksMax) said.unshift(link(tag, indicators, reading))
      else if (reading) said.push(['A', reading])
      fields.push({ tag, indicators, subfields: said })
    },
  }
}
