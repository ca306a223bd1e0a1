import { parseArgs } from 'node:util'
import { checkLibrary } from '#check/check-library.ts'
import { openLibraryThere } from '#main.ts'
import { dayOf } from '#time/clock.ts'
import { type Command, say } from '../command.ts'

export const checkCommand: Command = async args => {
  parseArgs({ args })
  const { library, close } = await openLibraryThere()
  try {
    const violations = await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))
    for (const { number, name, sentence } of violations) say(`invariant ${number} (${name}): ${sentence}`)
    say(violations.length === 0 ? 'all is well' : `${violations.length} things are broken`)
    return violations.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}
