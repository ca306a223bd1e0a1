import { beforeAll, expect, test } from 'vitest'
import { hearRoundTrips, sql } from '#database/database.ts'
import { newId } from '#std/new-id.ts'
import { fromHere } from '../../test/from-here.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { barcodeOf, givenReader } from '../../test/given-holds.ts'
import { givenSession } from '../../test/given-patron.ts'
import { givenStaffSession } from '../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { createApp } from './app.tsx'
import { paths } from './paths.ts'

type Ask = { name: string; method: 'GET' | 'POST'; path: string; fields?: Record<string, string>; as: Signed }
type Signed = { cookie: string; csrf: string } | null

let library: TestLibrary
let app: ReturnType<typeof createApp>
let order: Ask[]
let counter: Ask[]
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  const bibs = [await givenBib(library, { title: '雪国' }), await givenBib(library, { title: '雪山' })]
  const patronId = await givenReader(library)
  await givenIndex(library)
  app = createApp(library)
  const patron = await givenSession(library, patronId)
  // Once read, the places that a hold can be fetched at are kept.
  await app.request(paths.basket, { headers: { cookie: patron.cookie } }, fromHere)
  const staff = await givenStaffSession(library)
  const bib = String(bibs[0]!.id)
  const id = newId()
  const wish = { bib, pickup: 'chuo', contact: 'mail', kind: 'ordinary' }
  order = [
    { name: 'top', method: 'GET', path: '/', as: null },
    { name: 'results', method: 'GET', path: '/search?q=雪', as: null },
    { name: 'record', method: 'GET', path: `/bib/${bib}`, as: patron },
    { name: 'into the basket', method: 'POST', path: '/basket', fields: { bib }, as: patron },
    { name: 'basket', method: 'GET', path: paths.basket, as: patron },
    { name: 'review', method: 'GET', path: `/my/orders/new?${new URLSearchParams(wish)}`, as: patron },
    { name: 'order', method: 'POST', path: '/my/orders', fields: { id, ...wish }, as: patron },
    { name: 'ordered', method: 'GET', path: `/my/orders/${id}`, as: patron },
    { name: 'my library', method: 'GET', path: paths.myLibrary, as: patron },
    { name: 'my holds', method: 'GET', path: paths.holds, as: patron },
    { name: 'my loans', method: 'GET', path: paths.loans, as: patron },
  ]
  const barcode = await barcodeOf(library, bibs[1]!.itemIds[0]!)
  const to = `/counter/check-out/${patronId}`
  counter = [
    { name: 'card', method: 'POST', path: '/counter/check-out', fields: { cardNumber: '00000001' }, as: staff },
    { name: 'loans of the card', method: 'GET', path: to, as: staff },
    { name: 'loan', method: 'POST', path: to, fields: { barcode }, as: staff },
    { name: 'loans, one more', method: 'GET', path: to, as: staff },
    { name: 'my loans, one', method: 'GET', path: paths.loans, as: patron },
    { name: 'return', method: 'POST', path: '/counter/check-in', fields: { barcode }, as: staff },
    { name: 'returned', method: 'GET', path: '/counter/check-in', as: staff },
  ]
})

/** Statements that go together count once; statements on several connections each. The places of today are known. */
async function tripsOf({ method, path, fields, as }: Ask): Promise<string[]> {
  await app.request('/healthz', {}, fromHere)
  await app.request('/guide', {}, fromHere)
  const trips: string[] = []
  const end = hearRoundTrips(library.db, trip => trips.push(trip.join(' + ')))
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const answer = await app.request(
    path,
    {
      method,
      headers: { ...(as ? { cookie: as.cookie } : {}), ...(method === 'POST' ? form : {}) },
      ...(method === 'POST' ? { body: new URLSearchParams({ csrf: as!.csrf, ...fields }).toString() } : {}),
    },
    fromHere,
  )
  end()
  expect([method, path, answer.status]).toEqual([method, path, method === 'POST' ? 303 : 200])
  return trips
}

test('what a page costs: round trips to the database, which may only become fewer', async () => {
  const counted: Record<string, number> = {}
  for (const ask of [...order, ...counter]) {
    const trips = await tripsOf(ask)
    counted[ask.name] = trips.length
  }
  expect(counted).toEqual({
    top: 0,
    results: 1,
    record: 2,
    'into the basket': 3,
    basket: 2,
    review: 2,
    order: 3,
    ordered: 2,
    'my library': 2,
    'my holds': 2,
    'my loans': 2,
    card: 2,
    'loans of the card': 4,
    loan: 5,
    'loans, one more': 5,
    'my loans, one': 3,
    return: 4,
    returned: 2,
  })
  const tripsOfAll = (...names: string[]) => names.reduce((sum, name) => sum + counted[name]!, 0)
  const ordering = tripsOfAll('top', 'results', 'record', 'into the basket', 'basket', 'review', 'order', 'ordered')
  const lending = tripsOfAll('card', 'loans of the card', 'loan', 'loans, one more')
  const returning = tripsOfAll('return', 'returned')
  expect((ordering + lending + returning) / 3, 'an average piece of work').toBeLessThanOrEqual(14)
})

test('every page goes on when a newer version beside it has added columns to what it reads', async () => {
  const reading = [...order, ...counter].filter(({ method }) => method === 'GET')
  const writing = counter.filter(({ name }) => name === 'loan' || name === 'return')
  // So often that the server has planned their statements.
  for (let time = 0; time < 4; time++) for (const ask of [...reading, ...writing]) await tripsOf(ask)
  for (const table of ['bib', 'item', 'patron', 'hold', 'loan', 'notice', 'session', 'staff_session', 'branch'])
    await sql.raw(`alter table ${table} add column of_a_newer_version text`).execute(library.db)
  for (const ask of [...reading, ...writing]) await tripsOf(ask)
})
