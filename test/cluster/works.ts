import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from '../fuzz/chance.ts'
import type { Deed, History } from './history.ts'
import type { Town } from './town.ts'
import type { Answer, Field, Visitor } from './visitor.ts'

/** So long somebody tries again what is not answered, before they go home without knowing. */
const patienceMs = 60_000

export type Work = (visitor: Visitor, chance: Chance) => Promise<void>

const isPage = (words: string) => (answer: Answer) => answer.status === 200 && answer.text.includes(words)
const isSentOn = ({ status }: Answer) => status === 303
/** Yes, or no with the reason: both are answers. */
const isJudged = ({ status }: Answer) => status === 303 || status === 409 || status === 422

/** By a word that all have, of which a page is shown, or by a title, which is opened at once. */
export const search =
  (town: Town): Work =>
  async (visitor, chance) => {
    const nth = 1 + chance.upTo(town.bibs)
    const [query, isRight] = chance.percent(50)
      ? ([`題名&page=${1 + chance.upTo(20)}`, isPage('題名')] as const)
      : ([`題名${nth}`, ({ location }: Answer) => location?.startsWith(`/bib/${nth}`) === true] as const)
    await visitor.get(`/search?q=${encodeURI(query)}`, isRight)
  }

export const record =
  (town: Town): Work =>
  async (visitor, chance) => {
    const nth = 1 + chance.upTo(town.bibs)
    await visitor.get(`/bib/${nth}`, isPage(`題名${nth}`))
  }

/** M23–M25 with its confirmation by mail. Sent again it is the same order. */
export const orderAtHome =
  (town: Town, history: History, patronId: number): Work =>
  async (visitor, chance) => {
    const bibId = 1 + chance.upTo(town.wanted)
    const pickup = `b${patronId % 8}`
    const wish: Field[] = [
      ['kind', 'ordinary'],
      ['bib', `${bibId}`],
      ['pickup', pickup],
      ['contact', 'mail'],
      ['mail', 'on'],
    ]
    await untilAnswered(history, () => visitor.get(`/bib/${bibId}`, isPage(`題名${bibId}`)))
    const added = await untilAnswered(history, () => visitor.post('/basket', [['bib', `${bibId}`]], isJudged))
    if (added.status !== 303) return
    const query = new URLSearchParams(wish.map(([name, value]) => [name, value]))
    const review = await untilAnswered(history, () =>
      visitor.get(`/my/orders/new?${query}`, answer => answer.status === 200),
    )
    const id = fieldOf(review, 'id')
    if (id === null) return
    const begun = history.now()
    const placed = await untilAnswered(history, () => visitor.post('/my/orders', [['id', id], ...wish], isJudged))
    const told = placed.status === 303 ? 'done' : placed.status === 409 ? 'refused' : 'nothing'
    const channel = 'web' as const
    write(history, { is: 'order', id, patronId, bibId, channel, withMail: true, told, begun, until: history.now() })
    if (told === 'done' && placed.location)
      await untilAnswered(history, () => visitor.get(placed.location!, answer => answer.status === 200))
  }

/** M29: the counter reserves, and comes into the queue at once. */
export const orderAtDesk =
  (town: Town, history: History, patronId: number): Work =>
  async (visitor, chance) => {
    const bibId = 1 + chance.upTo(town.wanted)
    const path = `/counter/patrons/${patronId}/holds/new`
    const page = await untilAnswered(history, () => visitor.get(`${path}?bib=${bibId}`, ({ status }) => status === 200))
    const id = fieldOf(page, 'order')
    if (id === null) return
    const fields: Field[] = [
      ['order', id],
      ['bib', `${bibId}`],
      ['kind', 'ordinary'],
      ['pickup', `b${patronId % 8}`],
      ['contact', 'self'],
    ]
    const begun = history.now()
    const placed = await untilAnswered(history, () => visitor.post(path, fields, isJudged))
    const told = placed.status === 303 ? 'done' : placed.status === 422 ? 'refused' : 'nothing'
    const until = history.now()
    write(history, { is: 'order', id, patronId, bibId, channel: 'counter', withMail: false, told, begun, until })
  }

export const lend =
  (town: Town, history: History, branch: number): Work =>
  async (visitor, chance) => {
    const barcode = town.onShelf[branch]!.shift()
    if (!barcode) return
    const patronId = 1 + chance.upTo(town.patrons)
    const path = `/counter/check-out/${patronId}`
    const page = await untilAnswered(history, () => visitor.get(path, ({ status }) => status === 200))
    const begun = history.now()
    const scanned = await scan(visitor, history, { page, path, barcode })
    const told = scanned === 'done' ? 'done' : scanned === null ? 'nothing' : 'refused'
    write(history, { is: 'loan', barcode, patronId, told, begun, until: history.now() })
    if (told === 'done') town.onLoan[branch]!.push(barcode)
    else if (told === 'refused') town.onShelf[branch]!.push(barcode)
  }

export const takeBack =
  (town: Town, history: History, branch: number): Work =>
  async visitor => {
    const barcode = town.onLoan[branch]!.shift()
    if (!barcode) return
    const path = '/counter/check-in'
    const page = await untilAnswered(history, () => visitor.get(path, ({ status }) => status === 200))
    const begun = history.now()
    const scanned = await scan(visitor, history, { page, path, barcode })
    const told = scanned === null ? 'nothing' : scanned === 'ask' ? 'refused' : 'done'
    write(history, { is: 'return', barcode, told, begun, until: history.now() })
    if (scanned === 'shelve') town.onShelf[branch]!.push(barcode)
  }

/** Sends a code under the id that its page gave, and reads what the column says of it. */
async function scan(
  visitor: Visitor,
  history: History,
  { page, path, barcode }: { page: Answer; path: string; barcode: string },
): Promise<string | null> {
  const sent = fieldOf(page, 'sent')
  if (sent === null) return null
  const fields: Field[] = [
    ['barcode', barcode],
    ['sent', sent],
  ]
  const answer = await untilAnswered(history, () => visitor.post(path, fields, isSentOn))
  if (answer.status !== 303) return null
  const after = await untilAnswered(history, () => visitor.get(path, isPage(barcode)))
  return /class="verdict (\w+)/.exec(after.text)?.[1] ?? null
}

/** Asks again after a moment as long as the service says that it cannot now, or nothing. */
async function untilAnswered(history: History, ask: () => Promise<Answer>): Promise<Answer> {
  const end = history.now() + patienceMs
  for (;;) {
    const answer = await ask()
    const isAnswer = answer.status !== null && ![429, 502, 503, 504].includes(answer.status)
    if (isAnswer || history.now() > end) return answer
    await pause(400)
  }
}

const write = (history: History, deed: Deed): void => void history.deeds.push(deed)

const fieldOf = ({ text }: Answer, field: string): string | null =>
  new RegExp(`name="${field}" value="([^"]+)"`).exec(text)?.[1] ?? null
