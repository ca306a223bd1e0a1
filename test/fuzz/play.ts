import { randomUUID } from 'node:crypto'
import { openIndex } from '#catalogue/index/keep/open-index.ts'
import { checkLibrary } from '#check/check-library.ts'
import { sql, transact } from '#database/database.ts'
import type { Mailer } from '#delivery/mailer.ts'
import { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { startTicker } from '#nightly/ticker.ts'
import { registerPatron } from '#patrons/desk/register-patron.ts'
import { saveOwn } from '#patrons/signing-in/secret-store.ts'
import { makeTerminalCode } from '#patrons/terminals/terminals.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { addStaff } from '#staff/add-staff.ts'
import { dayOf, instantAt, type stoppedClock, timeOf } from '#time/clock.ts'
import { pathTable } from '#web/path-table.ts'
import { serveWeb } from '#web/serve.ts'
import { demoPatrons, demoStaff } from '../../demo/patrons.ts'
import { seedDemo } from '../../demo/seed/seed.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { Known } from './values.ts'
import { type Crowd, type Person, Visitor } from './visitor.ts'

/** A library with a clock that the play moves. */
export type Played = Library & { clock: ReturnType<typeof stoppedClock> }

export type Fault = { kind: string; route: string; times: number; story: string }
/** `times`: how often each route was opened or posted to, those that never were among them. */
export type Report = { presses: number; nights: number; times: Map<string, number>; faults: Fault[] }

type Options = {
  seed: number
  presses: number
  /** Visitors who press side by side. */
  atOnce: number
  /** What is left out of the story of a day, in seconds, with every press. */
  secondsAPress: number
  onProgress?: (presses: number, faults: number, at: Temporal.Instant) => void
}

/** Who sits at which place, in turn; all of them at once. */
const places: Person['is'][] = ['patron', 'staff', 'staff', 'patron', 'station', 'staff', 'anyone', 'machine']

/**
 * Plays the demo library with many hands: patrons, staff of several branches, terminals and machines read its real
 * pages over HTTP, follow what links there are, and press what buttons there are with usual, wrong and hostile values.
 * The clock goes on with each press; nights, mails and the calendar go on beside them as in the service. A fault is
 * whatever should happen on no page: no answer, an answer of 500 and more, HTML that is not valid, a link that leads
 * nowhere, a word of the program, an error in the log; and, at the end, whatever `kago check` has to say.
 * @param library empty and migrated
 */
export async function play(library: Played, options: Options): Promise<Report> {
  await seedDemo(library)
  const chance = chanceOf(options.seed)
  const faults = new Map<string, Fault>()
  const fault = (kind: string, route: string, story: string) => {
    const key = `${route} ${kind.replaceAll(/\d+/g, 'N').slice(0, 120)}`
    const before = faults.get(key)
    if (before) before.times++
    else faults.set(key, { kind, route, times: 1, story })
  }
  const following = openIndex(library, { dataDir: null })
  await following.ready
  const log: Library['log'] = {
    ...library.log,
    error: (event, fields = {}) => {
      // The clock leaps over some nights on purpose.
      if (event !== 'nights were missed')
        fault(`logs ${event}: ${fields.error}`, fields.path ?? event, fields.stack ?? '')
    },
  }
  const served: Library = Object.assign(library, { index: following.index, log })
  const web = await serveWeb(served, {
    port: 0,
    host: '127.0.0.1',
    trustedProxies: 1,
    machines: app => mountProtocols(app),
  })
  const ticker = startTicker(served, unreliable(chanceOf(options.seed + 1)), { beatMs: 100 })
  const crowd: Crowd = {
    base: `http://127.0.0.1:${web.port}`,
    times: new Map(Object.keys(pathTable).map(route => [route, 0])),
    known: await whatThereIs(library),
    nextPerson: (who, like) => nextPerson(library, who, like),
    fault,
  }
  const day = new Day(library, options.secondsAPress)
  let presses = 0
  const sit = async (place: number) => {
    const own = chanceOf(options.seed * 1_000 + place)
    const is = places[place % places.length]!
    const visitor = new Visitor(crowd, own, await nextPerson(library, own, is))
    while (presses < options.presses) {
      if (++presses % 250 === 0) {
        crowd.known = await whatThereIs(library)
        options.onProgress?.(presses, faults.size, library.clock.now())
      }
      if (own.percent(1)) await visitor.becomes(is === 'anyone' && own.percent(30) ? 'patron' : is)
      await day.during(() => visitor.press())
      await day.goOn(chance)
    }
  }
  await Promise.all(Array.from({ length: options.atOnce }, (_, place) => sit(place)))
  await day.end()
  await ticker.stop()
  await web.close()
  await following.close()
  for (const { number, name, sentence } of await checkLibrary(library.db, library.policy, dayOf(library.clock.now())))
    fault(`check ${number}: ${sentence}`, name, '')
  return { presses, nights: day.nights, times: crowd.times, faults: [...faults.values()] }
}

/** The hours of the library: they go on with the presses, and leap when nobody is on the way. */
class Day {
  nights = 0
  readonly #library: Played
  readonly #secondsAPress: number
  #pressing = 0
  #leaping: Promise<void> | null = null
  #pressesInWindow = 0
  constructor(library: Played, secondsAPress: number) {
    this.#library = library
    this.#secondsAPress = secondsAPress
  }

  async during(work: () => Promise<void>): Promise<void> {
    while (this.#leaping) await this.#leaping
    this.#pressing++
    await work().finally(() => this.#pressing--)
  }

  /** A little later; in the evening the next night, whose window is pressed in too. */
  async goOn(chance: Chance): Promise<void> {
    if (this.#leaping) return
    const { clock } = this.#library
    const time = timeOf(clock.now()).toString().slice(0, 5)
    if (time >= '03:00' && time < '04:00') {
      clock.forward({ seconds: 1 })
      if (++this.#pressesInWindow > 40 && (await this.#isNightOver()) && !this.#leaping) {
        this.nights++
        this.#pressesInWindow = 0
        await this.#leap('08:30', 0)
      }
      return
    }
    clock.forward({ seconds: 1 + chance.upTo(2 * this.#secondsAPress) })
    if (time >= '20:00' && !this.#leaping) await this.#leap('03:00', chance.percent(15) ? 2 + chance.upTo(3) : 1)
  }

  /** Until the night that has begun is over: what is checked then holds. */
  async end(): Promise<void> {
    if (this.#pressesInWindow === 0) await this.#leap('03:00', 1)
    while (!(await this.#isNightOver())) await new Promise(resolve => setTimeout(resolve, 50))
    this.nights++
  }

  /** Hours in which nobody presses: all at once, when nobody is in the middle of something. */
  async #leap(time: string, days: number): Promise<void> {
    const arrived = Promise.withResolvers<void>()
    this.#leaping = arrived.promise
    while (this.#pressing > 0) await new Promise(resolve => setImmediate(resolve))
    const { clock } = this.#library
    clock.set(instantAt(dayOf(clock.now()).add({ days }), time))
    this.#leaping = null
    arrived.resolve()
  }

  async #isNightOver(): Promise<boolean> {
    const day = dayOf(this.#library.clock.now())
    const { rows } = await sql`
      select 1 from nightly_run where day = ${day} and finished_at is not null`.execute(this.#library.db)
    return rows.length > 0
  }
}

/** A mail server as there are: some mails later, some never. */
function unreliable(chance: Chance): Mailer {
  return {
    send: async () => {
      if (chance.percent(3)) return { is: 'later', said: '450 greylisted' }
      return chance.percent(3) ? { is: 'refused', said: '550 no such user', address: 'isGone' } : { is: 'accepted' }
    },
    close() {},
  }
}

async function whatThereIs({ db, clock }: Library): Promise<Known> {
  const strings = async (query: ReturnType<typeof sql<{ value: string }>>) =>
    (await query.execute(db)).rows.map(({ value }) => value)
  return {
    cards: await strings(sql`select number as value from card order by number limit 100`),
    barcodes: await strings(
      sql`select barcode as value from item order by md5(barcode || ${clock.now().toString()}) limit 150`,
    ),
    bibs: await strings(
      sql`select id::text as value from bib where id in (select bib_id from hold) or id % 40 = 0 limit 200`,
    ),
    holds: await strings(sql`select id::text as value from hold order by id desc limit 100`),
    patrons: await strings(sql`select id::text as value from patron order by id limit 100`),
    branches: await strings(sql`select id as value from branch`),
    stops: await strings(sql`select id as value from stop`),
    titles: await strings(sql`select title as value from bib order by id limit 100`),
    isbns: await strings(sql`select isbns[1] as value from bib where isbns[1] is not null order by id limit 50`),
    logins: await strings(sql`select login as value from staff`),
    today: dayOf(clock.now()),
  }
}

const known = { card: '6174', staff: 'a password of the play' }

/** Somebody of the demo, or somebody new: passwords are changed by those who press. */
async function nextPerson(library: Played, chance: Chance, is: Person['is']): Promise<Person> {
  switch (is) {
    case 'patron': {
      const { card, password, born } = chance.of(demoPatrons)
      if (chance.percent(50))
        return { is, card, password: password.kind === 'own' ? password.digits : born.replaceAll('-', '') }
      return { is, card: await newPatron(library, chance), password: known.card }
    }
    case 'staff': {
      const one = chance.of(demoStaff)
      if (chance.percent(50)) return { is, login: one.login, password: one.password }
      const login = `fuzz-${randomUUID().slice(0, 8)}`
      const account = {
        login,
        name: '押野 しるし',
        role: one.role,
        branchId: BranchId(one.branch),
        password: known.staff,
      }
      await addStaff(library, { ...account, withCode: false })
      return { is, login, password: known.staff }
    }
    case 'station': {
      const selfCheck = chance.of(['no', 'loans', 'returns'] as const)
      const code = await makeTerminalCode(library, { login: 'fuzz' }, BranchId('chuo'), '検索機', selfCheck)
      return { is, code, card: await newPatron(library, chance), password: known.card }
    }
    case 'anyone':
    case 'machine':
      return { is }
    default:
      return is satisfies never
  }
}

async function newPatron(library: Played, chance: Chance): Promise<string> {
  const registered = await registerPatron(
    library,
    { login: 'fuzz' },
    {
      cardNumber: `7${Math.floor(library.clock.now().epochMilliseconds / 1_000)}${chance.upTo(1_000)}`,
      name: '押野 人',
      nameReading: 'オシノ ヒト',
      birthDate: Temporal.PlainDate.from('1980-02-29'),
      phone: chance.percent(60) ? '0254-00-2000' : null,
      mail: chance.percent(60) ? `new${chance.upTo(1_000)}@example.jp` : null,
      category: 'general',
      postalCode: null,
      address: null,
      homeBranchId: null,
    },
    { anotherPerson: true },
  )
  if (!registered.ok) return demoPatrons[0]!.card
  const { patronId, cardNumber } = registered.value
  const hash = await hashPassword(library.secrets.pepper, known.card)
  await transact(library.db, tx => saveOwn(tx, { patronId, now: library.clock.now(), hash }))
  return cardNumber
}
