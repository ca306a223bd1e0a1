import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import iconv from 'iconv-lite'

/** A row of an earlier system that is not right, and what a moving has to say of it. */
export type Expected = { file: string; line: number; column: string; is: string }

export type Cells = Readonly<Record<string, string>>
/** How an earlier system writes a column of ours: its own names, and its own way of writing. */
export type Written = { head: string; of(row: Cells): string; bytes?: number }

/** One file of an earlier system, row by row; it knows its lines. */
export class Table {
  private readonly handle: number
  private pieces: Buffer[] = []
  private size = 0
  private line = 0
  readonly file: string
  private readonly columns: readonly Written[]
  private readonly form: { encoding: 'utf-8' | 'cp932'; fixed: boolean; expected: Expected[] }

  constructor(
    folder: string,
    file: string,
    columns: readonly Written[],
    form: { encoding: 'utf-8' | 'cp932'; fixed: boolean; expected: Expected[] },
  ) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    this.file = file
    this.columns = columns
    this.form = form
    this.handle = openSync(join(folder, file), 'w')
    if (!form.fixed) this.put(columns.map(({ head }) => head))
  }

  row(row: Cells): void {
    this.put(this.columns.map(column => column.of(row)))
  }

  /** A row that is told. @param change what is done to its cells before they are written */
  damaged(
    row: Cells,
    told: { column: string; is: string },
    change: (cells: string[]) => string[] = cells => cells,
  ): void {
    this.put(change(this.columns.map(column => column.of(row))))
    this.form.expected.push({ file: this.file, line: this.line, ...told })
  }

  /** Bytes as they are. */
  bytes(bytes: Buffer, told: { column: string; is: string }): void {
    this.line++
    this.push(Buffer.concat([bytes, Buffer.from('\r\n')]))
    this.form.expected.push({ file: this.file, line: this.line, ...told })
  }

  close(): void {
    this.flush()
    closeSync(this.handle)
  }

  private put(cells: readonly string[]): void {
    this.line++
    const { encoding, fixed } = this.form
    const text = fixed
      ? Buffer.concat(cells.map((cell, nth) => padded(encoded(cell, encoding), this.columns[nth]!.bytes!)))
      : encoded(cells.map(quoted).join(','), encoding)
    this.push(Buffer.concat([text, Buffer.from('\r\n')]))
  }

  private push(bytes: Buffer): void {
    this.pieces.push(bytes)
    this.size += bytes.length
    if (this.size > 1 << 20) this.flush()
  }

  private flush(): void {
    writeSync(this.handle, Buffer.concat(this.pieces))
    this.pieces = []
    this.size = 0
  }
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** 外字 stand in a text as U+E000 and up. CP932 has no 𠮷: it is the first of them. */
function encoded(text: string, encoding: 'utf-8' | 'cp932'): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  return Buffer.concat(
    text
      .replaceAll('𠮷', '\ue000')
      .split(/([\ue000-\ue03e])/)
      .map(part =>
        /^[\ue000-\ue03e]$/.test(part)
          ? Buffer.from([0xf0, 0x40 + part.charCodeAt(0) - 0xe000])
          : iconv.encode(part, 'cp932'),
      ),
  )
}

function padded(bytes: Buffer, length: number): Buffer {
  if (bytes.length > length) throw new Error(`${bytes} is longer than ${length} bytes`)
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0x20)])
}
