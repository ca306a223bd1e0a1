import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Bytes of an import: a file, a stream of a request, what a test made. */
export type Source = AsyncIterable<Buffer> | Iterable<Buffer>

/** What is thrown where a packed file is larger than its reader wants to unpack. */
export class UnpacksTooLarge extends Error {}

/**
 * Opens a file by its path, or takes a stream as it is; what is packed with gzip is unpacked on the way, whatever its
 * name.
 * @throws UnpacksTooLarge behind `unpackedMax` bytes, when that is given: a small file can unpack to a disk full
 */
export async function* openSource(
  source: string | Source,
  onBytes: (bytes: number) => void = () => {},
  unpackedMax: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  const chunks = chunksOf(
    typeof source === 'string' ? createReadStream(source, { highWaterMark: 1 << 18 }) : source,
    onBytes,
  )
  const first = await chunks.next()
  if (first.done) return
  const all = startingWith(first.value, chunks)
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) yield* all
  else yield* upTo(unpackedMax, unpacked(all))
}

async function* upTo(max: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > max) throw new UnpacksTooLarge(`more than ${max} bytes`)
    yield chunk
  }
}

/** At least two bytes in the first chunk, so that gzip is known by its mark. */
async function* chunksOf(source: Source, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  let held: Buffer | null = null
  for await (const chunk of source) {
    const bytes: Buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    onBytes(bytes.length)
    held = held ? Buffer.concat([held, bytes]) : bytes
    if (held.length < 2) continue
    yield held
    held = null
  }
  if (held) yield held
}

export async function* startingWith(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

/** True for what the loop throws when a gzip archive is cut off or damaged. */
export const isBrokenArchive = (error: unknown): boolean => /^Z_/.test((error as { code?: string }).code ?? '')

/** A broken archive destroys the stream, and the loop over it throws. */
const unpacked = (packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
  pipeline(Readable.from(packed, { objectMode: false }), createGunzip({ chunkSize: 1 << 18 }), () => {})
