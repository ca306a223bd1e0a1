import { changeDescription, currentDescription } from '#settings/change-description.ts'
import type { Description } from '#settings/description.ts'
import { givenBranches } from './given.ts'
import { openLibrary, type TestLibrary } from './library.ts'

/** A library whose calendar is laid out as its settings say: the makers of the tests lay it out by hand. */
export async function openDescribed(): Promise<TestLibrary> {
  const library = await openLibrary()
  await givenBranches(library)
  await changeAs('kanri', library, now => ({ ...now, calendar: { ...now.calendar, laidOutDays: 118 } }))
  return library
}

/** Changes the settings as they stand now. */
export async function changeAs(login: string, library: TestLibrary, how: (now: Description) => unknown) {
  const { description, version } = await currentDescription(library)
  return changeDescription(library, { login }, how(description), { basedOn: version })
}
