import { BranchId, PatronId } from '#ids.ts'
import { signedInAtCounter, signedInAtHome } from '../test/signed-in.ts'
import { type Answer, KeptConnection } from './kept-connection.ts'
import { Pool } from './pool.ts'
import { type BenchLibrary, copiesThatAre, demandExponent, drawRank, type Sizes } from './town.ts'

type Work = () => Promise<string>
type Took = (page: string, ms: number) => void
type Person = { cookie: string; token: string | null }

/**
 * The same day as `mixedWork`, through the pages: a signed-in patron opens a record, puts it into the basket, looks
 * over the order and places it; staff scan returns, and card and copy of a loan. Every form carries the token that its
 * page gave.
 * @param options.patrons so many are signed in beforehand and take turns
 * @param options.took told how long each answer took, by the page that was asked
 */
export async function httpWork(
  library: BenchLibrary,
  sizes: Sizes,
  options: { port: number; patrons: number; took: Took },
): Promise<{ work: Work; close(): Promise<void> }> {
  const people = await signPatronsIn(library, sizes, options.patrons)
  const staff = await signStaffIn(library)
  const lent = new Pool(await copiesThatAre(library.db, 'loan', sizes.items))
  const shelf = new Pool(await copiesThatAre(library.db, 'shelf', 200_000))
  const lines = new Lines(options.port, options.took)
  const draw = (max: number) => 1 + Math.floor(Math.random() * max)
  let turn = 0
  const someoneAt = (branch: string) => staff.get(branch)![turn % staff.get(branch)!.length]!

  const works: Work[] = [
    async () => {
      const { patronId, person } = people[Math.floor(turn / works.length) % people.length]!
      const bibs = [...new Set(Array.from({ length: draw(3) }, () => drawRank(sizes.bibs, demandExponent)))]
      return await lines.use(line => order(line, person, bibs.map(String), `b${patronId % 8}`))
    },
    async () => {
      const copy = lent.take()
      if (!copy) return 'return: nothing to return'
      const person = someoneAt(Math.random() < 0.8 ? copy.branch : `b${draw(8) - 1}`)
      return await lines.use(async line => {
        const page = await line.submit(person, '/counter/check-in', [['barcode', copy.barcode]])
        const said = verdictOf(page)
        if (said === 'shelve') shelf.putBack(copy)
        return `return: ${said}`
      })
    },
    async () => {
      const copy = shelf.take()
      if (!copy) return 'loan: nothing to lend'
      const card = `${draw(sizes.patrons)}`.padStart(8, '0')
      const person = someoneAt(copy.branch)
      return await lines.use(async line => {
        const opened = await line.submit(person, '/counter/check-out', [['cardNumber', card]])
        const to = actionOf(opened)
        const page = await line.submit(person, to, [['barcode', copy.barcode]])
        const said = verdictOf(page)
        if (said === 'done') lent.putBack(copy)
        return `loan: ${said}`
      })
    },
  ]
  return { work: () => works[turn++ % works.length]!(), close: () => lines.close() }
}

/** M15–M25, as a browser goes it: every redirect is followed, every page is read. */
async function order(line: Line, person: Person, bibs: string[], pickup: string): Promise<string> {
  for (const bib of bibs) {
    await line.get(person, `/bib/${bib}`)
    await line.submit(person, '/basket', [['bib', bib]])
  }
  const wish: [string, string][] = [...bibs.map(bib => ['bib', bib] as [string, string]), ['pickup', pickup]]
  const query = new URLSearchParams([['kind', 'ordinary'], ...wish, ['contact', 'mail']])
  const review = await line.get(person, `/my/orders/new?${query}`)
  const id = fieldOf(review, 'id')
  if (id === null) return 'order: refused'
  const fields: [string, string][] = [['id', id], ['kind', 'ordinary'], ...wish, ['contact', 'mail']]
  const result = await line.submit(person, '/my/orders', fields)
  return result.whole.includes('以下のタイトルについて予約を行いました。') ? 'order: placed' : 'order: refused'
}

/** One person's way through the pages, over one connection. */
class Line {
  readonly connection: KeptConnection
  private readonly took: Took

  constructor(connection: KeptConnection, took: Took) {
    this.connection = connection
    this.took = took
  }

  async get(person: Person, path: string): Promise<Answer> {
    const answer = await this.timed(`GET ${pageName(path)}`, () => this.connection.get(path, person.cookie))
    if (answer.status !== 200) throw new Error(`${pageName(path)} answers ${answer.status}`)
    person.token = fieldOf(answer, 'csrf') ?? person.token
    return answer
  }

  /** Posts a form with the token of its page, and follows where it leads. */
  async submit(person: Person, path: string, fields: [string, string][]): Promise<Answer> {
    if (person.token === null) await this.get(person, path)
    const sent = await this.timed(`POST ${pageName(path)}`, () =>
      this.connection.post(path, [...fields, ['csrf', person.token ?? '']], person.cookie),
    )
    if (sent.status === 409 || sent.status === 422) return sent
    if (sent.status !== 303 || sent.location === null) throw new Error(`${pageName(path)} answers ${sent.status}`)
    return this.get(person, sent.location)
  }

  private async timed(page: string, ask: () => Promise<Answer>): Promise<Answer> {
    const asked = performance.now()
    const answer = await ask()
    this.took(page, performance.now() - asked)
    return answer
  }
}

/** Connections that stand free are used again; there are as many as people at once. */
class Lines {
  private readonly free: Line[] = []
  private readonly port: number
  private readonly took: Took

  constructor(port: number, took: Took) {
    this.port = port
    this.took = took
  }

  async use(work: (line: Line) => Promise<string>): Promise<string> {
    let line = this.free.pop()
    while (line && !line.connection.isOpen) line = this.free.pop()
    line ??= new Line(await KeptConnection.open(this.port), this.took)
    const answer = await work(line)
    this.free.push(line)
    return answer
  }

  async close(): Promise<void> {
    await Promise.all(this.free.map(line => line.connection.close()))
  }
}

const pageName = (path: string) => path.replace(/\?.*/, '').replace(/\/(\d+|[0-9a-f-]{36})$/, '/…')

/** The value of a hidden field. */
function fieldOf({ whole }: Answer, field: string): string | null {
  return between(whole, `name="${field}" value="`, '"')
}

const verdictOf = ({ whole }: Answer) => between(whole, 'class="verdict ', '"') ?? 'no verdict'

function actionOf({ whole }: Answer): string {
  const path = between(whole, 'action="/counter/check-out/', '"')
  if (path === null) throw new Error('the card opens no page of loans')
  return `/counter/check-out/${path}`
}

function between(whole: Buffer, before: string, after: string): string | null {
  const at = whole.indexOf(before)
  if (at < 0) return null
  const from = at + before.length
  return whole.subarray(from, whole.indexOf(after, from)).toString()
}

async function signPatronsIn(library: BenchLibrary, sizes: Sizes, count: number) {
  const people: { patronId: PatronId; person: Person }[] = []
  // Others in each run on a kept town: those of the last one have come to their limit of open holds.
  const first = Math.floor(Math.random() * sizes.patrons)
  for (let nth = 0; nth < count; nth++) {
    const patronId = PatronId(1 + ((first + nth) % sizes.patrons))
    const { cookie } = await signedInAtHome(library, patronId)
    people.push({ patronId, person: { cookie, token: null } })
  }
  return people
}

const staffPerBranch = 4

async function signStaffIn(library: BenchLibrary): Promise<Map<string, Person[]>> {
  const staff = new Map<string, Person[]>()
  for (let branch = 0; branch < 8; branch++) {
    const screens = await signedInAtCounter(library, BranchId(`b${branch}`), staffPerBranch)
    staff.set(
      `b${branch}`,
      screens.map(({ cookie }) => ({ cookie, token: null })),
    )
  }
  return staff
}
