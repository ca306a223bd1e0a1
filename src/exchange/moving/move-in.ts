import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deskOf } from '#acting.ts'
import { branchName, loadBranchNames } from '#catalogue/exchange/import-store.ts'
import { loadSourceKeys } from '#catalogue/exchange/moving-store.ts'
import { deleteBib } from '#catalogue/exchange/removal-store.ts'
import { type Tx, transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { temporaryUntil } from '#patrons/desk/register-patron.ts'
import { hasPatrons } from '#patrons/moving-store.ts'
import { changeDescription, currentDescription } from '#settings/change-description.ts'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { importRecords } from '../import-records.ts'
import type { Reconciled } from '../rules/figures.ts'
import type { FormName } from '../rules/forms.ts'
import { isTakenIn } from '../rules/want.ts'
import { countMoved, queuesOf } from './figures-store.ts'
import { catalogueFiles, filesOf, fingerprintOf } from './folder.ts'
import { Known, type MoveProblem } from './judge-table.ts'
import { headerOf, type Mapping, readMapping } from './mapping.ts'
import {
  analyse,
  forgetBase,
  forgetHashes,
  keepBase,
  keepMoving,
  loadGoneSinceBase,
  loadMoving,
  withoutTimeLimit,
} from './moving-store.ts'
import { fileOf } from './open-table.ts'
import { hashBefore, readyPasswords } from './ready-passwords.ts'
import { takeInTables } from './take-in-tables.ts'
import { Tally } from './tally.ts'

export type MoveRefusal =
  /** There are patrons already, and they did not come from these files: a second moving would make them twice. */
  | { why: 'notEmpty' }
  | { why: 'settings'; problems: string[] }
  /** The folder holds no file of a moving: it is another one. */
  | { why: 'nothingToRead' }
  /** Rows that cannot be used: no patron came in. `moved` says what would have. */
  | { why: 'problems'; moved: Moved }

/**
 * What came of a moving: per file how many rows were read and left out, what was told of them, and whether the
 * figures agree.
 */
export type Moved = {
  tables: Record<string, { read: number; leftOut: number }>
  problems: MoveProblem[]
  reconciled: Reconciled[]
  /** The same files had come in before: nothing was left to do, and values are not told again. */
  before: boolean
}

export type MoveStep = 'settings' | 'catalogue' | 'hashing' | FormName | 'reconciliation'

export type MoveOptions = {
  /** True: rows that cannot be used are left out and told; else one such row and no patron comes in. */
  leaveOut?: boolean
  /** True: the library is thrown away afterwards, nobody will sign in. */
  isRehearsal?: boolean
  /**
   * True: settings, catalogue and the hashes of passwords stay as the base of the moving, which then takes only what
   * changed of them; all else is tried and taken back.
   */
  isBase?: boolean
  onStep?: (step: MoveStep) => void
}

/**
 * 引っ越し (in): takes a whole library in from a folder: its settings, then its catalogue (which a second start finds
 * unchanged), then copies, patrons and all that hangs on them in one transaction. Killed anywhere and started again,
 * it ends the same; what has come in from the same files is not taken in twice.
 */
export async function moveIn(
  library: Library,
  folder: string,
  options: MoveOptions = {},
): Promise<Outcome<Moved, MoveRefusal>> {
  const files = await fingerprintOf(folder)
  const before = await loadMoving<Moved>(library.db, files)
  if (before) return done({ ...before, before: true })
  if (await hasPatrons(library.db)) return refused({ why: 'notEmpty' })
  const mapping = readMapping(folder)
  const { read, unread } = await filesOf(folder, mapping)
  if (read.length === 0) return refused({ why: 'nothingToRead' })
  options.onStep?.('settings')
  const wrong = await takeInSettings(library, folder)
  if (wrong.length > 0) return refused({ why: 'settings', problems: wrong })
  options.onStep?.('catalogue')
  const catalogue = await takeInCatalogue(library, folder, options.isBase ?? false)
  catalogue.problems.unshift(...unread.map(nobodyReads))
  crashPoint('moveIn:catalogue')
  if (!options.isRehearsal) {
    options.onStep?.('hashing')
    await hashBefore(library, { folder, mapping })
    crashPoint('moveIn:hashed')
  }
  try {
    const moved = await transact(library.db, async tx => {
      const taken = await takeInRows(tx, library, { folder, mapping, options, catalogue })
      if (options.isBase) throw new LeftOut(taken)
      if (!options.leaveOut && taken.problems.some(({ want }) => !isTakenIn(want))) throw new LeftOut(taken)
      await forgetHashes(tx)
      await forgetBase(tx)
      await keepMoving(tx, files, library.clock.now(), withoutValues(taken))
      return taken
    })
    crashPoint('moveIn:committed')
    return done(moved)
  } catch (error) {
    if (error instanceof LeftOut && options.isBase) return done(error.moved)
    if (error instanceof LeftOut) return refused({ why: 'problems', moved: error.moved })
    throw error
  }
}

/** What is kept: which rows were left out and why, not what stood there. A patron who is forgotten is nowhere. */
const withoutValues = (moved: Moved): Moved => ({
  ...moved,
  problems: moved.problems.map(problem => ({ ...problem, value: '' })),
})

/** Ends the transaction without a trace: something cannot be used, and nobody said that it may be left out. */
class LeftOut extends Error {
  readonly moved: Moved

  constructor(moved: Moved) {
    super('some rows cannot be used')
    this.moved = moved
  }
}

type Catalogue = { problems: MoveProblem[]; tables: Moved['tables'] }

async function takeInRows(
  tx: Tx,
  library: Library,
  how: { folder: string; mapping: Mapping | null; options: MoveOptions; catalogue: Catalogue },
): Promise<Moved> {
  const { folder, mapping, options, catalogue } = how
  await withoutTimeLimit(tx)
  await analyse(tx, ['bib'])
  const now = library.clock.now()
  const branches = await loadBranchNames(tx)
  const bibs = await loadSourceKeys(tx)
  const problems = [...catalogue.problems]
  const tally = new Tally()
  const passwords = fileOf('passwords', mapping)
  await takeInTables(tx, {
    folder,
    mapping,
    known: new Known(bibs, name => branches.get(branchName(name))),
    tally,
    tell: problem => void problems.push(problem),
    desk: deskOf(library, { is: 'system' }, now),
    now,
    temporaryUntil: temporaryUntil(library.policy, now),
    hash: await readyPasswords(library, (options.isRehearsal || options.isBase) ?? false, (line, column, want) =>
      problems.push({
        file: passwords,
        line,
        column,
        header: headerOf(mapping, 'passwords', column),
        value: '',
        want,
      }),
    ),
    onTable: name => options.onStep?.(name),
  })
  options.onStep?.('reconciliation')
  const reconciled = tally.reconcile({ counts: await countMoved(tx), queues: await queuesOf(tx, tally.mostWanted()) })
  const tables = Object.entries(tally.read).map(([name, read]) => [
    name,
    { read, leftOut: tally.leftOut[name as FormName] },
  ])
  return {
    tables: { ...catalogue.tables, ...Object.fromEntries(tables) },
    problems: inOrder(problems),
    reconciled,
    before: false,
  }
}

/** File by file, as they were read, and line by line: some is known only when the database was asked. */
function inOrder(problems: MoveProblem[]): MoveProblem[] {
  const files = [...new Set(problems.map(({ file }) => file))]
  return problems.toSorted((one, other) => files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line)
}

/** What is wrong with the settings; nothing: they are in force. */
async function takeInSettings(library: Library, folder: string): Promise<string[]> {
  const file = join(folder, 'settings.yaml')
  if (!existsSync(file)) return []
  const read = readLibraryFile(readFileSync(file, 'utf8'))
  if (!read.ok) return read.errors.map(({ line, message }) => `settings.yaml:${line}: ${message}`)
  const { version } = await currentDescription(library)
  const changed = await changeDescription(library, { login: 'console' }, read.document, {
    basedOn: version,
    why: 'moved in',
  })
  if (changed.ok) return []
  if (changed.refusal.why !== 'problems') return [`settings.yaml: ${JSON.stringify(changed.refusal)}`]
  return changed.refusal.problems.map(
    problem => `settings.yaml:${read.lineOf(problem) ?? 1}: ${problem.path.join('.')}: ${JSON.stringify(problem)}`,
  )
}

async function takeInCatalogue(library: Library, folder: string, isBase: boolean): Promise<Catalogue> {
  const problems: MoveProblem[] = []
  const tables: Moved['tables'] = {}
  const keys: string[] = []
  for (const file of catalogueFiles(folder)) {
    const report = await importRecords(library, join(folder, file), { onKey: key => keys.push(key) })
    tables[file] = { read: report.read, leftOut: report.problemCount }
    for (const { number, reason } of report.problems)
      problems.push({ file, line: number, column: '', header: '', value: '', want: { is: 'record', reason } })
  }
  if (isBase) await transact(library.db, tx => keepBase(tx, keys))
  else if (keys.length > 0) problems.push(...(await leaveGoneOut(library, keys)))
  return { problems, tables }
}

/** What the base has and the files do not have any more goes again, unless something hangs on it; each is told. */
async function leaveGoneOut(library: Library, keys: readonly string[]): Promise<MoveProblem[]> {
  const told: MoveProblem[] = []
  for (const value of await loadGoneSinceBase(library.db, keys)) {
    const removal = await transact(library.db, tx => deleteBib(tx, value, library.clock.now()))
    const stays = removal === 'hasCopies' || removal === 'inUse'
    const want = { is: stays ? 'staysSinceBase' : 'goneSinceBase' } as const
    told.push({ file: '', line: 0, column: '', header: '', value, want })
  }
  return told
}

/** A file with a name that is a little wrong would leave all its rows behind: each that nobody reads is told. */
const nobodyReads = (file: string): MoveProblem => ({
  file,
  line: 0,
  column: '',
  header: '',
  value: '',
  want: { is: 'fileUsed' },
})
