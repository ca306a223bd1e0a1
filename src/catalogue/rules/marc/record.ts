import type { Doubt } from '../imported/imported.ts'

/**
 * A MARC record as it lies in the file: nothing is interpreted yet. `doubts`: what had to be guessed to read it at all.
 */
export type MarcRecord = { leader: string; fields: MarcField[]; doubts?: Doubt[] }
export type MarcField = ControlField | DataField
/** Tags 001–009: a value without indicators and subfields. */
export type ControlField = { tag: string; value: string }
export type DataField = { tag: string; indicators: string; subfields: Subfield[] }
/** [code, value], e.g. ['a', '吾輩は猫である']. A code may repeat and the order counts. */
export type Subfield = [code: string, value: string]

/** MARC-in-JSON (Ross Singer's form): what is kept beside a bib, so that an export carries what Kago does not map. */
export type MarcInJson = { leader: string; fields: Record<string, string | MarcInJsonField>[] }
type MarcInJsonField = { ind1: string; ind2: string; subfields: Record<string, string>[] }

/** MARC 21: tags that begin with 00 are control fields. */
export const isControlTag = (tag: string): boolean => tag.startsWith('00')

export const isDataField = (field: MarcField): field is DataField => 'subfields' in field

/** The first value of a subfield, or null. */
export const subfield = (field: DataField, code: string): string | null =>
  field.subfields.find(([found]) => found === code)?.[1] ?? null

/** All values of a subfield, in the order of the record. */
export const subfields = (field: DataField, code: string): string[] =>
  field.subfields.filter(([found]) => found === code).map(([, value]) => value)

/** The value of a control field, or null. */
export function controlValue(record: MarcRecord, tag: string): string | null {
  const field = record.fields.find(field => field.tag === tag)
  return field && !isDataField(field) ? field.value : null
}

export function toMarcInJson(record: MarcRecord): MarcInJson {
  return {
    leader: record.leader,
    fields: record.fields.map(field => ({
      [field.tag]: isDataField(field)
        ? {
            ind1: field.indicators[0] ?? ' ',
            ind2: field.indicators[1] ?? ' ',
            subfields: field.subfields.map(([code, value]) => ({ [code]: value })),
          }
        : field.value,
    })),
  }
}

/** Reads MARC-in-JSON from anywhere; null when it is not that. */
export function fromMarcInJson(json: unknown): MarcRecord | null {
  const { leader, fields } = (json ?? {}) as Partial<MarcInJson>
  if (typeof leader !== 'string' || !Array.isArray(fields)) return null
  const read: MarcField[] = []
  for (const field of fields) {
    for (const [tag, content] of Object.entries(field ?? {})) {
      if (typeof content === 'string') read.push({ tag, value: content })
      else {
        if (!content || !Array.isArray(content.subfields)) return null
        const pairs = content.subfields.flatMap(pair => Object.entries(pair ?? {}))
        if (pairs.some(([, value]) => typeof value !== 'string')) return null
        read.push({
          tag,
          indicators: `${oneCharacter(content.ind1)}${oneCharacter(content.ind2)}`,
          subfields: pairs,
        })
      }
    }
  }
  return { leader, fields: read }
}

const oneCharacter = (indicator: unknown) => (typeof indicator === 'string' && indicator !== '' ? indicator[0] : ' ')
