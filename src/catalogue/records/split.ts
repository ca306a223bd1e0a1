import { recordEnd } from './marc/iso2709.ts'

/** The bytes of one record or line, or what is wrong with how it lies in the file. */
export type Piece = { bytes: Buffer } | { error: string; ofFile?: true }

/**
 * A record or line longer than this is passed over: memory stays bounded whatever a file claims. MARC 21 itself ends at
 * 99,999 bytes.
 */
const pieceBytesMax = 2 << 20

/**
 * Cuts a stream after each byte `end`. The last piece may lack it.
 */
export async function* cutAfter(chunks: AsyncIterable<Buffer>, end: number): AsyncGenerator<Piece & { isLast?: true }> {
  let held: Buffer[] = []
  let length = 0
  let isTooLong = false
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      const part = chunk.subarray(from, at + 1)
      from = at + 1
      if (isTooLong || length + part.length > pieceBytesMax) yield { error: tooLong }
      else yield { bytes: held.length === 0 ? part : Buffer.concat([...held, part]) }
      held = []
      length = 0
      isTooLong = false
    }
    if (from === chunk.length || isTooLong) continue
    held.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > pieceBytesMax) {
      isTooLong = true
      held = []
    }
  }
  if (isTooLong) yield { error: tooLong }
  else if (length > 0) yield { bytes: Buffer.concat(held), isLast: true }
}

const tooLong = `It is longer than ${pieceBytesMax / 1024 / 1024} MB and was passed over.`

/**
 * Cuts a stream of ISO 2709 into records by their terminators. Lengths in leaders are believed only where they explain
 * what lies there: a terminator inside a field, or two records glued together because the terminator between them is
 * lost.
 */
export async function* cutIso2709(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let open: Buffer[] = []
  let openLength = 0
  for await (const piece of cutAfter(chunks, recordEnd)) {
    if ('error' in piece) {
      yield* apart(open)
      open = []
      yield piece
      continue
    }
    const bytes = open.length > 0 && !startsLikeRecord(piece.bytes) ? piece.bytes : withoutSpace(piece.bytes)
    if (open.length > 0 && startsLikeRecord(bytes)) {
      yield* apart(open)
      open = []
    }
    if (bytes.length === 0) continue
    if (piece.isLast) {
      yield* apart(open)
      yield { error: 'The file ends in the middle of this record.', ofFile: true }
      return
    }
    openLength = open.length === 0 ? bytes.length : openLength + bytes.length
    open.push(bytes)
    const claimed = claimedLength(open[0]!)
    // A terminator inside a field: the leader claims more, and what follows will not begin like a record.
    if (claimed > openLength) continue
    if (claimed === openLength) yield { bytes: open.length === 1 ? bytes : Buffer.concat(open) }
    else yield* apart(open)
    open = []
  }
  yield* apart(open)
}

function* apart(pieces: Buffer[]): Generator<Piece> {
  for (const bytes of pieces) yield* unglued(bytes)
}

function* unglued(bytes: Buffer): Generator<Piece> {
  let rest = bytes
  for (;;) {
    const length = claimedLength(rest)
    const cut = [length, length - 1].find(at => at > 26 && at < rest.length - 26 && startsLikeRecord(rest.subarray(at)))
    if (cut === undefined) break
    yield { bytes: rest.subarray(0, cut) }
    rest = withoutSpace(rest.subarray(cut))
  }
  yield { bytes: rest }
}

/** Between records some systems put line ends or an end-of-file mark. */
function withoutSpace(bytes: Buffer): Buffer {
  let from = 0
  while (from < bytes.length && isBetween(bytes[from]!)) from++
  return bytes.subarray(from)
}

const isBetween = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x1a || byte === 0

const startsLikeRecord = (bytes: Buffer) => /^\d{5}[a-z][a-z ]/.test(withoutSpace(bytes).toString('latin1', 0, 7))

const claimedLength = (bytes: Buffer) => {
  const claimed = bytes.toString('latin1', 0, 5)
  return /^\d{5}$/.test(claimed) ? Number(claimed) : 0
}
