import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveBackupMade } from '#backup/made-store.ts'
import { transact } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import { runNight } from '#nightly/run.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { type Sip2Server, serveSip2 } from '#protocols/sip2/server.ts'
import { day, givenCopy, givenHold, givenPatron, givenTown, readyNotice } from '../../../test/given-night.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { givenMachine, selfCheck } from '../../../test/sip2.ts'
import { serveWeb, type WebServer } from '../serve.ts'
import { openMetrics } from './metrics.ts'

const token = 'a-token-of-the-monitor'
let library: TestLibrary
let web: WebServer
let url: string
let sip2: Sip2Server
beforeAll(async () => {
  library = await openLibrary({ at: '2026-11-24T03:00:00' })
  await givenTown(library.db)
  await runNight(library, day('2026-11-24'))
  const patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  const { bibId, itemId } = await givenCopy(library.db, { title: 'こころ' })
  const holdId = await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', contact: 'mail' })
  await transact(library.db, tx =>
    writeNotices(tx, { now: library.clock.now(), policy: library.policy }, [readyNotice(patronId, holdId, 'こころ')]),
  )
  library.clock.set('2026-11-26T13:00:00')
  await saveBackupMade(library.db, { at: library.clock.now().subtract({ hours: 5 }), rows: 1, bytes: 1 })
  const metrics = openMetrics(library, { token })
  sip2 = await serveSip2(library, { port: 0, host: '127.0.0.1', onAnswer: metrics.countSip2 })
  web = await serveWeb(library, {
    port: 0,
    host: '127.0.0.1',
    metrics,
    machines: mountProtocols,
  })
  url = `http://127.0.0.1:${web.port}`
})
afterAll(() => Promise.all([web.close(), sip2.close()]))

test('a monitor on this machine reads how the service and its library are, and nobody who uses it', async () => {
  await fetch(`${url}/search?q=${encodeURIComponent('ひみつの本')}`)
  await fetch(`${url}/bib/4711`)
  for (const path of [
    '/sru',
    '/oai?verb=Identify',
    '/calendar/chuo.ics',
    `/my/calendar/${'himitsu'.repeat(7)}.ics`,
    '/calendar',
  ])
    await fetch(url + path)
  await givenMachine(library, { name: 'himitsu1', branchId: BranchId('chuo') })
  const kiosk = await selfCheck(library, sip2.port, { name: 'himitsu1' })
  await kiosk.card('himitsu', '4711')
  kiosk.close()
  const text = await (await fetch(`${url}/metrics`)).text()
  const number = (name: string) =>
    Number(
      text
        .split('\n')
        .find(line => line.startsWith(`${name} `))
        ?.split(' ')[1],
    )
  expect(number('kago_database_up')).toBe(1)
  expect(number('kago_notices_waiting{channel="mail"}')).toBe(1)
  expect(number('kago_backup_age_seconds')).toBe(5 * 3600)
  expect(number('kago_night_age_seconds')).toBe(58 * 3600)
  expect(number('kago_nights_missed')).toBe(1)
  expect(number('kago_requests_total{lane="anonymous",route="/search",status="200"}')).toBe(1)
  expect(number('kago_request_seconds_count{lane="anonymous"}')).toBeGreaterThanOrEqual(2)
  const asked = ['sru', 'oai-pmh', 'icalendar'].map(name => number(`kago_protocol_seconds_count{protocol="${name}"}`))
  expect(asked).toEqual([1, 1, 2])
  expect(number('kago_request_seconds_count{lane="machine"}')).toBe(4)
  expect(['93', '23'].map(code => number(`kago_sip2_seconds_count{message="${code}"}`))).toEqual([1, 1])
  for (const word of ['himitsu', 'hanako', 'こころ', 'ひみつ', '4711', 'arakawa']) expect(text).not.toContain(word)
})

test('from elsewhere, or through a proxy, it is not there without the token', async () => {
  const ask = async (headers: Record<string, string>) => (await fetch(`${url}/metrics`, { headers })).status
  expect(await ask({ 'x-forwarded-for': '203.0.113.7' })).toBe(404)
  expect(await ask({ via: '1.1 caddy' })).toBe(404)
  expect(await ask({ 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer guessed' })).toBe(404)
  expect(await ask({ 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${token}` })).toBe(200)
})
