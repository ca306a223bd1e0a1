import { askOutside } from '#std/ask-outside.ts'
import type { SourceFailure } from './rules/answer.ts'

/** So long somebody at a desk waits for all sources together. */
const waitMs = 5_000
/** Four records are far smaller; what is larger is something else. */
const bytesMax = 1 << 20

export type Fetched = { is: 'body'; bytes: Buffer } | { is: 'failed'; why: SourceFailure; said: string }

/** What a source says; every way in which it may fail to has a name. */
export async function fetchAnswer(address: string, { timeoutMs = waitMs } = {}): Promise<Fetched> {
  const headers = { accept: 'application/xml, text/xml, application/json', 'user-agent': 'Kago' }
  const said = await askOutside(address, { headers, timeoutMs, bytesMax })
  switch (said.is) {
    case 'answer': {
      if (said.ok) return { is: 'body', bytes: said.bytes }
      const to = said.location === null ? '' : ` → ${said.location.slice(0, 200)}`
      return { is: 'failed', why: 'refused', said: `HTTP ${said.status}${to}` }
    }
    case 'tooLarge':
    case 'slow':
      return { is: 'failed', why: said.is, said: '' }
    case 'dead':
      return { is: 'failed', why: 'dead', said: said.said }
    default:
      return said satisfies never
  }
}
