import type { MarcRecord } from '#catalogue/rules/marc/record.ts'
import { streamDecoder } from './character-sets.ts'
import { attributesOf, tokensOf } from './xml-tokens.ts'

/**
 * Reads MARCXML (MARC21 slim), also where its records lie in an SRU or OAI-PMH answer; prefixes and a wrong namespace do not matter,
 * the names of the elements do. A document type is refused: no catalogue needs one, and entities are how XML is made to explode.
 * @returns each record, or in plain words why it cannot be read
 */
export async function* readMarcXml(chunks: AsyncIterable<Buffer>): AsyncGenerator<MarcRecord | string> {
  let open: OpenRecord | null = null
  let found = 0
  for await (const token of tokensOf(textOf(chunks))) {
    if (token.is === 'problem') {
      if (!open || token.isFatal) {
        if (open && token.isFatal) yield open.problem ?? 'The file ends or breaks in the middle of this record.'
        found++
        yield token.text
        if (token.isFatal) return
      } else open.problem ??= token.text
    } else if (token.is === 'open' && token.name === 'record') {
      if (open?.isMarc) yield 'The record is not closed.'
      open = { leader: '', fields: [], text: '', problem: null, isMarc: false, size: 0 }
    } else if (!open) {
      // Between records lies what an answer wraps around them.
    } else if (token.is === 'close' && token.name === 'record') {
      if (open.isMarc || open.problem) {
        found++
        yield finished(open)
      }
      open = null
    } else take(open, token)
  }
  if (open?.isMarc) {
    found++
    yield 'The file ends in the middle of this record.'
  }
  if (found === 0) yield 'This XML holds no MARC records.'
}

type OpenRecord = MarcRecord & { text: string; problem: string | null; isMarc: boolean; size: number }

/** As in ISO 2709: nothing larger is a catalogue record. */
const fieldsMax = 10_000
const recordSizeMax = 4 << 20

function take(open: OpenRecord, token: { is: 'open' | 'close' | 'text'; name: string; text: string }): void {
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

function end(open: OpenRecord, name: string): void {
  const field = open.fields.at(-1)
  if (name === 'leader') open.leader = open.text
  else if (name === 'controlfield' && field && 'value' in field) field.value = open.text
  else if (name === 'subfield' && field && 'subfields' in field && field.subfields.length > 0) {
    field.subfields.at(-1)![1] = open.text
  }
  open.text = ''
}

const finished = ({ leader, fields, problem }: OpenRecord): MarcRecord | string => problem ?? { leader, fields }

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
