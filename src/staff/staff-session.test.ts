import { expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { givenBranches } from '../../test/given.ts'
import { givenStaff } from '../../test/given-staff.ts'
import { openLibrary } from '../../test/library.ts'
import { findStaffSession, signInStaff } from './sign-in-staff.ts'

test('a session at the counter lasts while it is used, ends after four idle hours, and is not written at every page', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const signedIn = await signInStaff(library, { ...(await givenStaff(library)), code: '', branchId: null })
  const id = signedIn.ok ? signedIn.value : ''
  const rowVersion = async () => (await sql`select xmin::text from staff_session`.execute(library.db)).rows

  const written = await rowVersion()
  for (let page = 0; page < 10; page++) {
    library.clock.forward({ minutes: 1 })
    expect(await findStaffSession(library, id)).toMatchObject({ branchId: 'chuo' })
  }
  expect(await rowVersion()).toEqual(written)

  for (let hour = 0; hour < 8; hour++) {
    library.clock.forward({ hours: 1 })
    expect(await findStaffSession(library, id)).not.toBeNull()
  }
  library.clock.forward({ hours: 4 })
  expect(await findStaffSession(library, id)).toBeNull()
})
