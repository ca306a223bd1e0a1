import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Library } from '#library.ts'
import { openFromEnvironment } from '#main.ts'
import { changeDescription, currentDescription, type Plan, planDescription } from '#settings/change-description.ts'
import { jsonSchema } from '#settings/description.ts'
import { readLibraryFile, writeLibraryFile } from '#settings/file/library-file.ts'
import { planChange } from '#settings/planned-changes.ts'
import type { Problem } from '#settings/problem.ts'
import { readDescription } from '#settings/whole.ts'
import { ask, type Command, readFileNamed, say, UsageError } from './command.ts'
import { changeWords, planLines, problemWords, refusalLines } from './settings-words.ts'

/** How the history names whoever has the command line. */
const operator = { login: 'console' }

type Options = { yes: boolean; why: string | undefined; from: Temporal.PlainDate | null }

/** `check` and `schema` look at no library. */
const deeds: Record<string, (file: string | undefined, options: Options) => Promise<number>> = {
  async schema() {
    say(JSON.stringify(jsonSchema(), null, 2))
    return 0
  },

  async check(file) {
    const document = readFile(needed(file))
    if (document === null) return 1
    const read = readDescription(document.value)
    if (!read.ok) return tell(document, read.problems)
    say(`${file} can be used`)
    return 0
  },

  export: file =>
    withLibrary(async library => {
      const { description } = await currentDescription(library)
      if (file === undefined) {
        process.stdout.write(writeLibraryFile(description))
        return 0
      }
      const over = existsSync(file) ? readFileNamed(file) : undefined
      writeFileSync(file, writeLibraryFile(description, over))
      say(`written to ${file}`)
      return 0
    }),

  diff: file =>
    withLibrary(async library => {
      const plan = await planOf(library, needed(file))
      if (plan === null) return 1
      for (const line of planLines(plan)) say(line)
      return plan.stranded.length > 0 ? 1 : 0
    }),

  apply: (file, options) =>
    withLibrary(async library => {
      const plan = await planOf(library, needed(file))
      if (plan === null) return 1
      for (const line of planLines(plan)) say(line)
      if (plan.stranded.length > 0) return 1
      if (plan.changes.length === 0) return 0
      if (!options.yes && !(await isWanted())) {
        say('nothing was changed')
        return 1
      }
      const { why = null, from } = options
      if (from !== null) return planned(library, plan, { fromDay: from, why })
      const changed = await changeDescription(library, operator, plan.next, { basedOn: plan.version, why })
      if (!changed.ok) {
        for (const line of refusalLines(changed.refusal)) say(line)
        return 1
      }
      const { version, holdsMoved, loansMoved } = changed.value
      say(`version ${version} is in force; ${holdsMoved} holds and ${loansMoved} loans moved`)
      return 0
    }),
}

export const settingsCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { yes: { type: 'boolean', default: false }, why: { type: 'string' }, from: { type: 'string' } },
  })
  const [what = '', file, ...more] = positionals
  const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined
  if (!deed) throw new UsageError(`one of ${Object.keys(deeds).join(', ')}`)
  if (more.length > 0) throw new UsageError('one file, please')
  return deed(file, { yes: values.yes, why: values.why, from: dayNamed(values.from) })
}

function dayNamed(text: string | undefined): Temporal.PlainDate | null {
  if (text === undefined) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    throw new UsageError('--from wants a day as 2027-04-01')
  }
}

/** Notes the change for its day. */
async function planned(
  library: Library,
  plan: Plan,
  { fromDay, why }: { fromDay: Temporal.PlainDate; why: string | null },
) {
  const noted = await planChange(library, operator, plan.next, { basedOn: plan.version, fromDay, why })
  if (noted.ok) {
    say(`the night of ${fromDay} puts this into force`)
    return 0
  }
  const { refusal } = noted
  switch (refusal.why) {
    case 'dayNotAhead':
      say('--from names a day that is not ahead; leave it out to change at once')
      return 1
    case 'dayTooFar':
      say('--from names a day more than three years ahead')
      return 1
    case 'plannedAlready':
      say(`${refusal.by} has planned this for ${refusal.fromDay} already. Take that plan back first, or plan less:`)
      say(changeWords(refusal.change))
      return 1
    default:
      for (const line of refusalLines(refusal)) say(line)
      return 1
  }
}

async function withLibrary(work: (library: Library) => Promise<number>): Promise<number> {
  const { library, close } = await openFromEnvironment()
  try {
    return await work(library)
  } finally {
    await close()
  }
}

function needed(file: string | undefined): string {
  if (file === undefined) throw new UsageError('a file, please')
  return file
}

type Read = { file: string; value: unknown; lineOf(problem: Problem): number | null }

/** Null: it is no YAML, and that was said. */
function readFile(file: string): Read | null {
  const read = readLibraryFile(readFileNamed(file))
  if (!read.ok) {
    for (const { line, message } of read.errors) say(`${file}:${line}: ${message}`)
    return null
  }
  return { file, value: read.document, lineOf: read.lineOf }
}

function tell({ file, lineOf }: Read, problems: readonly Problem[]): number {
  for (const problem of problems) say(`${file}:${lineOf(problem) ?? 1}: ${problemWords(problem)}`)
  return 1
}

async function planOf(library: Library, file: string): Promise<Plan | null> {
  const read = readFile(file)
  if (read === null) return null
  const plan = await planDescription(library, { is: 'staff', login: operator.login }, read.value)
  if (plan.ok) return plan.value
  tell(read, plan.refusal.problems)
  return null
}

const isWanted = async () => /^y(es)?$/i.test(await ask('Put this into force? [y/N] '))
