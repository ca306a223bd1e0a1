import { openCopy } from '#database/copy.ts'
import { writeBackupFile } from './backup-file.ts'
import { copyOutStatement, describe } from './store.ts'

/** Rows written or read so far, of all. */
export type OnProgress = (rows: number, all: number) => void

/**
 * Writes the whole library into one file: one moment of it (a snapshot), while the service goes on. Secrets that are
 * kept outside of the database are not in it.
 * @param options.toKey a public key: the file is for its owner alone
 * @returns how many rows it holds and how long the file is
 */
export async function backUp(
  databaseUrl: string,
  file: string,
  at: Temporal.Instant,
  options: { onProgress?: OnProgress; toKey?: string | null } = {},
): Promise<{ rows: number; bytes: number }> {
  const copy = await openCopy(databaseUrl)
  try {
    await copy.query('begin isolation level repeatable read read only')
    const manifest = await describe(copy, at)
    const all = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    let rows = 0
    async function* pieces() {
      yield Buffer.from(`${JSON.stringify(manifest)}\n`)
      for (const table of manifest.tables) {
        for await (const piece of copy.copyOut(copyOutStatement(table)) as AsyncIterable<Buffer>) {
          yield Buffer.from(`${piece.length}\n`)
          yield piece
          rows += countLines(piece)
          options.onProgress?.(rows, all)
        }
        yield Buffer.from('0\n')
      }
    }
    const bytes = await writeBackupFile(file, pieces(), options.toKey ?? null)
    return { rows, bytes }
  } finally {
    await copy.close()
  }
}

/** COPY writes a row a line; a line break inside of a value is written as \n. */
export function countLines(piece: Buffer): number {
  let lines = 0
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++
  return lines
}
