import { expect, test } from 'vitest'
import { readConfig } from '#config.ts'
import { connect, onOneConnection } from '#database/database.ts'
import { Started } from '#std/started.ts'
import { takeDoor } from '#web/gate/door.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { openLibrary } from '../../../test/library.ts'
import { dataDirectory } from '../../../test/service/service.ts'
import { openService } from './open-service.ts'

test('visitors who take every connection do not keep the search index waiting', async () => {
  const connections = 4
  const library = await openLibrary({ connections })
  await givenBranches(library)
  await givenBib(library, { title: '雪国' })
  const { databaseUrl, close } = library
  const config = readConfig({ PORT: '0', DATA_DIR: dataDirectory(), DATABASE_URL: databaseUrl })
  const door = await takeDoor(config)
  const started = new Started()
  started.add('door', () => door.close(), 1_000)
  await openService(
    { config, opened: { library, databaseUrl, follower: null, revive: null, close }, door, started },
    null,
  )
  const suggested = async (q: string) => await (await fetch(`http://127.0.0.1:${door.port}/suggestions?q=${q}`)).text()
  expect(await suggested('雪国')).toContain('雪国')

  const gone = Promise.withResolvers<void>()
  const taken = Array.from({ length: connections }, () => Promise.withResolvers<void>())
  const visitors = taken.map(({ resolve }) =>
    onOneConnection(library.db, () => {
      resolve()
      return gone.promise
    }),
  )
  await Promise.all(taken.map(({ promise }) => promise))
  const db = connect(databaseUrl, { connections: 1 })
  await givenBib({ ...library, db }, { title: '古都の本' })
  await db.destroy()
  await expect.poll(() => suggested('古都'), { timeout: 20_000 }).toContain('古都の本')
  gone.resolve()
  await Promise.all(visitors)
  expect(await started.end()).toEqual([])
})
