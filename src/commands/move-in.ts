import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkLibrary } from '#check/check-library.ts'
import type { MoveProblem } from '#exchange/moving/judge-table.ts'
import { type Moved, type MoveRefusal, moveIn } from '#exchange/moving/move-in.ts'
import { rehearse } from '#exchange/moving/rehearse.ts'
import { tryFile } from '#exchange/moving/try-file.ts'
import { unexplained, writeReport } from '#exchange/moving/write-report.ts'
import { isTakenIn } from '#exchange/rules/want.ts'
import type { Library } from '#library.ts'
import { openFromEnvironment } from '#main.ts'
import { en } from '#text/en.ts'
import { ja } from '#text/ja.ts'
import { dayOf } from '#time/clock.ts'
import { type Command, note, onlyWord, say } from './command.ts'

/** Problems told at the terminal; the report has all. */
const toldMax = 100

/**
 * Exit status: 0 everything is in · 3 some was left out and is told · 1 nothing was taken in, or something is broken.
 */
export const moveInCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rehearse: { type: 'boolean', default: false },
      'leave-out': { type: 'boolean', default: false },
      report: { type: 'string' },
      try: { type: 'string' },
      base: { type: 'boolean', default: false },
    },
  })
  const folder = onlyWord(positionals, 'folder')
  const report = values.report ?? join(folder, 'report')
  const { library, databaseUrl, close } = await openFromEnvironment()
  try {
    if (values.try !== undefined) return tellTried(await tryFile(library, folder, values.try))
    if (!values.rehearse)
      return await run(library, { folder, report, ...kind(values.base), leaveOut: values['leave-out'] || values.base })
    return await rehearse(library, databaseUrl, own =>
      run(own, { folder, report, isRehearsal: true, isBase: false, leaveOut: true }),
    )
  } finally {
    await close()
  }
}

/** One file as it is understood: ten rows, each cell under our name, and everything that cannot be used. */
function tellTried(tried: Awaited<ReturnType<typeof tryFile>>): number {
  if (!tried.ok) {
    const { refusal } = tried
    note(
      refusal.why === 'noFile'
        ? 'This file is not in the folder.'
        : `No table comes from a file of this name. There are: ${refusal.files.join(', ')}`,
    )
    return 1
  }
  for (const { form, rows, read, problems } of tried.value) {
    for (const { line, row } of rows) {
      say(`${form}, line ${line}`)
      for (const [column, value] of Object.entries(row)) if (value !== null) say(`    ${column}: ${value}`)
    }
    tellProblems(problems)
    say(`${form}: ${read} read, ${problems.length} told`)
  }
  return tried.value.some(({ problems }) => problems.some(isLeftOut)) ? 3 : 0
}

const kind = (isBase: boolean) => ({ isRehearsal: false, isBase })

type Run = { folder: string; report: string; isRehearsal: boolean; isBase: boolean; leaveOut: boolean }

async function run(into: Library, { folder, report, isRehearsal, isBase, leaveOut }: Run): Promise<number> {
  const begun = performance.now()
  const onStep = (step: string) => note(`${((performance.now() - begun) / 1000).toFixed(1)} s: ${step}`)
  const outcome = await moveIn(into, folder, { leaveOut, isRehearsal, isBase, onStep })
  const moved = outcome.ok ? outcome.value : refuse(outcome.refusal)
  if (moved === null) return 1
  if (moved.before) say('these files have come in before: nothing was left to do')
  const became = isRehearsal || isBase ? 'rehearsal' : outcome.ok ? 'takenIn' : 'refused'
  tell(moved)
  if (!moved.before) {
    await writeReport(report, { moved, outcome: became, t: ja.moving })
    say(`report: ${join(report, 'report.html')}`)
  }
  if (isRehearsal) say(en.moving.report.rehearsal)
  if (isBase)
    say('Settings, catalogue and hashes of passwords stay, as the base of the moving. Nothing else was written.')
  if (!outcome.ok) {
    note(en.moving.report.refused)
    return 1
  }
  onStep('check')
  const violations = await checkLibrary(into.db, into.policy, dayOf(into.clock.now()))
  for (const { number, sentence } of violations) say(`invariant ${number}: ${sentence}`)
  onStep('done')
  if (violations.length > 0 || unexplained(moved) > 0) return 1
  return moved.problems.some(isLeftOut) ? 3 : 0
}

/** Says why nothing was read; null: there is nothing to report. */
function refuse(refusal: MoveRefusal): Moved | null {
  switch (refusal.why) {
    case 'notEmpty':
      note('This library has patrons already, from other files. Move into an empty one. Nothing was changed.')
      return null
    case 'settings':
      for (const problem of refusal.problems) note(problem)
      return null
    case 'nothingToRead':
      note('No file here is one of a moving (docs/moving-in.md names them): it is another folder. Nothing was changed.')
      return null
    case 'problems':
      return refusal.moved
    default:
      return refusal satisfies never
  }
}

const isLeftOut = ({ want }: MoveProblem) => !isTakenIn(want)

function tellProblems(problems: readonly MoveProblem[]): void {
  for (const { file, line, header, value, want } of problems.slice(0, toldMax))
    note(`${file}:${line}: ${[header, value && `"${value}"`].filter(Boolean).join(' ')} – ${en.moving.want(want)}`)
  if (problems.length > toldMax) note(`${problems.length - toldMax} more`)
}

function tell(moved: Moved): void {
  tellProblems(moved.problems)
  for (const [name, { read, leftOut }] of Object.entries(moved.tables))
    if (read > 0) say(`${name}: ${read} read, ${read - leftOut} taken in`)
  const open = unexplained(moved)
  say(open > 0 ? en.moving.report.differs(open) : en.moving.report.agrees)
}
