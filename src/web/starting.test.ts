import { expect, test } from 'vitest'
import { LiveIndex } from '#catalogue/index/keep/live-index.ts'
import { statistics } from '#circulation/lists/statistics.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { openLibrary } from '../../test/library.ts'
import { serveWeb } from './serve.ts'

test('until searches answer, lists and feeds answer 503 as pages do; the process says that it lives and is not ready', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const { id } = await givenBib(library)
  library.index = new LiveIndex()
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1', isIndexed: () => false })
  const answer = (path: string) => fetch(`http://127.0.0.1:${web.port}${path}`)
  const asking = [
    '/',
    '/search?q=a',
    '/search.atom?q=a',
    '/suggestions?q=aa',
    '/new',
    '/new.atom',
    '/ranking',
    '/classes',
  ]
  for (const path of [...asking, '/authors', '/subjects', `/bib/${id}`, '/readyz']) {
    const { status, headers } = await answer(path)
    expect([path, status, headers.has('retry-after')]).toEqual([path, 503, true])
  }
  expect((await answer('/healthz')).status).toBe(200)
  await web.close()
})

test('statistics are read from the server that follows', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const follower = await openLibrary()
  await follower.close()
  const month = Temporal.PlainYearMonth.from('2026-11')
  await expect(statistics({ ...library, readDb: follower.db }, month, month)).rejects.toThrow()
  expect(await statistics(library, month, month)).toEqual([])
})
