import { beforeEach, expect, test } from 'vitest'
import { newId } from '#std/new-id.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { preRegister } from './pre-register.ts'
import { myPreRegistration } from './pre-registrations.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  library.policy = { ...library.policy, services: { ...library.policy.services, preRegistration: true } }
})

const send = (id = newId(), address = '198.51.100.1') =>
  preRegister(
    library,
    {
      ...{ id, name: '新井 読子', nameReading: 'アライ ヨミコ', phone: '0254-53-0001', mail: null, postalCode: null },
      ...{ birthDate: Temporal.PlainDate.from('1990-04-01'), address: '本町1-1' },
    },
    address,
  )

test('one form is one application, pressed twice in one moment or sent again days later', async () => {
  const id = newId()
  const both = await Promise.all(Array.from({ length: 5 }, () => send(id)))
  expect(both).toEqual(both.map(() => ({ ok: true, value: null })))
  const mine = await myPreRegistration(library, id)
  expect(mine).not.toBeNull()
  library.clock.forward({ hours: 30 })
  expect(await send(id)).toEqual({ ok: true, value: null })
  expect(await myPreRegistration(library, id)).toEqual(mine)
})
