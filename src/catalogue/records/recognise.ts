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
  if (start[0] === '{') return 'json'
  if (head.includes(0x1d) || head.includes(0x1e)) return 'iso2709'
  if (start[0] === '[') return { unknown: 'This is a JSON array; one JSON object a line is read.' }
  const firstLine = /^[^\r\n]*/.exec(start)?.[0] ?? ''
  if (/[\t,]/.test(firstLine)) return 'table'
  if (/^\d{5}[a-z ]{3}/.test(start)) return 'iso2709'
  return { unknown: 'This is neither MARC 21, MARCXML, JSON lines nor a table with a header row.' }
}
