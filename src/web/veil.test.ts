import { beforeAll, expect, test } from 'vitest'
import { addToBasket } from '#holds/basket/add-to-basket.ts'
import type { BibId, PatronId } from '#ids.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { waiting } from '../../test/given-holds.ts'
import { givenPatron, givenSession } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { createApp } from './app.tsx'
import { pathTable } from './path-table.ts'
import { paths } from './paths.ts'

let library: TestLibrary
let patron: { id: PatronId; cardNumber: string; password: string }
let reserved: BibId
beforeAll(async () => {
  library = await openLibrary()
  library.policy = { ...library.policy, services: { ...library.policy.services, questions: true } }
  await givenBranches(library)
  patron = await givenPatron(library)
  reserved = (await givenBib(library, { title: '北越雪譜' })).id
  await waiting(library, patron.id, [reserved])
  expect(await addToBasket(library, patron.id, (await givenBib(library, { title: '草枕' })).id)).toMatchObject({
    ok: true,
  })
  await givenIndex(library)
  await library.db
    .updateTable('patron_secret')
    .set({ veiled_until: library.clock.now().add({ hours: 24 }) })
    .where('patron_id', '=', patron.id)
    .execute()
})

const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
const tellNothing: string[] = [paths.logout, paths.language, paths.myLanguage]
const acts = Object.entries(pathTable)
  .filter(([route, row]) => row.is === 'act' && row.reader !== 'station' && !tellNothing.includes(route))
  .map(([route]) => route)

test.each(acts)('under the veil %s answers nothing of what its patron reads', async route => {
  const { cookie, csrf } = await givenSession(library, patron.id)
  const body = `${new URLSearchParams({ csrf, bib: `${reserved}`, search: 'q=草枕' })}`
  const path = route.replaceAll(/:\w+(\{[^}]*\})?/g, '1')
  const answer = await createApp(library).request(path, { method: 'POST', headers: { cookie, ...own }, body })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/my'])
})

test('under the veil a book that was brought to the login is not put into the basket, and nothing is counted', async () => {
  const { cardNumber, password } = patron
  const body = `${new URLSearchParams({ cardNumber, password, add: `${reserved}` })}`
  const answer = await createApp(library).request('/login', { method: 'POST', headers: own, body })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/my'])
  const cookie = /kago-session=[^;]+/.exec(answer.headers.getSetCookie().join('; '))![0]
  const page = await (await createApp(library).request('/guide', { headers: { cookie } })).text()
  expect(page).not.toContain('<span class="count">')
})
