import { startingWith } from './source.ts'

/** The form of a file, or why none was recognised. */
export type Form = 'iso2709' | 'xml' | 'json' | 'table' | 'empty' | { unknown: string }

/** Looks at the beginning of a file for its form; the name of a file says nothing. The chunks come back whole. */
export async function recognise(
  source: AsyncGenerator<Buffer>,
): Promise<{ form: Form; chunks: AsyncIterable<Buffer> }> {
  let head: Buffer = Buffer.alloc(0)
  while (head.length < headBytes) {
    const next = await source.next()
    if (next.done) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  return { form: formOf(head.subarray(0, headBytes)), chunks: startingWith(head, source) }
}

/** Enough for a first record or a header row. */
const headBytes = 1 << 16

function formOf(head: Buffer): Form {
  if (head.length === 0) return 'empty'
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  // Excel's "Unicode text" is a table in UTF-16.
  if (isUtf16) return 'table'
  const text = head.toString('latin1', 0, head.length).replace(/^\xef\xbb\xbf/, '')
  const start = text.trimStart()
  if (start === '') return 'empty'
  if (start[0] === '<') return 'xml'
  const packed = packedForms.find(([mark]) => head.subarray(0, mark.length).equals(Buffer.from(mark, 'latin1')))
  if (packed) return { unknown: packed[1] }
  const isMarc = head.includes(0x1d) || head.includes(0x1e)
  if (!isMarc && ['\x1b$B', '\x1b$@'].some(mark => text.includes(mark))) return { unknown: jis }
  if (/^\{\s*[\r\n]+\s*"/.test(start)) return { unknown: prettyPrinted }
  if (start[0] === '{') return 'json'
  if (isMarc) return 'iso2709'
  if (start[0] === '[') return { unknown: jsonArray }
  if (text.includes('\r') && !text.includes('\n')) return { unknown: returnsAlone }
  const firstLine = /^[^\r\n]*/.exec(start)?.[0] ?? ''
  if (/[\t,]/.test(firstLine)) return 'table'
  if (/^\d{5}[a-z ]{3}/.test(start)) return 'iso2709'
  return { unknown: 'This is neither MARC 21, MARCXML, JSON lines nor a table with a header row.' }
}

const jsonArray =
  'This is a JSON array (as openBD answers); one JSON object a line is wanted. `jq -c ".[]" FILE` makes it so.'
const prettyPrinted =
  'This JSON object goes over several lines; one JSON object a line is wanted. `jq -c . FILE` makes it so.'
const jis = 'This is ISO-2022-JP (JIS); UTF-8 is wanted. `iconv -f ISO-2022-JP -t UTF-8 FILE` makes it so.'
const returnsAlone =
  'The lines of this file end with a carriage return alone, as on old Macintoshes; save it with line feeds, as CSV UTF-8 for example.'

/** How files begin that are no text, nor MARC. */
const packedForms: readonly (readonly [mark: string, says: string])[] = [
  ['PK\x03\x04', 'This is a spreadsheet (.xlsx) or another ZIP file; save the sheet as CSV UTF-8, or unpack it first.'],
  ['\xd0\xcf\x11\xe0', 'This is a spreadsheet in the old form (.xls); save the sheet as CSV UTF-8.'],
  ['BZh', 'This is packed with bzip2; only gzip is unpacked. Unpack it first.'],
  ['\xfd7zXZ', 'This is packed with xz; only gzip is unpacked. Unpack it first.'],
  ['\x28\xb5\x2f\xfd', 'This is packed with zstd; only gzip is unpacked. Unpack it first.'],
  ['SQLite format 3', 'This is a database (SQLite); export its table as CSV UTF-8.'],
  ['%PDF', 'This is a PDF; MARC 21, MARCXML, JSON lines or a table with a header row is wanted.'],
]
