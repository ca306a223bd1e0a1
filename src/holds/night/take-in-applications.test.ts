import { expect, test } from 'vitest'
import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import { type GivenItem, givenBib, givenBranches } from '../../../test/given.ts'
import { applied, givenReader, holdRow, nightPasses, stateOf, waiting } from '../../../test/given-holds.ts'
import { openLibrary } from '../../../test/library.ts'
import { loadOrderedBibs } from '../ordering/order-facts-store.ts'
import { loadTitles } from './title-copies-store.ts'

test('the night counts by item category what a patron has in the queue, and what it takes in itself', async () => {
  const library = await openLibrary({ at: '2026-11-24T18:00:00' })
  await givenBranches(library)
  const film = async () => (await givenBib(library, { kind: 'audiovisual' })).id
  const book = async () => (await givenBib(library)).id
  // A book of which most copies are cassettes counts as one.
  const cassettes = await givenBib(library, {
    items: [{ loanRule: 'audiovisual' }, { loanRule: 'normal' }, { loanRule: 'audiovisual' }],
  })
  const [one, other] = [await givenReader(library), await givenReader(library)]
  await waiting(library, one, [await film()])
  const [lessonsOfOne] = await applied(library, one, [cassettes.id])
  const [filmOfOne] = await applied(library, one, [await film()])
  const booksOfOne = await applied(library, one, [await book(), await book()])
  const filmsOfOther = await applied(library, other, [await film(), await film()])

  // While they wait for the night, the limit falls from three to two.
  const rules = library.policy.rules.map(row => (row.item === 'audiovisual' ? { ...row, holds: 2 } : row))
  library.policy = { ...library.policy, rules }
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)

  expect(await holdRow(library, filmOfOne!)).toMatchObject({ state: 'closed', closed_detail: 'tooManyAudiovisual' })
  for (const hold of [lessonsOfOne!, ...booksOfOne, ...filmsOfOther])
    expect(await stateOf(library, hold)).toBe('waiting')
})

test('the night counts the copies of a title as an order does', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const patron = await givenReader(library)
  library.policy = {
    ...library.policy,
    rules: [...library.policy.rules, { patron: 'general', item: 'audiovisual', mayBeHeld: false }],
  }
  const rules = ['normal', 'audiovisual', 'reference']
  const copies: GivenItem[][] = [[], [{ status: 'withdrawn' }, { status: 'missing' }]]
  for (const one of rules)
    for (const two of rules)
      for (const three of rules)
        copies.push([{ loanRule: one }, { loanRule: two }, { loanRule: three, status: 'loan' }, { status: 'missing' }])
  const bibIds: BibId[] = []
  for (const items of copies) bibIds.push((await givenBib(library, { items })).id)
  bibIds.push((await givenBib(library, { kind: 'audiovisual', items: [{}, { loanRule: 'reference' }] })).id)

  const ordered = await loadOrderedBibs(library.db, deskOf(library, { is: 'night' }), patron, bibIds)
  const titleOf = await transact(library.db, tx =>
    loadTitles(
      tx,
      library.policy,
      bibIds.map(bibId => ({ bibId, patron: 'general' })),
    ),
  )
  for (const bibId of bibIds) expect(ordered.get(bibId)).toMatchObject(titleOf({ bibId, patron: 'general' }))
})
