import type { Authority } from '#catalogue/rules/authority/authority.ts'
import { authorityColumns } from '#catalogue/rules/authority/columns.ts'
import { authorityToJson, rowOfAuthority } from '#catalogue/rules/authority/to-json.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { columns } from '#catalogue/rules/imported/columns.ts'
import { type ImportedItem, keyParts } from '#catalogue/rules/imported/imported.ts'
import { bibToJson, rowsOfBib } from '#catalogue/rules/imported/to-json.ts'
import { marcOfAuthority } from '#catalogue/rules/marc/marc-of-authority.ts'
import {
  controlValue,
  fromMarcInJson,
  isDataField,
  type MarcInJson,
  type MarcRecord,
  subfield,
} from '#catalogue/rules/marc/record.ts'
import { itemField, marcOfBib } from '#catalogue/rules/marc/to-marc.ts'
import { formatIso2709 } from './marc/marcjs.ts'
import { marcXmlOf } from './write-marcxml.ts'

/** A bib with its copies as an export writes it; `raw` is the MARC record it came from. */
export type ExportedBib = { bib: BibRecord; items: ImportedItem[]; raw: MarcInJson | null }
/** The same of a 典拠. */
export type ExportedAuthority = { authority: Authority; raw: MarcInJson | null }
export type ExportedRecord = ExportedBib | ExportedAuthority
export type Exported = AsyncIterable<ExportedRecord> | Iterable<ExportedRecord>

/**
 * MARC 21 in ISO 2709, UTF-8. A record that came as MARC goes out as it came, copies that are not in it are added in
 * 952; any other is made in the manner of JAPAN/MARC.
 * @param onLeftOut told of a record that does not fit into the format, and why
 */
export async function* writeMarc21(
  records: Exported,
  onLeftOut: (sourceKey: string, reason: string) => void = () => {},
): AsyncGenerator<Buffer> {
  for await (const record of records) {
    const bytes = formatIso2709(marcOf(record))
    if (typeof bytes === 'string') onLeftOut(('bib' in record ? record.bib : record.authority).sourceKey, bytes)
    else yield bytes
  }
}

/** The same as MARCXML (MARC21 slim). Characters that XML does not have are left out. */
export async function* writeMarcXml(records: Exported): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
  for await (const record of records) yield marcXmlOf(marcOf(record))
  yield '</collection>\n'
}

/**
 * One JSON object a line, with the keys that `readRecords` reads; the MARC record it came from is kept under "marc".
 */
export async function* writeJsonLines(records: Exported): AsyncGenerator<string> {
  for await (const record of records) {
    const line = 'bib' in record ? bibToJson(record.bib, record.items) : authorityToJson(record.authority)
    yield `${JSON.stringify(record.raw ? { ...line, marc: record.raw } : line)}\n`
  }
}

/** What a table is of, and its header. */
const headers = { bibs: Object.keys(columns), authorities: Object.keys(authorityColumns) }

/**
 * A table with a header row, tabs between the cells, one row a copy (or one for a bib without copies) or 典拠. For
 * spreadsheets.
 */
export async function* writeTsv(records: Exported, of: keyof typeof headers = 'bibs'): AsyncGenerator<string> {
  const header = headers[of]
  // Without a byte order mark a spreadsheet takes the file for Shift_JIS.
  yield `\ufeff${header.join('\t')}\n`
  for await (const record of records) {
    for (const row of rowsOf(record)) yield `${header.map(column => cell(row[column] ?? '')).join('\t')}\n`
  }
}

const rowsOf = (record: ExportedRecord): Partial<Record<string, string>>[] =>
  'bib' in record ? rowsOfBib(record.bib, record.items) : [rowOfAuthority(record.authority)]

/** The MARC record of an export. */
export function marcOf(record: ExportedRecord): MarcRecord {
  const kept = record.raw && fromMarcInJson(record.raw)
  if (!('bib' in record)) return kept ?? marcOfAuthority(record.authority)
  return kept ? withCopies(withAgency(kept, record.bib.sourceKey), record.items) : marcOfBib(record.bib, record.items)
}

/**
 * A record that came without 003 was given an agency at its import; it goes out with it, or it would come back as
 * another bib.
 */
function withAgency(kept: MarcRecord, sourceKey: string): MarcRecord {
  const { agency } = keyParts(sourceKey)
  if (agency === '' || controlValue(kept, '003') !== null) return kept
  const behind = kept.fields.findIndex(({ tag }) => tag > '003')
  const at = behind < 0 ? kept.fields.length : behind
  return { ...kept, fields: kept.fields.toSpliced(at, 0, { tag: '003', value: agency }) }
}

function withCopies(kept: MarcRecord, items: ImportedItem[]): MarcRecord {
  const there = new Set(
    kept.fields
      .filter(field => field.tag === '852' || field.tag === '952')
      .map(field => isDataField(field) && subfield(field, 'p')),
  )
  const added = items.filter(item => !there.has(item.barcode))
  return added.length === 0 ? kept : { ...kept, fields: [...kept.fields, ...added.map(itemField)] }
}

function cell(text: string): string {
  const flat = text.replace(/\r\n?/g, '\n')
  // A cell that begins like a formula is run by the spreadsheet that opens it: the apostrophe makes it text.
  const safe = /^'*[=+@-]/.test(flat) ? `'${flat}` : flat
  return /["\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
