import { parseArgs } from 'node:util'
import { checkLibrary } from '#check/check-library.ts'
import { type MoveRefusal, moveIn } from '#exchange/moving/move-in.ts'
import type { MoveProblem } from '#exchange/moving/read-folder.ts'
import { rehearse } from '#exchange/moving/rehearse.ts'
import type { Library } from '#library.ts'
import { openFromEnvironment } from '#main.ts'
import { dayOf } from '#time/clock.ts'
import { type Command, note, say, UsageError } from './command.ts'

/** Exit status: 0 everything is in · 3 some was left out and is told · 1 nothing was taken in, or something is broken. */
export const moveInCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rehearse: { type: 'boolean', default: false }, 'leave-out': { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (!folder || positionals.length > 1) throw new UsageError('one folder, please')
  const { library, databaseUrl, close } = await openFromEnvironment()
  try {
    const run = async (into: Library, leaveOut: boolean) => {
      const moved = await moveIn(into, folder, { leaveOut })
      if (!moved.ok) return refuse(moved.refusal)
      const { read, taken, problems } = moved.value
      tell(problems)
      for (const [name, count] of Object.entries(taken)) say(`${name}: ${read[name]} read, ${count} taken in`)
      const violations = await checkLibrary(into.db, into.policy, dayOf(into.clock.now()))
      for (const { number, sentence } of violations) say(`invariant ${number}: ${sentence}`)
      return violations.length > 0 ? 1 : problems.length > 0 ? 3 : 0
    }
    if (!values.rehearse) return await run(library, values['leave-out'])
    const status = await rehearse(library, databaseUrl, own => run(own, true))
    say('this was a rehearsal: nothing was kept')
    return status
  } finally {
    await close()
  }
}

function tell(problems: readonly MoveProblem[]): void {
  for (const { file, line, column, value, right } of problems)
    note(`${file}:${line}: ${[column, value && `"${value}"`].filter(Boolean).join(' ')} – ${right}`)
}

function refuse(refusal: MoveRefusal): number {
  switch (refusal.why) {
    case 'notEmpty':
      note('This library has patrons already. Move into an empty one. Nothing was changed.')
      break
    case 'settings':
      for (const problem of refusal.problems) note(problem)
      break
    case 'problems':
      tell(refusal.problems)
      note(`${refusal.problems.length} problems: no patron was taken in. Mend the files, or say --leave-out.`)
      break
    default:
      refusal satisfies never
  }
  return 1
}
