import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { encryptingTo } from './encryption.ts'

// The file is one zstd stream, then a frame that zstd itself skips, with the SHA-256 of all bytes before it. In the
// stream: a line of JSON (the manifest), then table by table the rows as PostgreSQL's COPY writes them, in pieces, each
// after a line with its length; a line with 0 ends the table.

const frameMagic = Buffer.from([0x50, 0x2a, 0x4d, 0x18])
const mark = Buffer.from('KAGOSUM1')
const trailerLength = frameMagic.length + 4 + mark.length + 32

/**
 * Writes a backup file: complete under its name, or not there at all.
 * @param pieces everything that the stream holds, in order
 * @param toKey a public key: the file is for its owner alone
 * @returns how long the file is
 */
export async function writeBackupFile(
  file: string,
  pieces: AsyncIterable<Buffer>,
  toKey: string | null = null,
): Promise<number> {
  const unfinished = `${file}.part`
  const target = createWriteStream(unfinished, { mode: 0o600, flush: true })
  try {
    if (toKey === null) await pipeline(pieces, createZstdCompress(), sealing(), target)
    else await pipeline(pieces, createZstdCompress(), sealing(), encryptingTo(toKey), target)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  await rename(unfinished, file)
  return (await stat(file)).size
}

/** Lets the stream through and puts its checksum after it. */
function sealing(): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk, _encoding, callback) {
      hash.update(chunk)
      callback(null, chunk)
    },
    flush(callback) {
      const digest = hash.digest()
      const length = Buffer.alloc(4)
      length.writeUInt32LE(mark.length + digest.length)
      callback(null, Buffer.concat([frameMagic, length, mark, digest]))
    },
  })
}

/** True when the file is a backup and every byte of it is as it was written. */
export async function isIntact(file: string): Promise<boolean> {
  const { size } = await stat(file)
  if (size <= trailerLength) return false
  const handle = await open(file, 'r')
  try {
    const trailer = Buffer.alloc(trailerLength)
    await handle.read(trailer, 0, trailerLength, size - trailerLength)
    if (!trailer.subarray(8, 8 + mark.length).equals(mark)) return false
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(file, { end: size - trailerLength - 1 })) hash.update(chunk as Buffer)
    return hash.digest().equals(trailer.subarray(-32))
  } finally {
    await handle.close()
  }
}

/** What is read of a backup file, in the order in which it was written. */
export type BackupReader = {
  /** The next line, without its end. */
  line(): Promise<string>
  /** The pieces of the next table. */
  pieces(): AsyncGenerator<Buffer>
  close(): void
}

/** Opens a file that was seen to be intact. */
export async function readBackupFile(file: string): Promise<BackupReader> {
  const { size } = await stat(file)
  const stream: Readable = createReadStream(file, { end: size - trailerLength - 1 }).pipe(createZstdDecompress())
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let rest: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const { value, done } = await chunks.next()
    if (done) throw new Error('The backup ends before its end.')
    rest = rest.length === 0 ? value : Buffer.concat([rest, value])
  }
  async function take(length: number): Promise<Buffer> {
    while (rest.length < length) await more()
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }
  async function line(): Promise<string> {
    let end = rest.indexOf(10)
    while (end < 0) {
      await more()
      end = rest.indexOf(10)
    }
    return (await take(end + 1)).subarray(0, -1).toString('utf8')
  }
  return {
    line,
    async *pieces() {
      for (;;) {
        const length = Number(await line())
        if (length === 0) return
        yield await take(length)
      }
    },
    close: () => void stream.destroy(),
  }
}
