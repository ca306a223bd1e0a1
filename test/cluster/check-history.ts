import { existsSync, readdirSync } from 'node:fs'
import { type Database, sql } from '#database/database.ts'
import type { Deed } from './history.ts'

type Order = Extract<Deed, { is: 'order' }>
type Scan = Exclude<Deed, { is: 'order' }>

/** The clocks of two machines need not be quite the same. */
const clockSkewMs = 1_000

/**
 * Reads what visitors were told against what is in the database, before the next night forgets some of it.
 * @param since what was placed before is none of theirs
 * @returns a sentence for each thing that is not as it was told
 */
export async function checkDeeds(db: Database, deeds: readonly Deed[], since: Temporal.Instant): Promise<string[]> {
  return [...(await checkOrders(db, deeds.filter(isOrder), since)), ...(await checkLoans(db, deeds.filter(isScan)))]
}

/**
 * The same for what the night does with it: the queue, and the mails.
 * @param mails the folders into which mails were written
 */
export async function checkAfterNight(
  db: Database,
  deeds: readonly Deed[],
  mails: readonly string[],
): Promise<string[]> {
  const orders = deeds.filter(isOrder)
  return [...(await checkQueue(db, orders)), ...(await checkNotices(db, orders, mails))]
}

const isOrder = (deed: Deed): deed is Order => deed.is === 'order'
const isScan = (deed: Deed): deed is Scan => deed.is !== 'order'

/** Every acknowledged order exists once, every refused one not at all, and none that nobody has asked for. */
async function checkOrders(db: Database, orders: readonly Order[], since: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string; patronId: number | null; bibs: number[] }>`
    select o.id, o.patron_id::int as "patronId", array_agg(h.bib_id::int) as bibs
    from hold_order o left join hold h on h.order_id = o.id where o.placed_at >= ${since} group by o.id`.execute(db)
  const there = new Map(rows.map(row => [row.id, row]))
  const known = new Set(orders.map(({ id }) => id))
  const wrong = rows.filter(({ id }) => !known.has(id)).map(({ id }) => `order ${id} is there, and nobody sent it`)
  for (const { id, told, patronId, bibId } of orders) {
    const row = there.get(id)
    if (told === 'done' && !row) wrong.push(`order ${id} was acknowledged and is lost`)
    if (told === 'refused' && row) wrong.push(`order ${id} was refused and is there`)
    if (row && (row.patronId !== patronId || row.bibs.length !== 1 || row.bibs[0] !== bibId))
      wrong.push(`order ${id} is not what was asked for: ${JSON.stringify(row)}`)
  }
  return wrong
}

/** Whoever was told before somebody else asked stands before them. */
async function checkQueue(db: Database, orders: readonly Order[]): Promise<string[]> {
  const placed = orders.filter(({ told }) => told === 'done')
  const { rows } = await sql<{ id: string; place: number | null }>`
    select order_id as id, place from hold where order_id = any(${placed.map(({ id }) => id)}::uuid[])`.execute(db)
  const placeOf = new Map(rows.map(({ id, place }) => [id, place]))
  const wrong: string[] = []
  for (const [, ofOne] of Map.groupBy(placed, ({ bibId, channel }) => `${bibId} ${channel}`)) {
    // At the desk the database gives the place; from the web the night does, by the clock of whoever took it.
    const skewMs = ofOne[0]!.channel === 'web' ? clockSkewMs : 0
    for (const first of ofOne)
      for (const then of ofOne) {
        const [before, after] = [placeOf.get(first.id), placeOf.get(then.id)]
        if (first.until + skewMs < then.begun && before != null && after != null && before > after)
          wrong.push(`order ${first.id} was placed before ${then.id} and stands behind it (bib ${first.bibId})`)
      }
  }
  return wrong
}

/** Each confirmation that was asked for was written once, and has left the house. */
async function checkNotices(db: Database, orders: readonly Order[], folders: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string; state: string; messageId: string }>`
    select dedupe_key as key, state, message_id as "messageId" from notice where kind = 'orderPlaced'`.execute(db)
  const byOrder = Map.groupBy(rows, ({ key }) => key.replace('orderPlaced:order:', ''))
  const mails = folders.filter(folder => existsSync(folder)).flatMap(folder => readdirSync(folder))
  const written = new Set(mails.map(name => name.replace(/^[^-]*-(.*)\.eml$/, '$1')))
  const wrong: string[] = []
  for (const { id, told, withMail } of orders) {
    const notices = byOrder.get(id) ?? []
    if (told !== 'done' || !withMail) continue
    if (notices.length !== 1) wrong.push(`order ${id} has ${notices.length} confirmations`)
    for (const { state, messageId } of notices) {
      if (state !== 'sent') wrong.push(`the confirmation of order ${id} is ${state}`)
      else if (!written.has(messageId.replace(/[^0-9A-Za-z.-]/g, '')))
        wrong.push(`the mail of order ${id} was never written`)
    }
  }
  return wrong
}

type LoanRow = { barcode: string; patronId: number; begun: Temporal.Instant; ended: Temporal.Instant | null }

/** No copy at two patrons; each loan and return that was acknowledged is there, in its order, and none twice. */
async function checkLoans(db: Database, scans: readonly Scan[]): Promise<string[]> {
  const { rows } = await sql<LoanRow>`
    select barcode, coalesce(patron_id, 0)::int as "patronId", lent_at as begun, returned_at as ended
    from loan join item on item.id = loan.item_id where barcode = any(${[...new Set(scans.map(({ barcode }) => barcode))]})
    order by lent_at, loan.id`.execute(db)
  const loans = Map.groupBy(rows, ({ barcode }) => barcode)
  const wrong: string[] = []
  for (const [barcode, all] of loans)
    for (const [nth, loan] of all.entries()) {
      const next = all[nth + 1]
      if (
        next &&
        (loan.ended === null || Temporal.Instant.compare(loan.ended, next.begun.add({ milliseconds: clockSkewMs })) > 0)
      )
        wrong.push(`copy ${barcode} was at two patrons`)
    }
  for (const [barcode, ofOne] of Map.groupBy(scans, scan => scan.barcode)) {
    // What nobody was told of may have happened or not: what came before it cannot be counted from behind.
    if (ofOne.some(({ told }) => told === 'nothing')) continue
    const lent = ofOne.filter(({ is, told }) => is === 'loan' && told === 'done') as Extract<Scan, { is: 'loan' }>[]
    const before = ofOne.find(({ told }) => told === 'done')?.is === 'return' ? 1 : 0
    const there = loans.get(barcode) ?? []
    if (there.length !== lent.length + before)
      wrong.push(`copy ${barcode} was lent ${lent.length + before} times, and ${there.length} are there`)
    const last = ofOne.findLast(({ told }) => told === 'done')
    const open = there.at(-1)?.ended === null ? there.at(-1)!.patronId : null
    if (last?.is === 'loan' && open !== last.patronId)
      wrong.push(`copy ${barcode} was lent to ${last.patronId}, and is with ${open ?? 'nobody'}`)
    if (last?.is === 'return' && open !== null) wrong.push(`copy ${barcode} was returned, and is still with ${open}`)
  }
  return wrong
}
