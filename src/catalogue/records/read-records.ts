import { isDeepStrictEqual } from 'node:util'
import { readJsonRecord } from '#catalogue/rules/imported/from-json.ts'
import { keyParts, type Read } from '#catalogue/rules/imported/imported.ts'
import { isAuthority, readAuthority, saysTheSame } from '#catalogue/rules/marc/from-authority.ts'
import { readMarc } from '#catalogue/rules/marc/from-marc.ts'
import { fromMarcInJson, type MarcRecord } from '#catalogue/rules/marc/record.ts'
import { renewedMarc } from '#catalogue/rules/marc/renew-marc.ts'
import { decodeLine } from './character-sets.ts'
import { parseIso2709 } from './marc/iso2709.ts'
import { readMarcXml } from './marc/marcxml.ts'
import { numbered, type ReadRecord } from './read-record.ts'
import { recognise } from './recognise.ts'
import { readRows } from './rows.ts'
import { isBrokenArchive, openSource, type Source, UnpacksTooLarge } from './source.ts'
import { cutAfter, cutIso2709 } from './split.ts'

/**
 * Numbers without an agency of their own (no MARC 003, no "agency") belong to this one, unless the caller names
 * another.
 */
const defaultAgency = 'JP-DEMO'

/**
 * Reads a catalogue, or the 典拠 of one: MARC 21 (ISO 2709), MARCXML, JSON lines or a table (tab or comma), each also
 * packed with gzip. The form is known by the content, never by the name. A record that cannot be read is told by its
 * number and the reason, and the next ones go on; nothing in a file makes this hang or hold more than a few records in
 * memory.
 * @param options.onBytes hears how many bytes of the file, packed as it is, were read
 * @param options.unpackedMax so many bytes of a packed file are unpacked; what follows is told as unreadable
 * @throws only when the file itself cannot be read (it is not there, the disk fails)
 */
export async function* readRecords(
  source: string | Source,
  options: { agency?: string; onBytes?: (bytes: number) => void; unpackedMax?: number } = {},
): AsyncGenerator<ReadRecord> {
  const { agency = defaultAgency, onBytes, unpackedMax } = options
  let last = 0
  try {
    for await (const record of readForm(openSource(source, onBytes, unpackedMax), agency)) {
      last = record.number
      yield record
    }
  } catch (error) {
    const isTooLarge = error instanceof UnpacksTooLarge
    if (!isTooLarge && !isBrokenArchive(error)) throw error
    const why = isTooLarge ? 'becomes too large here' : 'is damaged here and cannot be unpacked further'
    yield { number: last + 1, error: `The packed file (gzip) ${why}.`, ofFile: true }
  }
}

async function* readForm(source: AsyncGenerator<Buffer>, agency: string): AsyncGenerator<ReadRecord> {
  const { form, chunks } = await recognise(source)
  if (form === 'iso2709') yield* readIso2709(chunks, agency)
  else if (form === 'xml') yield* readXml(chunks, agency)
  else if (form === 'json') yield* readJsonLines(chunks, agency)
  else if (form === 'table') yield* readRows(chunks, agency)
  else if (form === 'empty') yield { number: 1, error: 'The file is empty.', ofFile: true }
  else yield { number: 1, error: form.unknown, ofFile: true }
}

async function* readIso2709(chunks: AsyncIterable<Buffer>, agency: string): AsyncGenerator<ReadRecord> {
  let number = 0
  for await (const piece of cutIso2709(chunks)) {
    number++
    if ('error' in piece) {
      yield { number, ...piece }
      continue
    }
    const marc = parseIso2709(piece.bytes)
    if (typeof marc !== 'string' && isUnimarc(marc)) return yield { number, error: unimarc, ofFile: true }
    yield fromMarc(number, marc, agency)
  }
}

/** Fields by their meaning in UNIMARC: 200 is the title, which MARC 21 has in 245 and never in 200. */
const isUnimarc = ({ fields }: MarcRecord) =>
  fields.some(({ tag }) => tag === '200') && !fields.some(({ tag }) => tag === '245')
const unimarc =
  'This is UNIMARC (as JAPAN/MARC was before 2012): its titles stand in 200. MARC 21 is wanted, with titles in 245; a converter makes the one of the other.'

async function* readXml(chunks: AsyncIterable<Buffer>, agency: string): AsyncGenerator<ReadRecord> {
  let number = 0
  for await (const record of readMarcXml(chunks)) {
    number++
    if (typeof record === 'string') yield { number, error: record }
    else if ('broken' in record) yield { number, error: record.broken, ofFile: true }
    else if (isUnimarc(record)) return yield { number, error: unimarc, ofFile: true }
    else yield fromMarc(number, record, agency)
  }
}

async function* readJsonLines(chunks: AsyncIterable<Buffer>, agency: string): AsyncGenerator<ReadRecord> {
  let number = 0
  for await (const piece of cutAfter(chunks, 0x0a)) {
    number++
    if ('error' in piece) {
      yield { number, error: piece.error }
      continue
    }
    const text = decodeLine(piece.bytes)
    if (text === null) yield { number, error: 'The line is neither UTF-8 nor Shift_JIS nor EUC-JP.' }
    else if (text.trim() !== '') yield readJsonLine(number, text, agency)
  }
}

function readJsonLine(number: number, text: string, agency: string): ReadRecord {
  let line: unknown
  try {
    line = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch {
    return { number, error: 'The line is not JSON.' }
  }
  // MARC-in-JSON, one record a line, is JSON lines too.
  const marc = fromMarcInJson(line)
  if (marc) return fromMarc(number, marc, agency)
  const kept = fromMarcInJson((line as { marc?: unknown } | null)?.marc)
  const read = readJsonRecord(line, agency)
  return numbered(number, read, kept && broughtUpToDate(kept, read))
}

/** A line that was exported and edited brings a MARC record along that says what was so before. */
function broughtUpToDate(kept: MarcRecord, read: Read): MarcRecord | null {
  if (read.is === 'bib') {
    const before = readMarc(kept, keyParts(read.bib.sourceKey).agency)
    return before.is === 'bib' && isDeepStrictEqual(before.bib, read.bib) ? kept : renewedMarc(kept, read.bib)
  }
  return read.is === 'authority' && saysTheSame(kept, read.authority) ? kept : null
}

const fromMarc = (number: number, marc: MarcRecord | string, agency: string): ReadRecord =>
  typeof marc === 'string'
    ? { number, error: marc }
    : numbered(number, isAuthority(marc) ? readAuthority(marc, agency) : readMarc(marc, agency), marc)
