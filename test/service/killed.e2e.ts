import { expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { sql } from '#database/database.ts'
import { runNight } from '#nightly/run.ts'
import { newId } from '#std/new-id.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib, givenBranches } from '../given.ts'
import { givenPatron, givenSession } from '../given-patron.ts'
import { openLibrary } from '../library.ts'
import { dataDirectory, environmentOf, runKago, startService } from './service.ts'

const patronsCount = 6
const ordersEach = 6

test('kill -9 while patrons order: what was acknowledged is there, what was not can be sent again, nothing is broken', async () => {
  const library = await openLibrary({ connections: 4 })
  await givenBranches(library)
  // Done before: a service that begins with a missed night takes no orders until it has made up for it.
  await runNight(library, dayOf(library.clock.now()))
  const bibs: number[] = []
  for (let n = 0; n < ordersEach; n++) bibs.push((await givenBib(library, { items: 2 })).id)
  const patrons = []
  for (let n = 0; n < patronsCount; n++) {
    const patron = await givenPatron(library)
    patrons.push({ ...patron, ...(await givenSession(library, patron.id)) })
  }
  const orders = patrons.flatMap(patron => bibs.map(bibId => ({ id: newId(), bibId, patron })))
  const env = environmentOf(library, dataDirectory())
  let service = await startService(env)

  /** Posts the form of an order; null when no answer came. */
  const send = async ({ id, bibId, patron }: (typeof orders)[number]): Promise<number | null> => {
    const form = new URLSearchParams({
      csrf: patron.csrf,
      id,
      kind: 'ordinary',
      bib: `${bibId}`,
      pickup: 'chuo',
      contact: 'self',
    })
    try {
      const answer = await fetch(`${service.url}/my/orders`, {
        method: 'POST',
        body: form,
        headers: { cookie: patron.cookie, 'sec-fetch-site': 'same-origin' },
        redirect: 'manual',
      })
      return answer.status
    } catch {
      return null
    }
  }

  const acknowledged = new Set<string>()
  for (const killAfter of [5, 14, 23]) {
    const open = orders.filter(({ id }) => !acknowledged.has(id))
    let killing: Promise<void> | null = null
    await Promise.all(
      patrons.map(async patron => {
        for (const order of open.filter(one => one.patron === patron)) {
          const status = await send(order)
          if (status === null) return
          expect(status).toBe(303)
          acknowledged.add(order.id)
          if (acknowledged.size >= killAfter) killing ??= service.kill()
        }
      }),
    )
    await killing
    service = await startService(env)
    const stored = await sql<{ order_id: string }>`select order_id from hold`.execute(library.db)
    const known = new Set(stored.rows.map(row => row.order_id))
    expect([...acknowledged].filter(id => !known.has(id))).toEqual([])
    expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
  }

  // The same forms once more, all of them: each order exists once.
  for (const order of orders) expect(await send(order)).toBe(303)
  const { rows } = await sql<{ holds: number; orders: number }>`
    select count(*)::int as holds, count(distinct order_id)::int as orders from hold`.execute(library.db)
  expect(rows[0]).toEqual({ holds: orders.length, orders: orders.length })
  await service.kill()

  const night = await runKago(['night', '--date', '2026-11-25'], env)
  expect(night.out).toContain('finished')
  const checked = await runKago(['check'], env)
  expect(checked.out).toContain('all is well')
  expect(checked.code).toBe(0)
}, 300_000)
