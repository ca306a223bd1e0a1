import { expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { sql } from '#database/database.ts'
import { addToBasket } from '#holds/basket/add-to-basket.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { BranchId, OrderId, PatronId } from '#ids.ts'
import { stopPatron } from '#patrons/desk/stop-patron.ts'
import { chooseMails, myMailChoices } from '#patrons/mail-choices/choose-mails.ts'
import { chosenLanguage, myData } from '#patrons/my-account.ts'
import { defaultPolicy } from '#policy.ts'
import { currentDescription, planDescription } from '#settings/change-description.ts'
import { newId } from '#std/new-id.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { givenPatron, givenSession } from '../../test/given-patron.ts'
import { openLibrary } from '../../test/library.ts'
import { forgetEndedCards } from './forget-ended-cards.ts'
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

test('the night forgets whose card ended as many years ago as the library has decided, and nobody with anything open', async () => {
  const library = await openLibrary({ at: '2026-11-24T10:00:00' })
  await givenBranches(library)
  const ended = async (on: string, name = '昔の人') => {
    const { id } = await givenPatron(library, { name })
    await library.db
      .updateTable('patron')
      .set({ expires_on: Temporal.PlainDate.from(on) })
      .where('id', '=', id)
      .execute()
    return id
  }
  const [gone, lastDay, stopped, borrows, waits, read] = [
    await ended('2021-11-23'),
    await ended('2021-11-24'),
    await ended('2015-03-31'),
    await ended('2015-03-31'),
    await ended('2015-03-31'),
    await ended('2015-03-31'),
  ]
  const { db } = library
  await stopPatron(library, staff, stopped, '弁償の手続き中')
  const { id: bibId, itemIds } = await givenBib(library)
  await sql`insert into loan (item_id, bib_id, patron_id, branch_id, lent_at, due_on)
    values (${itemIds[0]}, ${bibId}, ${borrows}, 'chuo', '2015-03-01', '2015-03-15')`.execute(db)
  await sql`update item set status = 'loan' where id = ${itemIds[0]}`.execute(db)
  await sql`insert into request (id, patron_id, state, title, made_at, changed_at, pickup_branch_id, contact)
    values (gen_random_uuid(), ${waits}, 'considering', '幻の本', '2015-03-01', '2015-03-01', 'chuo', 'self')`.execute(
    db,
  )
  await sql`insert into patron_message (id, patron_id, words, written_by, written_at)
    values (gen_random_uuid(), ${read}, 'お忘れ物があります', 'test', '2015-03-01')`.execute(db)
  const names = async () => {
    const rows = await db.selectFrom('patron').where('name', '<>', '').select('id').orderBy('id').execute()
    return rows.map(({ id }) => id)
  }
  const night = { day: Temporal.PlainDate.from('2026-11-24'), now: library.clock.now(), limit: 100 }
  expect(await forgetEndedCards(library, night), 'off, where nobody has decided').toMatchObject({ did: 0 })
  library.policy = { ...defaultPolicy, cards: { ...defaultPolicy.cards, forgottenAfterYears: 5 } }
  expect(await forgetEndedCards(library, night)).toEqual({ did: 1, report: { patrons: 1 } })
  expect(await names()).toEqual([lastDay, stopped, borrows, waits, read])
  expect(await names()).not.toContain(gone)
  expect(await forgetEndedCards(library, night)).toEqual({ did: 0, report: { patrons: 0 } })
  const trail = await db.selectFrom('audit').where('did', '=', 'forgetPatron').select('staff_login').execute()
  expect(trail).toEqual([{ staff_login: 'night' }])
  expect(await checkLibrary(db, library.policy, dayOf(library.clock.now()))).toEqual([])
  // What a change of the setting would do is counted before it is made.
  library.policy = defaultPolicy
  const { description } = await currentDescription(library)
  const cards = { ...description.cards, forgottenAfterYears: 4 }
  const plan = await planDescription(library, { is: 'staff', login: 'kanri' }, { ...description, cards })
  expect(plan).toMatchObject({ ok: true, value: { effects: { patronsForgotten: 1 } } })
})
