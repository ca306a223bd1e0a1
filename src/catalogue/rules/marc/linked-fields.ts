import { type DataField, type Subfield, subfield } from './record.ts'

/** What the 880 fields of a record say of its other fields. */
export type LinkedFields = {
  /** The reading of a field: in katakana, or in Latin letters where the book is in another script. */
  readingOf(field: DataField): DataField | null
  /** The field as it stands on the book. */
  asPrinted(field: DataField): DataField
}

/**
 * MARC 21 880 $6: '245-01/$1' is the field 245 that carries '880-01', written in the scripts of East Asia ($1); '/(B'
 * is the same in Latin letters. JAPAN/MARC has the title as printed in 245 and gives its readings in both; only the
 * kana is a reading. An 880 without a script code counts if it holds kana; one that links to nothing (occurrence 00) is
 * no reading of anything here. Other Japanese sources give the reading in the field itself, in $A beside $a ($X beside
 * $x and so on).
 *
 * Libraries abroad, whose language of cataloguing (040 $b) is another, do it the other way round: 245 in Latin letters
 * ('Hong lou meng'), and 880 as it is printed, in whatever script. There the romanisation is the reading.
 * @param fields 880
 */
export function linkedFields(fields: DataField[], cataloguedIn: string | null): LinkedFields {
  const isAbroad = cataloguedIn !== null && cataloguedIn !== 'jpn'
  const kana = new Map<string, DataField>()
  const scripts = new Map<string, DataField>()
  for (const field of fields) {
    const link = /^(\d{3}-\d\d)(?:\/(\$1|\(B|[^/]+))?/.exec(subfield(field, '6') ?? '')
    if (!link || link[1]!.endsWith('-00')) continue
    const isKana = link[2] === undefined ? hasKana(field) : link[2] === '$1'
    if (isKana && !kana.has(link[1]!)) kana.set(link[1]!, field)
    if (isInOtherScript(field) && subfield(field, 'a') && !scripts.has(link[1]!)) scripts.set(link[1]!, field)
  }
  const linked = (field: DataField, by: Map<string, DataField>) => {
    const link = /^880-(\d\d)/.exec(subfield(field, '6') ?? '')
    return link ? by.get(`${field.tag}-${link[1]}`) : undefined
  }
  const printed = (field: DataField) => (isAbroad && isInLatin(field) ? linked(field, scripts) : undefined)
  return {
    readingOf: field => (printed(field) ? field : (linked(field, kana) ?? ownReading(field))),
    asPrinted: field => printed(field) ?? field,
  }
}

function ownReading(field: DataField): DataField | null {
  const subfields = field.subfields.filter(([code]) => /[A-Z]/.test(code))
  const reading = { ...field, subfields: subfields.map(([code, value]): Subfield => [code.toLowerCase(), value]) }
  return hasKana(reading) ? reading : null
}

const says = (pattern: RegExp) => (field: DataField) =>
  field.subfields.some(([code, value]) => code !== '6' && pattern.test(value))
const hasKana = says(/[\u3041-\u30ff\uff66-\uff9f]/)
/** Letters that are neither Latin nor kana: a name or a title in kana alone is a reading. */
const isInOtherScript = says(/(?![\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}ー])\p{L}/u)
const isInLatin = (field: DataField) => !hasKana(field) && !isInOtherScript(field)
