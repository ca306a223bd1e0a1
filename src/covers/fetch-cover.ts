import { isPicture } from './rules/cover-source.ts'

/** What a source said: a picture, that it has none, or nothing that could be used. */
export type Fetched = { is: 'picture'; bytes: Buffer } | { is: 'none' } | { is: 'trouble'; error: string }

/** The largest file that is read to its end. */
const bytesMax = 3_000_000

/**
 * Asks a source for one cover. It says who asks and nothing of anybody who reads; it follows no redirection, reads no
 * more than a cover can have, and gives up after `limitMs`, also in the middle of an answer.
 */
export async function fetchCover(address: string, limitMs: number): Promise<Fetched> {
  try {
    const answer = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
      headers: { accept: 'image/jpeg,image/png,image/webp', 'user-agent': 'Kago (library catalogue)' },
    })
    if (answer.status === 404 || answer.status === 410 || answer.status === 204) {
      await answer.body?.cancel()
      return { is: 'none' }
    }
    if (answer.status !== 200 || answer.body === null) {
      await answer.body?.cancel()
      return { is: 'trouble', error: `answered ${answer.status}` }
    }
    const bytes = await readUpTo(answer.body, bytesMax)
    if (bytes === null) return { is: 'trouble', error: `more than ${bytesMax} bytes` }
    return isPicture(bytes) ? { is: 'picture', bytes } : { is: 'none' }
  } catch (error) {
    const { message, cause } = error as Error
    return { is: 'trouble', error: cause instanceof Error ? `${message}: ${cause.message}` : message }
  }
}

/** @returns null when there is more; the rest is not read */
async function readUpTo(body: ReadableStream<Uint8Array>, max: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > max) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
