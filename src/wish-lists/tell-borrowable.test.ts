import { beforeEach, expect, test } from 'vitest'
import { type BibId, WishListId } from '#ids.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { chooseMails } from '#patrons/mail-choices/choose-mails.ts'
import { newId } from '#std/new-id.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { givenReader, lent, notices, scanned, staff, violations, waiting } from '../../test/given-holds.ts'
import { givenPatron } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { myWish } from './my-wish-lists.ts'
import { tellBorrowable, wishToBeTold } from './tell-borrowable.ts'
import { wishFor } from './wish-for.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  await givenBranches(library)
})

const night = async () => {
  const now = library.clock.now()
  return (await tellBorrowable(library, { day: dayOf(now), now, limit: 100 })).report.mails
}

/** A patron who wishes to be told of these, on a list of their own. */
async function wisher(bibIds: BibId[], mail: string | null = 'hon@example.org') {
  const { id } = await givenPatron(library, { mail })
  const listId = WishListId(newId())
  const list = { is: 'new', id: listId, name: '読みたい本' } as const
  expect((await wishFor(library, id, { list, bibIds, note: '' })).ok).toBe(true)
  for (const bibId of bibIds) expect((await wishToBeTold(library, id, { listId, bibId }, true)).ok).toBe(true)
  return { id, listId }
}

test('one mail tells of everything that can be borrowed now, once; what is out is told when it is back', async () => {
  const here = await givenBib(library, { title: '棚の本' })
  const here2 = await givenBib(library, { title: '棚の本二' })
  const out = await givenBib(library, { title: '貸出中の本' })
  await lent(library, await givenReader(library), out.itemIds[0]!)
  const { id, listId } = await wisher([here.id, here2.id, out.id])
  expect(await night()).toBe(1)
  expect(await notices(library, 'borrowable')).toMatchObject([
    { patron_id: id, channel: 'mail', facts: { titles: ['棚の本', '棚の本二'] } },
  ])
  expect(await night()).toBe(0)
  expect((await myWish(library, id, listId, here.id))?.wish).toMatchObject({
    tell: false,
    toldOn: dayOf(library.clock.now()),
  })

  await scanned(library, out.itemIds[0]!)
  expect(await night()).toBe(1)
  expect(await notices(library, 'borrowable')).toHaveLength(2)
  expect(await violations(library)).toEqual([])
})

test('not while somebody waits, not of what is only read in the house, not without an address', async () => {
  const wanted = await givenBib(library)
  await lent(library, await givenReader(library), wanted.itemIds[0]!)
  await waiting(library, await givenReader(library), [wanted.id])
  const inHouse = await givenBib(library, { items: [{ loanRule: 'reference' }] })
  const { id, listId } = await wisher([wanted.id, inHouse.id])
  expect(await night()).toBe(0)
  const free = await givenBib(library)
  await wisher([free.id], null)
  expect(await night()).toBe(0)
  expect((await myWish(library, id, listId, wanted.id))?.wish.tell).toBe(true)
})

test('who wishes no more is not told; somebody else cannot wish on another’s list; a merge keeps the wish', async () => {
  const [a, b] = [await givenBib(library, { items: 0 }), await givenBib(library)]
  const { id, listId } = await wisher([a.id])
  const other = await givenPatron(library)
  expect(await wishToBeTold(library, other.id, { listId, bibId: a.id }, false)).toMatchObject({ ok: false })
  expect((await mergeBibs(library, staff, { from: a.id, into: b.id }, '同じ本')).ok).toBe(true)
  expect((await myWish(library, id, listId, b.id))?.wish.tell).toBe(true)
  expect((await wishToBeTold(library, id, { listId, bibId: b.id }, false)).ok).toBe(true)
  expect(await night()).toBe(0)
})

test('who wants no such mails keeps the wish, and is told when they want them again', async () => {
  const here = await givenBib(library)
  const { id, listId } = await wisher([here.id])
  await chooseMails(library, id, { dueSoonDays: null, declined: ['borrowable'] })
  expect(await night()).toBe(0)
  expect((await myWish(library, id, listId, here.id))?.wish).toMatchObject({ tell: true, toldOn: null })
  await chooseMails(library, id, { dueSoonDays: null, declined: [] })
  expect(await night()).toBe(1)
})
