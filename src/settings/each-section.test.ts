import { expect, test } from 'vitest'
import { givenBib, givenBranches } from '../../test/given.ts'
import { applied, givenReader, lent, staff, violations, waiting } from '../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { sectionChanges } from '../../test/section-changes.ts'
import { changeDescription, currentDescription, planDescription } from './change-description.ts'
import { changesBetween } from './rules/changes.ts'
import { takeBack } from './versions.ts'

/** Readers with loans and holds, some of them above what a change allows. */
async function living(): Promise<TestLibrary> {
  const library = await openLibrary()
  await givenBranches(library)
  const readers = []
  for (let nth = 0; nth < 20; nth++) readers.push(await givenReader(library))
  const bibs = []
  for (let nth = 0; nth < 30; nth++) bibs.push(await givenBib(library, { items: 1 }))
  for (const [nth, reader] of readers.entries()) {
    await lent(library, reader, bibs[nth]!.itemIds[0]!)
    const wished = [bibs[(nth + 1) % 30]!.id, bibs[(nth + 5) % 30]!.id]
    if (nth % 2 === 0) await waiting(library, reader, wished, { kind: 'series', contact: 'phone' })
    else await applied(library, reader, wished)
  }
  const { description, version } = await currentDescription(library)
  const next = { ...description, calendar: { ...description.calendar, laidOutDays: 118 } }
  await changeDescription(library, { login: 'kanri' }, next, { basedOn: version })
  return library
}

test('each section is changed on a living library after a look, and taken back to what it was', async () => {
  const library = await living()
  const { description: before } = await currentDescription(library)
  const effects: Record<string, object> = {}
  for (const [section, change] of Object.entries(sectionChanges)) {
    const { description, version } = await currentDescription(library)
    const next = { ...description, [section]: change(description) }
    const plan = await planDescription(library, staff, next)
    if (!plan.ok) throw new Error(JSON.stringify([section, plan.refusal]))
    expect([section, plan.value.stranded, plan.value.changes.length > 0]).toEqual([section, [], true])
    effects[section] = plan.value.effects
    const changed = await changeDescription(library, { login: 'kanri' }, next, { basedOn: version, why: section })
    if (!changed.ok) throw new Error(JSON.stringify([section, changed.refusal]))
    expect([section, changesBetween((await currentDescription(library)).description, next)]).toEqual([section, []])
    const back = { basedOn: changed.value.version, why: 'もどす' }
    const taken = await takeBack(library, { login: 'kanri' }, changed.value.version, back)
    expect([section, taken.ok]).toEqual([section, true])
    expect([section, changesBetween((await currentDescription(library)).description, before)]).toEqual([section, []])
  }
  expect(effects.rules).toMatchObject({ patronsAboveHolds: 20 })
  expect(effects.services).toMatchObject({ seriesLeft: 20, wishListsHidden: 0 })
  expect(effects.newArrivalDays).toMatchObject({ patronsAboveHolds: 0, holdsStuck: 0, daysClosed: 0 })
  expect(await violations(library)).toEqual([])
})
