import { beforeEach, expect, test } from 'vitest'
import { PreRegistrationId } from '#ids.ts'
import { newId } from '#std/new-id.ts'
import { preRegistrations } from '#text/ja/counter/pre-registrations.ts'
import { givenBranches } from '../../../test/given.ts'
import { givenStaffSession } from '../../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { createApp } from '../../web/app.tsx'
import { preRegister } from './pre-register.ts'
import { myPreRegistration, removePreRegistration, waitingPreRegistrations } from './pre-registrations.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  library.policy = { ...library.policy, services: { ...library.policy.services, preRegistration: true } }
})

const send = (more: { id?: PreRegistrationId; address?: string; name?: string; nameReading?: string } = {}) => {
  const {
    id = PreRegistrationId(newId()),
    address: from = '198.51.100.1',
    name = '新井 読子',
    nameReading = 'アライ ヨミコ',
  } = more
  const birthDate = Temporal.PlainDate.from('1990-04-01')
  const rest = { phone: '0254-53-0001', mail: null, postalCode: null, address: '本町1-1', agreedTo: null }
  return preRegister(library, { id, name, nameReading, birthDate, ...rest }, from)
}

test('one form is one application, pressed twice in one moment or sent again days later', async () => {
  const id = PreRegistrationId(newId())
  const both = await Promise.all(Array.from({ length: 5 }, () => send({ id })))
  expect(both).toEqual(both.map(() => ({ ok: true, value: null })))
  const mine = await myPreRegistration(library, id)
  expect(mine).not.toBeNull()
  library.clock.forward({ hours: 30 })
  expect(await send({ id })).toEqual({ ok: true, value: null })
  expect(await myPreRegistration(library, id)).toEqual(mine)
})

test('who stands at the counter is found by number, name or reading, however many wait', async () => {
  for (let n = 0; n < 201; n++)
    await send({ address: `198.51.100.${n}`, name: `見本 ${n}`, nameReading: `ミホン ${n}` })
  library.clock.forward({ minutes: 1 })
  const id = PreRegistrationId(newId())
  await send({ id, name: '髙橋 花子', nameReading: 'タカハシ ハナコ' })
  const { number } = (await myPreRegistration(library, id))!
  const look = (sought: string) => waitingPreRegistrations(library, { login: 'mado' }, sought)
  const all = await look('')
  expect([all.waiting.length, all.more, all.waiting.some(one => one.id === id)]).toEqual([200, true, false])
  for (const sought of [number, '高橋', 'たかはし　はな']) {
    const { waiting, more } = await look(sought)
    expect([sought, waiting.map(one => one.id), more]).toEqual([sought, [id], false])
  }
  expect((await look('だれもいない')).waiting).toEqual([])
})

test('who presses for one that another desk has finished meanwhile is told so', async () => {
  await givenBranches(library)
  const id = PreRegistrationId(newId())
  await send({ id })
  const app = createApp(library)
  const { cookie } = await givenStaffSession(library)
  const press = () => app.request(`/counter/patrons/new?from=${id}`, { headers: { cookie } })
  expect(await (await press()).text()).toContain('新井 読子')
  await removePreRegistration(library, { login: 'mado' }, id)
  const answer = await press()
  const page = await (await app.request(answer.headers.get('location')!, { headers: { cookie } })).text()
  expect(page).toContain(preRegistrations.ended)
})
