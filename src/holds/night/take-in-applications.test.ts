import { expect, test } from 'vitest'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { applied, givenReader, holdRow, nightPasses, stateOf, waiting } from '../../../test/given-holds.ts'
import { openLibrary } from '../../../test/library.ts'

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
