import { moveDueDates } from '#circulation/loans/move-due-dates.ts'
import { type Tx, transact } from '#database/database.ts'
import { moveShelfDates } from '#holds/shelf/move-shelf-dates.ts'
import { BranchId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { savePolicy } from '#policy-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import type { Description } from './description.ts'
import { loadDescription, loadVersions, lockVersion } from './description-store.ts'
import { type Effects, enact, type Stranded } from './enact.ts'
import type { Problem } from './problem.ts'
import { type Change, changesBetween } from './rules/changes.ts'
import { readDescription } from './whole.ts'

/** What a change of the description is, and what it would do. */
export type Plan = {
  /** The version that it starts from: put into force only while this is the newest. */
  version: number
  next: Description
  changes: Change[]
  effects: Effects
  /** Why it cannot be put into force; none: it can. */
  stranded: Stranded[]
}

/** The description of the library as it is now, and its version (0: nothing was decided yet). */
export const currentDescription = (
  library: Pick<Library, 'db'>,
): Promise<{ description: Description; version: number }> => loadDescription(library.db)

/** What a description would change and do, without anything being changed. */
export async function planDescription(
  library: Library,
  actor: Actor,
  document: unknown,
): Promise<Outcome<Plan, { why: 'problems'; problems: Problem[] }>> {
  const read = readDescription(document)
  if (!read.ok) return refused({ why: 'problems', problems: read.problems })
  const next = read.description
  let plan: Plan | null = null
  try {
    await transact(library.db, async tx => {
      const { description, version } = await loadDescription(tx)
      const found = await enact(tx, library, actor, description, next)
      plan = { version, next, changes: changesBetween(description, next), ...found }
      throw new OnlyPlanned()
    })
  } catch (error) {
    if (!(error instanceof OnlyPlanned)) throw error
  }
  return done(plan!)
}

/** Takes everything back that was tried. */
class OnlyPlanned extends Error {}

export type ChangeRefusal =
  | { why: 'problems'; problems: Problem[] }
  /** Somebody else has put a version into force meanwhile. */
  | { why: 'changedMeanwhile'; version: number; by: string | null }
  | { why: 'stranded'; stranded: Stranded[] }

export type Changed = { version: number; changes: Change[]; holdsMoved: number; loansMoved: number }

/**
 * Puts a description into force: tables, calendar, policy and history in one transaction, then the last days of the
 * hold shelf and the due dates that move along (cut off, the next day moves the rest). A description that says what is
 * in force already makes no version.
 * @param basedOn the version that whoever changed it saw; another one since, and nothing is changed
 * @param alongside what is written in the same transaction, once nobody else can change the description; what it throws
 *   comes out, and nothing is changed
 */
export async function changeDescription(
  library: Library,
  staff: { login: string },
  document: unknown,
  { basedOn, why = null, alongside }: { basedOn: number; why?: string | null; alongside?: (tx: Tx) => Promise<void> },
): Promise<Outcome<Changed, ChangeRefusal>> {
  const read = readDescription(document)
  if (!read.ok) return refused({ why: 'problems', problems: read.problems })
  const next = read.description
  const actor: Actor = { is: 'staff', login: staff.login }
  const { branches, stops, ...policy } = next
  const saved = await transact(library.db, async tx => {
    const newest = await lockVersion(tx)
    if (newest !== basedOn) return refused(await changedMeanwhile(tx, newest))
    await alongside?.(tx)
    const { description } = await loadDescription(tx)
    const changes = changesBetween(description, next)
    if (changes.length === 0 && newest > 0) return done({ version: newest, changes })
    const { stranded } = await enact(tx, library, actor, description, next)
    if (stranded.length > 0) throw new Strands(stranded)
    const at = library.clock.now()
    const version = await savePolicy(tx, policy, { at, by: staff.login, places: { branches, stops }, why })
    const detail = { version, ...(why === null ? {} : { why }) }
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'changePolicy', patronId: null, detail })
    return done({ version, changes })
  }).catch((error: unknown) => {
    if (error instanceof Strands) return refused({ why: 'stranded', stranded: error.stranded } as const)
    throw error
  })
  if (!saved.ok) return saved
  crashPoint('changeDescription:committed')
  library.policy = policy
  let holdsMoved = 0
  let loansMoved = 0
  for (const { code } of saved.value.changes.length > 0 ? branches : []) {
    holdsMoved += await moveShelfDates(library, actor, BranchId(code))
    loansMoved += await moveDueDates(library, actor, BranchId(code))
  }
  return done({ ...saved.value, holdsMoved, loansMoved })
}

/** Who has put the version into force that somebody did not see. */
export const changedMeanwhile = async (tx: Tx, version: number) =>
  ({ why: 'changedMeanwhile', version, by: (await loadVersions(tx, 1))[0]?.by ?? null }) as const

class Strands extends Error {
  readonly stranded: Stranded[]
  constructor(stranded: Stranded[]) {
    super('something would be stranded')
    this.stranded = stranded
  }
}
