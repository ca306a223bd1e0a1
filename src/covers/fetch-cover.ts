import { askOutside } from '#std/ask-outside.ts'
import { whatCame } from './rules/cover-source.ts'

/** What a source said: a picture, that it has none, or nothing that could be used. */
export type Fetched = { is: 'picture'; bytes: Buffer } | { is: 'none' } | { is: 'trouble'; error: string }

/** The largest file that is read to its end. */
const bytesMax = 3_000_000

/** Asks a source for one cover. It says who asks and nothing of anybody who reads. */
export async function fetchCover(address: string, limitMs: number): Promise<Fetched> {
  const headers = { accept: 'image/jpeg,image/png,image/webp', 'user-agent': 'Kago (library catalogue)' }
  const said = await askOutside(address, { headers, timeoutMs: limitMs, bytesMax })
  switch (said.is) {
    case 'answer':
      if ([404, 410, 204].includes(said.status)) return { is: 'none' }
      if (said.status !== 200) return { is: 'trouble', error: `answered ${said.status}` }
      return read(said.bytes)
    case 'tooLarge':
      return { is: 'trouble', error: `more than ${bytesMax} bytes` }
    case 'slow':
      return { is: 'trouble', error: 'slow' }
    case 'dead':
      return { is: 'trouble', error: said.said }
    default:
      return said satisfies never
  }
}

function read(bytes: Buffer): Fetched {
  const came = whatCame(bytes)
  switch (came) {
    case 'picture':
      return { is: 'picture', bytes }
    case 'placeholder':
      return { is: 'none' }
    case 'somethingElse':
      return { is: 'trouble', error: 'answered with something that is no picture' }
    default:
      return came satisfies never
  }
}
