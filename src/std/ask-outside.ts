/** What an address of somebody else's said. */
export type Outside =
  | { is: 'answer'; status: number; ok: boolean; location: string | null; bytes: Buffer }
  | { is: 'tooLarge' }
  | { is: 'slow' }
  | { is: 'dead'; said: string }

type Asked = {
  method?: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string
  /** Given up after so long, also in the middle of an answer. */
  timeoutMs: number
  /** The longest answer that is read; null: its status alone is of interest. */
  bytesMax: number | null
}

/**
 * Asks an address that an administrator has set, and reads what it says, whatever that is: late, endless, broken off or
 * nothing. No redirect is followed: where an answer sends us is decided by whoever answers, and may be an address that
 * only we can reach. This is the one place from which the service asks anybody by HTTP (DECISIONS/0050).
 */
export async function askOutside(
  address: string,
  { method = 'GET', headers, body, timeoutMs, bytesMax }: Asked,
): Promise<Outside> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await fetch(address, {
      ...{ method, redirect: 'manual', headers, signal },
      ...(body === undefined ? {} : { body }),
    })
    const { status, ok } = answer
    const said = { is: 'answer', status, ok, location: answer.headers.get('location') } as const
    if (!ok || bytesMax === null) {
      await answer.body?.cancel()
      return { ...said, bytes: Buffer.alloc(0) }
    }
    const bytes = await readUpTo(answer.body, bytesMax)
    return bytes === null ? { is: 'tooLarge' } : { ...said, bytes }
  } catch (error) {
    if (signal.aborted) return { is: 'slow' }
    const { message, cause } = error as Error & { cause?: { code?: string } }
    return { is: 'dead', said: cause?.code ?? message }
  }
}

/** @returns null when there is more; leaving the loop ends the connection */
async function readUpTo(body: ReadableStream<Uint8Array> | null, max: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    if (length > max) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
