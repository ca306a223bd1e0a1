import { sql } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import { addMachine } from '#machines/add-machine.ts'
import { usualOptions } from '#machines/rules/machine.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { machinePassword, plugIn, selfCheck } from '../test/sip2.ts'
import type { Work } from './circulation-load.ts'
import { Pool } from './pool.ts'
import type { BenchLibrary, Sizes } from './town.ts'

type Kiosk = Awaited<ReturnType<typeof selfCheck>>

/** A machine a branch, where the card is enough, as at most self-check machines; and one that asks for the password. */
export async function givenMachines(library: BenchLibrary): Promise<void> {
  for (let n = 0; n < 8; n++) {
    const account = { name: `kiosk${n}`, branchId: BranchId(`b${n}`), password: machinePassword }
    await addMachine(library, { login: 'bench' }, { ...usualOptions, ...account, asksPassword: n === 7 })
  }
  // One password for all: what is measured is its hash.
  const hash = await hashPassword(library.secrets.pepper, patronPassword)
  await sql`
    insert into patron_secret (patron_id, kind, hash, set_at)
    select id, 'own', ${hash}, ${library.clock.now()} from patron on conflict do nothing`.execute(library.db)
}

const patronPassword = '8264'

/**
 * The traffic of a day: visits at self-check machines (card, three copies, end), returns and sorters. One message a
 * work, over as many connections as there are machines; whatever is free says its next sentence.
 */
export async function dayOfMachines(
  library: BenchLibrary,
  sizes: Sizes,
  { port, machines }: { port: number; machines: number },
): Promise<{ work: Work; close(): void }> {
  const { rows } = await sql<{ barcode: string; branch: number; out: boolean }>`
    select barcode, substr(home_branch_id, 2)::int as branch, status = 'loan' as out from item
    where status in ('shelf', 'loan') order by hashint8(id) limit 200000`.execute(library.db)
  const shelf = new Pool(rows.filter(({ out }) => !out))
  const lent = new Pool(rows.filter(({ out }) => out))
  const card = () => `${1 + Math.floor(Math.random() * sizes.patrons)}`.padStart(8, '0')

  const plugged = await Promise.all(
    Array.from({ length: machines }, async (_, n) => {
      const kiosk = await selfCheck(library, port, { name: `kiosk${n % 8}` })
      const says = n % 3 === 2 ? returns(kiosk) : visits(kiosk, n % 8 === 7 ? patronPassword : undefined)
      return { kiosk, says }
    }),
  )
  const free = new Pool(plugged)
  const waiting: ((one: (typeof plugged)[number]) => void)[] = []

  async function* visits(kiosk: Kiosk, password: string | undefined): AsyncGenerator<string> {
    for (;;) {
      const patron = card()
      const shown = await kiosk.patron(patron, password, '  Y       ')
      yield `patron: ${shown.of('BL') === 'Y' ? 'known' : 'refused'}`
      for (let n = 0; n < 3; n++) {
        const copy = shelf.take()
        if (!copy) yield `status: ${(await kiosk.status()).code}`
        else {
          const { ok } = (await kiosk.lend(patron, copy.barcode)).fixed as { ok: string }
          if (ok === '1') lent.putBack(copy)
          yield `loan: ${ok === '1' ? 'lent' : 'refused'}`
        }
      }
      await kiosk.end(patron)
      yield 'end'
    }
  }

  async function* returns(kiosk: Kiosk): AsyncGenerator<string> {
    for (;;) {
      const copy = lent.take()
      if (copy) {
        const answer = await kiosk.takeBack(copy.barcode)
        if (answer.of('CV') === null) shelf.putBack(copy)
        yield `return: ${answer.of('CV') ?? 'shelf'}`
      }
      const asked = shelf.take()
      if (asked) {
        yield `item: ${((await kiosk.item(asked.barcode)).fixed as { circulationStatus: string }).circulationStatus}`
        shelf.putBack(asked)
      }
    }
  }

  return {
    async work() {
      library.clock.forward({ milliseconds: 2 })
      // While every machine waits for an answer, people wait for a machine.
      const one = free.take() ?? (await new Promise<(typeof plugged)[number]>(resolve => waiting.push(resolve)))
      try {
        return (await one.says.next()).value as string
      } finally {
        const next = waiting.shift()
        if (next) next(one)
        else free.putBack(one)
      }
    },
    close: () => {
      for (const { kiosk } of plugged) kiosk.close()
    },
  }
}

/**
 * The morning after the line was cut: a machine tells its evening, and, because the line fell again, all of it once
 * more.
 */
export async function replayTwice(library: BenchLibrary, port: number, count: number): Promise<string[]> {
  const { rows } = await sql<{ barcode: string }>`
    select barcode from item where status = 'shelf' and home_branch_id = 'b1' order by id limit ${count}`.execute(
    library.db,
  )
  const kiosk = await selfCheck(library, port, { name: 'kiosk1' })
  const said: string[] = []
  for (let times = 0; times < 2; times++)
    for (const [n, { barcode }] of rows.entries()) {
      const date = `20261123    18${`${n % 60}`.padStart(2, '0')}00`
      const answer = await kiosk.lend(`${n + 1}`.padStart(8, '0'), barcode, undefined, { noBlock: 'Y', date })
      said.push((answer.fixed as { ok: string }).ok)
    }
  kiosk.close()
  return said
}

/** Somebody who speaks another language, and somebody who floods: both are cut. */
export async function misbehave(port: number): Promise<void> {
  const stranger = await plugIn(port)
  stranger.send('GET / HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nUser-Agent: y\r\nConnection: close\r\n\r\n')
  await stranger.gone
  const flooding = await plugIn(port)
  flooding.send('9900802.00\r'.repeat(500))
  await flooding.gone
}

/** A machine on a slow line: its message comes byte by byte, and is answered. */
export async function slowLine(library: BenchLibrary, port: number): Promise<string> {
  const kiosk = await selfCheck(library, port, { name: 'kiosk2' })
  for (const byte of Buffer.from('9900802.00\r')) {
    kiosk.send(Uint8Array.of(byte))
    await new Promise(resolve => setImmediate(resolve))
  }
  const answer = Buffer.from(await kiosk.next()).toString()
  kiosk.close()
  return answer.slice(0, 2)
}
