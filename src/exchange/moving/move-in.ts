import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { branchName, loadBranchNames } from '#catalogue/import-store.ts'
import { loadSourceKeys } from '#catalogue/moving-store.ts'
import { transact } from '#database/database.ts'
import { storable } from '#database/incoming.ts'
import { takeInHolds } from '#holds/moving-store.ts'
import { takeInLoans, takeInTransits } from '#items/moving-loans-store.ts'
import { bringMovedItemsInLine, takeInItems } from '#items/moving-store.ts'
import type { Library } from '#library.ts'
import { hasPatrons, loadFingerprint, takeInCards, takeInPasswords, takeInPatrons } from '#patrons/moving-store.ts'
import { temporaryUntil } from '#patrons/register-patron.ts'
import { readEarlierPassword } from '#patrons/rules/wrapped-hash.ts'
import { readPassword } from '#patrons/signing-in/is-right.ts'
import { takeInRequests } from '#requests/moving-store.ts'
import { takeInSavedSearches } from '#saved-searches/moving-store.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { changeDescription, currentDescription } from '#settings/change-description.ts'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { takeInWishes } from '#wish-lists/moving-store.ts'
import { importRecords } from '../import-records.ts'
import type { FormName } from '../rules/forms.ts'
import { type MovedRow, type MoveProblem, readFolder } from './read-folder.ts'

export type MoveRefusal =
  /** There are patrons already: a second moving would make them twice. */
  { why: 'notEmpty' } | { why: 'settings'; problems: string[] } | { why: 'problems'; problems: MoveProblem[] }

export type Moved = { read: Record<string, number>; taken: Record<string, number>; problems: MoveProblem[] }

/**
 * 引っ越し (in): takes a whole library in from a folder: its settings, then its catalogue (which a second start finds unchanged), then
 * copies, patrons and all that hangs on them in one transaction. Killed anywhere and started again, it ends the same.
 * @param options.leaveOut true: rows that cannot be used are left out and told; else one such row and no patron comes in
 */
export async function moveIn(
  library: Library,
  folder: string,
  { leaveOut = false }: { leaveOut?: boolean } = {},
): Promise<Outcome<Moved, MoveRefusal>> {
  if (await hasPatrons(library.db)) return refused({ why: 'notEmpty' })
  const wrong = await takeInSettings(library, folder)
  if (wrong.length > 0) return refused({ why: 'settings', problems: wrong })
  const problems: MoveProblem[] = []
  for (const file of catalogueFiles(folder)) {
    const report = await importRecords(library, join(folder, file))
    for (const { number, reason } of report.problems)
      problems.push({ file, line: number, column: '', value: '', right: reason })
  }
  crashPoint('moveIn:catalogue')
  const branches = await transact(library.db, loadBranchNames)
  const bibs = await loadSourceKeys(library.db)
  const found = readFolder(folder, { branchOf: name => branches.get(branchName(name)), bibs })
  problems.push(...found.problems)
  const passwords = await readyPasswords(library, found.rows.passwords, problems)
  if (problems.length > 0 && !leaveOut) return refused({ why: 'problems', problems })
  await save(library, { ...found.rows, passwords })
  const taken = Object.fromEntries(
    Object.entries({ ...found.rows, passwords }).map(([name, rows]) => [name, rows.length]),
  )
  return done({ read: { ...found.read, bibs: bibs.size }, taken: { ...taken, bibs: bibs.size }, problems })
}

async function save(library: Library, rows: Record<FormName, MovedRow[]>): Promise<void> {
  const now = library.clock.now()
  const today = dayOf(now)
  const json = (name: FormName) => storable(rows[name])
  await transact(library.db, async tx => {
    await takeInItems(tx, json('items'), today)
    await takeInPatrons(tx, json('patrons'), now)
    await takeInCards(tx, json('cards'), today)
    await takeInPasswords(tx, json('passwords'), { now, until: temporaryUntil(library.policy, now) })
    await takeInLoans(tx, json('loans'))
    await takeInHolds(tx, json('holds'), now)
    crashPoint('moveIn:holds')
    await takeInTransits(tx, json('transits'))
    await bringMovedItemsInLine(tx)
    await takeInSavedSearches(tx, json('saved-searches'), today)
    await takeInWishes(tx, json('wishes'))
    await takeInRequests(tx, json('requests'), now)
  })
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

/** The first form of each that is there and holds something: a library may have no 典拠. */
const catalogueFiles = (folder: string): string[] =>
  ['authorities', 'catalogue'].flatMap(name => {
    const file = ['jsonl', 'mrc', 'xml', 'tsv']
      .map(ending => `${name}.${ending}`)
      .find(one => existsSync(join(folder, one)))
    return file && statSync(join(folder, file)).size > 0 ? [file] : []
  })

/** Passwords of an earlier system are hashed here; those hashed by another Kago need its secrets. */
async function readyPasswords(library: Library, rows: MovedRow[], problems: MoveProblem[]): Promise<MovedRow[]> {
  const ours = await loadFingerprint(library.db)
  const ready: MovedRow[] = []
  for (const [nth, row] of rows.entries()) {
    const wrong = (column: string, right: string) =>
      problems.push({ file: 'passwords', line: nth + 2, column, value: '', right })
    if (row.earlier) {
      const earlier = readEarlierPassword(row.earlier)
      if (!earlier) wrong('earlier', 'four digits, 8 characters, or a hash as {sha256:before:SALT}HEX')
      else {
        const hash = await hashPassword(
          library.secrets.pepper,
          'plain' in earlier ? readPassword(earlier.plain) : earlier.hash,
        )
        const wrapped = 'wrapped' in earlier ? JSON.stringify(earlier.wrapped) : null
        ready.push({ ...row, kind: 'own', hash, wrapped })
      }
    } else if (row.kind === 'own' && (row.hash === null || row.made_with !== ours))
      wrong('made_with', 'the secrets of the Kago that wrote this folder: put its secrets.json into DATA_DIR first')
    else ready.push({ ...row, kind: row.kind ?? 'temporary' })
  }
  return ready
}
