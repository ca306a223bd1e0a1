import { createReadStream, existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { cellsOfLine } from '#catalogue/records/cells.ts'
import {
  codeOfOwnCharacter,
  decoderOf,
  encodingOfTable,
  type TableEncoding,
} from '#catalogue/records/character-sets.ts'
import { linesOf } from '#catalogue/records/lines.ts'
import { cutAfter } from '#catalogue/records/split.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { checkDigitOf, hasCheckDigit } from '#circulation/rules/code-form.ts'
import { type Form, type FormName, forms } from '../rules/forms.ts'
import type { Want } from '../rules/want.ts'
import { type CellSource, type FileMapping, type Mapping, namedBy } from './mapping.ts'

/**
 * A row under the names of our columns. `isWhole` is false where something in it could not be read: that was told
 * already.
 */
export type TableRow = { line: number; row: Record<string, string>; isWhole: boolean }
export type Tell = (line: number, column: string, value: string, want: Want) => void

export const fileOf = (name: FormName, mapping: Mapping | null): string => mapping?.files[name]?.file ?? `${name}.csv`

/**
 * Reads a table of the folder row by row; a file that is not there has none. A column that is not there, or that
 * nobody uses, is told, and so is each row that has another number of cells than the header, or characters that
 * cannot be read.
 */
export async function* openTable(
  folder: string,
  name: FormName,
  mapping: Mapping | null,
  tell: Tell,
): AsyncGenerator<TableRow> {
  const mapped = mapping?.files[name]
  if (mapping && !mapped) return
  const file = fileOf(name, mapping)
  const path = join(folder, file)
  if (!existsSync(path)) {
    if (mapped) tell(0, '', file, { is: 'file' })
    return
  }
  const encoding = mapped?.encoding ?? encodingOfTable(await firstBytes(path))
  const lines = mapped?.fixed ? fixedCells(path, mapped, encoding, tell) : quotedCells(path, mapped, encoding, tell)
  let take: Taking | null = null
  for await (const { line, cells } of lines) {
    if (take === null) {
      take = taking(forms[name], mapped ?? null, mapping, cells ?? [], encoding, tell)
      continue
    }
    if (cells === null) yield { line, row: {}, isWhole: false }
    else yield take(line, cells)
  }
}

type Taking = (line: number, cells: readonly string[]) => TableRow
/** Null: the line cannot be read, and that was told. The first one names the columns. */
type Cells = AsyncGenerator<{ line: number; cells: string[] | null }>

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 19))
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function* quotedCells(path: string, mapped: FileMapping | undefined, encoding: TableEncoding, tell: Tell): Cells {
  const read = (text: string) => cellsOfLine(text, mapped?.separator ?? ',', true)
  let columns = 0
  for await (const one of linesOf(createReadStream(path, { highWaterMark: 1 << 18 }), decoderOf(encoding))) {
    if ('error' in one) {
      tell(one.number, '', '', { is: 'readable', encoding })
      yield { line: one.number, cells: null }
      continue
    }
    if (one.text.trim() === '') continue
    const cells = read(one.text)
    if (columns === 0) columns = cells?.length ?? 0
    if (cells?.length === columns) {
      yield { line: one.number, cells }
      continue
    }
    // A quotation mark that nobody closed has swallowed rows: each line is looked at by itself.
    for (const [nth, text] of one.text.split(/\r?\n/).entries()) {
      const line = one.number + nth
      const alone = text === one.text ? cells : read(text)
      if (alone === null) tell(line, '', text.slice(0, 80), { is: 'closedQuote' })
      else if (alone.length !== columns)
        tell(line, '', text.slice(0, 80), { is: 'cells', wanted: columns, found: alone.length })
      yield { line, cells: alone?.length === columns ? alone : null }
    }
  }
}

/** 固定長: cut by bytes, each part decoded by itself. A line that is too short is told. */
async function* fixedCells(path: string, mapped: FileMapping, encoding: TableEncoding, tell: Tell): Cells {
  const fields = Object.entries(mapped.fixed!)
  const wanted = Math.max(...fields.map(([, [from, length]]) => from - 1 + length))
  const decode = decoderOf(encoding)
  yield { line: 0, cells: fields.map(([field]) => field) }
  let line = 0
  for await (const piece of cutAfter(createReadStream(path, { highWaterMark: 1 << 18 }), 0x0a)) {
    line++
    const bytes = 'error' in piece ? Buffer.alloc(0) : withoutEnd(piece.bytes)
    if (bytes.length === 0 && !('error' in piece)) continue
    if (bytes.length < wanted) {
      tell(line, '', decode(bytes)?.slice(0, 80) ?? '', { is: 'bytes', wanted, found: bytes.length })
      yield { line, cells: null }
      continue
    }
    const cells = fields.map(([field, [from, length]]) => {
      const text = decode(bytes.subarray(from - 1, from - 1 + length))
      if (text === null) tell(line, field, '', { is: 'readable', encoding })
      return text?.trim() ?? null
    })
    yield { line, cells: cells.includes(null) ? null : (cells as string[]) }
  }
}

/** Without the end of the line, and the mark with which some systems end a file. */
function withoutEnd(bytes: Buffer): Buffer {
  let to = bytes.length
  while (to > 0 && [0x0a, 0x0d, 0x1a].includes(bytes[to - 1]!)) to--
  return bytes.subarray(0, to)
}

/** How a row of this file becomes one of ours: judged once from the names of its columns. */
function taking(
  form: Form,
  mapped: FileMapping | null,
  mapping: Mapping | null,
  names: readonly string[],
  encoding: TableEncoding,
  tell: Tell,
): Taking {
  const columns: Record<string, CellSource> =
    mapped?.columns ?? Object.fromEntries(Object.keys(form).flatMap(one => (names.includes(one) ? [[one, one]] : [])))
  const used = new Set([...(mapped?.unused ?? []), ...Object.values(columns).flatMap(namedBy)])
  for (const one of Object.keys(columns))
    if (!(one in form)) tell(1, one, one, { is: 'columnOfForm', names: Object.keys(form) })
  for (const one of new Set(Object.values(columns).flatMap(namedBy)))
    if (!names.includes(one)) tell(1, one, '', { is: 'columnOfFile', names })
  for (const one of names) if (!used.has(one)) tell(1, one, one, { is: 'used' })
  const place = new Map(names.map((one, nth) => [one, nth]))
  const entries = Object.entries(columns)
  // Our own tables are taken letter by letter.
  const isForeign = mapping !== null || encoding !== 'utf-8'
  return (line, cells) => {
    const at = (one: string) => cells[place.get(one) ?? -1] ?? ''
    const row: Record<string, string> = {}
    let isWhole = true
    const wrong = (column: string, value: string, want: Want) => {
      tell(line, column, value, want)
      isWhole = false
    }
    for (const [column, from] of entries) {
      const { value, want } = take(from, at)
      if (want) wrong(column, value, want)
      // PostgreSQL keeps no such character.
      if (value.includes('\0')) wrong(column, value.replaceAll('\0', '\ufffd'), { is: 'readable', encoding })
      row[column] = isForeign
        ? legible(value, mapping?.gaiji ?? {}, code => wrong(column, value, { is: 'ownCharacter', code }))
        : value
    }
    return { line, row, isWhole }
  }
}

/** What a cell of ours says; with `want`, what stands in the file, and what would be right. */
function take(from: CellSource, at: (column: string) => string): { value: string; want?: Want } {
  if (typeof from === 'string') return { value: at(from) }
  if ('always' in from) return { value: from.always }
  if ('join' in from) return { value: from.join.map(at).filter(Boolean).join(from.with) }
  const value = at(from.from)
  if (from.codes) {
    const known = from.codes[value]
    return known === undefined ? { value, want: { is: 'code' } } : { value: known }
  }
  if (value === '') return { value }
  const { zeros = 0, nw7, checkDigit, addCheckDigit } = from
  const number = (nw7 ? readBarcode(value) : value).padStart(zeros, '0')
  if (addCheckDigit && /^\d+$/.test(number)) return { value: `${number}${checkDigitOf(addCheckDigit, number)}` }
  const wanted = addCheckDigit ?? checkDigit
  return wanted && !hasCheckDigit(wanted, number)
    ? { value, want: { is: 'checkDigit', by: wanted } }
    : { value: number }
}

/** Half-width kana become full-width ones, 外字 what the table says. */
function legible(value: string, gaiji: Readonly<Record<string, string>>, unknown: (code: string) => void): string {
  if (!/[\uff61-\uff9f\ue000-\uf8ff]/.test(value)) return value
  return value
    .replace(/[\uff61-\uff9f]+/g, kana => kana.normalize('NFKC'))
    .replace(/[\ue000-\uf8ff]/g, character => {
      const code = codeOfOwnCharacter(character)
      if (gaiji[code] === undefined) unknown(code)
      return gaiji[code] ?? character
    })
}
