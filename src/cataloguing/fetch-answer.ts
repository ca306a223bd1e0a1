import type { SourceFailure } from './rules/answer.ts'

/** So long somebody at a desk waits for all sources together. */
const waitMs = 5_000
/** Four records are far smaller; what is larger is something else. */
const bytesMax = 1 << 20

export type Fetched = { is: 'body'; bytes: Buffer } | { is: 'failed'; why: SourceFailure; said: string }

/**
 * Asks an address of somebody else's and reads what it says, whatever that is: late, endless, broken off or nothing. No
 * address that it points to is followed.
 */
export async function fetchAnswer(address: string, { timeoutMs = waitMs } = {}): Promise<Fetched> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { accept: 'application/xml, text/xml, application/json', 'user-agent': 'Kago' },
      signal,
    })
    if (!answer.ok) {
      await answer.body?.cancel()
      const to = answer.headers.get('location')
      return { is: 'failed', why: 'refused', said: `HTTP ${answer.status}${to ? ` → ${to.slice(0, 200)}` : ''}` }
    }
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength
      // Leaving the loop ends the connection.
      if (bytes > bytesMax) return { is: 'failed', why: 'tooLarge', said: '' }
      chunks.push(chunk)
    }
    return { is: 'body', bytes: Buffer.concat(chunks) }
  } catch (error) {
    if (signal.aborted) return { is: 'failed', why: 'slow', said: '' }
    const { message, cause } = error as Error & { cause?: { code?: string } }
    return { is: 'failed', why: 'dead', said: cause?.code ?? message }
  }
}
