import type { Doubt } from '#catalogue/rules/imported/imported.ts'
import type { MarcRecord } from '#catalogue/rules/marc/record.ts'
import { streamDecoder } from '../character-sets.ts'
import { attributesOf, type XmlToken, xmlCutter } from '../xml-tokens.ts'

/**
 * Reads MARCXML (MARC21 slim), also where its records lie in an SRU or OAI-PMH answer; prefixes and a wrong namespace
 * do not matter, the names of the elements do. A document type is refused: no catalogue needs one, and entities are how
 * XML is made to explode.
 * @returns each record, or in plain words why it cannot be read
 */
export async function* readMarcXml(chunks: AsyncIterable<Buffer>): AsyncGenerator<MarcRecord | string | BrokenFile> {
  const cutter = xmlCutter()
  const reading: Reading = { open: null, found: 0, isOver: false }
  for await (const chunk of textOf(chunks)) {
    for (const token of cutter.take(chunk)) yield* recordsOf(reading, token)
    if (reading.isOver) return
  }
  if (reading.open?.isMarc) {
    yield { broken: 'The file ends in the middle of this record.' }
    return
  }
  for (const token of cutter.end()) yield* recordsOf(reading, token)
  if (reading.found === 0)
    yield { broken: 'This XML holds no MARC records. MARCXML is wanted: <record> with <datafield> in it.' }
}

/** What is wrong with the file itself: nothing after it can be read. */
export type BrokenFile = { broken: string }

type Reading = { open: OpenRecord | null; found: number; isOver: boolean }

/** Takes a token in; what it completes, a record or a reason, comes out. */
function* recordsOf(reading: Reading, token: XmlToken): Generator<MarcRecord | string | BrokenFile> {
  const { open } = reading
  if (reading.isOver) return
  if (token.is === 'problem' && (token.isFatal || !open)) {
    if (open?.isMarc) yield open.problem ?? 'The file breaks off in the middle of this record.'
    yield token.isFatal ? { broken: token.text } : token.text
    reading.found++
    reading.isOver = token.isFatal
  } else if (token.is === 'problem') open!.problem ??= token.text
  else if (token.is === 'open' && token.name === 'record') {
    // An SRU or OAI-PMH answer calls its wrapping a record too; that one holds no fields of its own.
    if (open?.isMarc) yield open.problem ?? 'The record is not closed.'
    reading.open = { leader: '', fields: [], text: '', problem: null, isMarc: false, size: 0, strange: new Set() }
  } else if (open && token.is === 'close' && token.name === 'record') {
    reading.open = null
    if (!open.isMarc && !open.problem) return
    reading.found++
    yield open.problem ?? {
      leader: open.leader,
      fields: open.fields,
      ...(open.strange.size > 0 ? { doubts: [...open.strange].map(strangeElement) } : {}),
    }
  } else if (open) take(open, token)
}

type OpenRecord = MarcRecord & {
  text: string
  problem: string | null
  isMarc: boolean
  size: number
  /** Elements that MARCXML does not have, and so nobody reads. */
  strange: Set<string>
}

const strangeElement = (name: string): Doubt => ({
  is: 'lost',
  text: `MARCXML has no element "${name}"; what stands in it is left out.`,
})

/** As in ISO 2709: nothing larger is a catalogue record. */
const fieldsMax = 5_000
const recordSizeMax = 4 << 20

function take(open: OpenRecord, token: Exclude<XmlToken, { is: 'problem' }>): void {
  open.size += token.text.length
  if (open.fields.length > fieldsMax) open.problem ??= `The record has more than ${fieldsMax} fields.`
  if (open.size > recordSizeMax) open.problem ??= 'The record is longer than 4 MB.'
  if (open.problem) {
    open.fields = []
    open.text = ''
    return
  }
  if (token.is === 'text') open.text += token.text
  else if (token.is === 'open') begin(open, token.name, token.text)
  else end(open, token.name)
}

function begin(open: OpenRecord, name: string, attributes: string): void {
  open.text = ''
  if (name === 'leader') open.isMarc = true
  else if (open.isMarc && !known.has(name) && open.strange.size < STRANGE_MAX) open.strange.add(name.slice(0, 40))
  if (name !== 'controlfield' && name !== 'datafield' && name !== 'subfield') return
  const { tag = '', ind1 = ' ', ind2 = ' ', code = '' } = attributesOf(attributes)
  if (name === 'subfield') {
    const field = open.fields.at(-1)
    if (!field || !('subfields' in field)) open.problem ??= 'A subfield stands outside a field.'
    else if (code.length !== 1) open.problem ??= `A subfield of ${field.tag} has the code "${code.slice(0, 20)}".`
    else field.subfields.push([code, ''])
    return
  }
  open.isMarc = true
  if (!/^[0-9A-Za-z]{3}$/.test(tag)) open.problem ??= `A field has the tag "${tag.slice(0, 20)}".`
  else if (name === 'controlfield') open.fields.push({ tag, value: '' })
  else open.fields.push({ tag, indicators: `${ind1[0] ?? ' '}${ind2[0] ?? ' '}`, subfields: [] })
}

const known = new Set(['leader', 'controlfield', 'datafield', 'subfield'])
const STRANGE_MAX = 5

function end(open: OpenRecord, name: string): void {
  const field = open.fields.at(-1)
  if (name === 'leader') open.leader = open.text
  else if (name === 'controlfield' && field && 'value' in field) field.value = open.text
  else if (name === 'subfield' && field && 'subfields' in field && field.subfields.length > 0) {
    field.subfields.at(-1)![1] = open.text
  }
  open.text = ''
}

/** UTF-8 unless the XML declaration names another encoding that is known. */
async function* textOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: { write(bytes: Buffer): string; end(): string } | null = null
  for await (const chunk of chunks) {
    if (!decoder) {
      const declared = /^[\s\ufeff]*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(
        chunk.toString('latin1', 0, 200).replace(/^\xef\xbb\xbf/, ''),
      )
      decoder = streamDecoder(declared?.[1] ?? 'utf-8') ?? streamDecoder('utf-8')!
    }
    yield decoder.write(chunk)
  }
  if (decoder) yield decoder.end()
}
