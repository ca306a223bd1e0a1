import { expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { addToBasket } from '#holds/basket/add-to-basket.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { BranchId, OrderId, PatronId } from '#ids.ts'
import { chooseMails, myMailChoices } from '#patrons/mail-choices/choose-mails.ts'
import { chosenLanguage, myData } from '#patrons/my-account.ts'
import { newId } from '#std/new-id.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { givenPatron, givenSession } from '../../test/given-patron.ts'
import { openLibrary } from '../../test/library.ts'
import { forgetPatron } from './forget-patron.ts'

const staff = { login: 'test' }

test('a patron who leaves is forgotten: nothing of them is left but a card that nobody else gets', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const patron = await givenPatron(library, { name: '去る人', mail: 'saru@example.jp' })
  await givenSession(library, patron.id)
  await addToBasket(library, patron.id, (await givenBib(library)).id)

  await chooseMails(library, patron.id, { dueSoonDays: 5, declined: ['arrivals'] })
  await library.db.updateTable('patron').set({ language: 'en' }).where('id', '=', patron.id).execute()
  expect(await forgetPatron(library, staff, patron.id)).toMatchObject({ ok: true })
  expect(await myMailChoices(library, patron.id)).toEqual({ dueSoonDays: null, declined: [] })
  expect(await chosenLanguage(library, patron.id)).toBeNull()
  const left = JSON.stringify(await myData(library, patron.id))
  for (const trace of ['去る人', 'saru@example.jp', '1970-01-01', '0254-53-0000']) expect(left).not.toContain(trace)
  expect(await myData(library, patron.id)).toMatchObject({ basket: [], sessions: [] })
  await expect(givenPatron(library, { cardNumber: patron.cardNumber })).rejects.toThrow('cardTaken')
  expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
})

test('not while something is reserved', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const { id } = await givenPatron(library)
  const order = {
    id: OrderId(newId()),
    kind: 'ordinary' as const,
    channel: 'web' as const,
    bibIds: [(await givenBib(library)).id],
    pickup: { branchId: BranchId('chuo'), stopId: null },
    contact: 'self' as const,
    confirmByMail: false,
  }
  expect((await placeHolds(library, id, order)).ok).toBe(true)
  expect(await forgetPatron(library, staff, id)).toEqual({
    ok: false,
    refusal: { why: 'stillOpen', loans: 0, holds: 1 },
  })
  expect(await forgetPatron(library, staff, PatronId(999_999))).toEqual({
    ok: false,
    refusal: { why: 'unknownPatron' },
  })
})
