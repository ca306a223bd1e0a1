import { desk } from '#web/counter/desk-paths.ts'
import { pagesFor, pathTable, routeAt } from '#web/path-table.ts'
import { paths } from '#web/paths.ts'
import { type Answer, Browser, type Sent } from './browser.ts'
import type { Chance } from './chance.ts'
import { machineAddress } from './machines.ts'
import type { Form } from './page.ts'
import { filledIn, type Known } from './values.ts'

/** Who presses, and how they sign in. */
export type Person =
  | { is: 'anyone' }
  | { is: 'patron'; card: string; password: string }
  | { is: 'staff'; login: string; password: string }
  | { is: 'station'; code: string; card: string; password: string }
  | { is: 'machine' }

/** What all visitors share. */
export type Crowd = {
  base: string
  /** How often each route was opened or posted to: what was seldom seen is pressed first. */
  times: Map<string, number>
  known: Known
  /** Somebody who can sign in, when whoever was here cannot any more. */
  nextPerson(chance: Chance, like: Person['is']): Promise<Person>
  fault(kind: string, route: string, story: string): void
}

const storyMax = 14
/** Signs of a program that were meant for nobody. */
const slips = /\bNaN\b|\bundefined\b|\[object \w+\]|Invalid Date|\bnull\b/

/** Somebody who reads a page, follows a link of it or fills in a form, and looks at what comes back. */
export class Visitor {
  readonly #crowd: Crowd
  readonly #chance: Chance
  #browser: Browser
  #person: Person
  #at: Answer | null = null
  #older: { form: Form; from: string }[] = []
  #story: string[] = []

  constructor(crowd: Crowd, chance: Chance, person: Person) {
    this.#crowd = crowd
    this.#chance = chance
    this.#person = person
    this.#browser = this.#newBrowser()
  }

  /** One press. Never throws: what goes wrong is a fault. */
  async press(): Promise<void> {
    try {
      await this.#step()
    } catch (error) {
      const { name, message } = error as Error
      this.#fault(/Timeout|Abort/.test(name) ? 'no answer' : `broken off: ${message}`)
      this.#at = null
    }
  }

  /** Somebody else sits down, with a browser that knows nothing. */
  async becomes(is: Person['is']): Promise<void> {
    this.#person = await this.#crowd.nextPerson(this.#chance, is)
    this.#browser = this.#newBrowser()
    this.#at = null
    this.#story.push(`now ${JSON.stringify(this.#person)}`)
  }

  async #step(): Promise<void> {
    const { percent } = this.#chance
    if (this.#person.is === 'machine') return this.#ask(machineAddress(this.#crowd.known, this.#chance))
    if (this.#at === null || !this.#at.page || this.#at.status >= 500) return this.#ask(this.#home())
    if (await this.#signedIn(this.#at)) return
    const isAstray = pathOf(this.#at.address) === desk.login && this.#person.is !== 'staff'
    if (isAstray && percent(80)) return this.#ask(this.#home())
    if (percent(6)) return this.#ask(this.#anyAddress())
    const back = percent(3) && this.#older.length > 0 ? this.#chance.of(this.#older) : null
    if (back) return this.#send(back.form, back.from)
    const { page, address } = this.#at
    const forms = page.forms.filter(({ action }) => !/logout/.test(action) || percent(2))
    const wantsForm = forms.length > 0 && percent(62)
    if (wantsForm)
      return this.#send(
        this.#chance.weighed(forms, ({ action }) => this.#rare(action, 2)),
        address,
      )
    const links = page.links.filter(href => /^[/?]/.test(href) && !/^\/\/|^\/(language|assets)/.test(href))
    if (links.length === 0) return this.#ask(this.#home())
    return this.#follow(this.#chance.weighed(links, href => this.#rare(href, 2)))
  }

  /** Signs in when that is what the page asks for. @returns whether it was asked for */
  async #signedIn({ address, page }: Answer): Promise<boolean> {
    const path = pathOf(address)
    const proof = proofOf(this.#person, path)
    const form = page?.forms.find(
      ({ action, fields }) =>
        pathOf(action) === path && fields.some(({ name, kind }) => kind === 'typed' && name in proof),
    )
    if (!form || this.#chance.percent(10)) return false
    const sent = form.fields.flatMap(({ name, preset }): Sent => [[name, proof[name] ?? preset[0] ?? '']])
    await this.#look(`sign in as ${JSON.stringify(this.#person)}`, this.#browser.post(path, sent, address))
    const landed: Answer | null = this.#at
    if (landed?.status === 422) await this.becomes(this.#person.is)
    return true
  }

  async #ask(address: string): Promise<void> {
    await this.#look(`open ${address}`, this.#browser.get(address))
  }

  /** A link of ours leads somewhere. If what it leads to has gone meanwhile, the page read anew has no such link. */
  async #follow(href: string): Promise<void> {
    const from = this.#at!.address
    const to = new URL(href, `http://here${from}`)
    const address = to.pathname + to.search
    await this.#look(`follow ${address}`, this.#browser.get(address, from))
    const status = this.#at?.status
    if (status !== 404 && status !== 403 && status !== 400) return
    const again = await this.#browser.get(from)
    if (again.address !== from || !again.page?.links.includes(href)) return
    if ((await this.#browser.get(address, from)).status === status) this.#fault(`a link leads to ${status}`)
  }

  async #send(form: Form, from: string): Promise<void> {
    const { chance, known } = { chance: this.#chance, known: this.#crowd.known }
    const button = form.buttons.length > 0 ? chance.of(form.buttons) : null
    const action = new URL(button?.action ?? form.action, `http://here${from}`)
    const to = action.pathname + action.search
    const sent = [...filledIn(form, known, chance), ...(button?.name ? [[button.name, button.value] as const] : [])]
    const pairs = sent.map(([name, value]): [string, string] => [name, value])
    if (form.method === 'get') {
      const address = `${action.pathname}?${new URLSearchParams(pairs)}`
      return this.#look(`get ${address}`, this.#browser.get(address, from))
    }
    this.#older = [...this.#older.slice(-9), { form, from }]
    const story = `post ${to} ${JSON.stringify(pairs.filter(([name]) => name !== 'csrf')).slice(0, 400)}`
    const press = () => this.#browser.post(to, pairs, from)
    // A double click: the same form twice at once.
    const [first] = await Promise.all(chance.percent(4) ? [press(), press().then(b => this.#judge(b))] : [press()])
    await this.#look(story, Promise.resolve(first!))
  }

  async #look(story: string, coming: Promise<Answer>): Promise<void> {
    this.#story = [...this.#story.slice(1 - storyMax), story]
    const answer = await coming
    this.#story.push(`  ${answer.status} ${answer.address} ${answer.page?.title ?? ''}`)
    this.#count(answer.address)
    if (story.startsWith('post ')) this.#count(`${story.split(' ')[1]!}`)
    this.#judge(answer)
    this.#at = answer
  }

  #judge({ status, page, address }: Answer): void {
    if (status >= 500) this.#fault(`answers ${status}`, address)
    for (const fault of page?.faults ?? []) this.#fault(fault, address)
    const slip = page && slips.exec(page.text)
    if (slip)
      this.#fault(`says ${slip[0]}: …${page.text.slice(Math.max(0, slip.index - 40), slip.index + 40)}…`, address)
  }

  #fault(kind: string, address = this.#at?.address ?? '/'): void {
    this.#crowd.fault(kind, routeAt(pathOf(address)) ?? pathOf(address), this.#story.join('\n    '))
  }

  #count(address: string): void {
    const route = routeAt(pathOf(address))
    if (route) this.#crowd.times.set(route, (this.#crowd.times.get(route) ?? 0) + 1)
  }

  /** The less often it was seen, the more it weighs; and what is for such people weighs more than what is for all. */
  #rare(href: string, power: number): number {
    const path = pathOf(href)
    const route = path in pathTable ? path : routeAt(path)
    if (route === null) return 0.01
    const isOwn = pathTable[route]?.reader === this.#person.is
    return (isOwn ? 30 : 1) / (1 + (this.#crowd.times.get(route) ?? 0)) ** power
  }

  /** Where somebody of this kind begins: at the pages of theirs that were seen least. */
  #home(): string {
    const { is } = this.#person
    if (is === 'station' && !this.#browser.has('kago-terminal')) return paths.kiosk
    const own = pagesFor(is === 'machine' ? 'anyone' : is).filter(
      route => !/[:{]/.test(route) && !/log(in|out)/.test(route),
    )
    return this.#chance.weighed(own, route => this.#rare(route, 2))
  }

  /** Any page of the service, with a number that there is or one that there is not. */
  #anyAddress(): string {
    const { known } = this.#crowd
    const chance = this.#chance
    const routes = Object.keys(pathTable).filter(route => pathTable[route]!.reader !== 'machine')
    const mine = routes.filter(route => pathTable[route]!.reader === this.#person.is || chance.percent(20))
    const some = (all: string[]) => chance.of([chance.of(all), chance.of(all), `${chance.upTo(300)}`])
    const after: Record<string, string[]> = {
      bibs: known.bibs,
      bib: known.bibs,
      holds: known.holds,
      patrons: known.patrons,
    }
    return chance
      .weighed(mine, route => this.#rare(route, 1))
      .replaceAll(/(\w*)\/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g, (_, before: string, name: string) => {
        const all = after[name] ?? after[before] ?? [known.today.toString(), ...known.branches, ...known.holds]
        return `${before}/${some(all)}`
      })
      .replace(/\*$/, '')
  }

  #newBrowser(): Browser {
    const { upTo } = this.#chance
    return new Browser(this.#crowd.base, `10.${upTo(250)}.${upTo(250)}.${1 + upTo(250)}`)
  }
}

/** What somebody types, by the name of the field, where they are asked who they are. */
function proofOf(person: Person, path: string): Record<string, string> {
  switch (person.is) {
    case 'patron':
      return path === paths.login ? { cardNumber: person.card, password: person.password } : {}
    case 'staff':
      return path === desk.login ? { login: person.login, password: person.password } : {}
    case 'station':
      if (path === paths.kiosk) return { code: person.code }
      return path === paths.selfCheck ? { cardNumber: person.card, password: person.password } : {}
    case 'anyone':
    case 'machine':
      return {}
    default:
      return person satisfies never
  }
}

const pathOf = (address: string) => address.replace(/[?#].*/, '')
