import { checkLibrary } from '#check/check-library.ts'
import { openFromEnvironment } from '#main.ts'
import { dayOf } from '#time/clock.ts'
import { type Command, say } from './command.ts'

export const checkCommand: Command = {
  usage: 'check',
  says: 'ask the tables what must always be true; exit 1 when something is not',
  async run() {
    const { library, close } = await openFromEnvironment()
    try {
      const violations = await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))
      for (const { number, name, sentence } of violations) say(`${number}. ${name}: ${sentence}`)
      say(
        violations.length === 0
          ? 'Everything is as it must be.'
          : `${violations.length} things are not as they must be.`,
      )
      return violations.length === 0 ? 0 : 1
    } finally {
      await close()
    }
  },
}
