import type { Database, Tx } from '#database/database.ts'
import type { BranchId, TerminalId } from '#ids.ts'
import type { ListedTerminal, SelfCheck, Terminal } from './terminal.ts'

/**
 * Keeps a code. One that is there, made by the same staff for the same terminal and not over, is the same; one that
 * belongs to another terminal, or has run out, is taken.
 */
export async function insertCode(
  tx: Tx,
  code: {
    codeHash: Buffer
    branchId: BranchId
    name: string
    selfCheck: SelfCheck
    madeBy: string
    now: Temporal.Instant
    expiresAt: Temporal.Instant
  },
): Promise<'new' | 'same' | 'taken'> {
  const made = await tx
    .insertInto('terminal_code')
    .values({
      code_hash: code.codeHash,
      branch_id: code.branchId,
      name: code.name,
      self_check: code.selfCheck,
      made_by: code.madeBy,
      made_at: code.now,
      expires_at: code.expiresAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('made_at')
    .executeTakeFirst()
  if (made) return 'new'
  const there = await tx
    .selectFrom('terminal_code')
    .where('code_hash', '=', code.codeHash)
    .where('branch_id', '=', code.branchId)
    .where('name', '=', code.name)
    .where('self_check', '=', code.selfCheck)
    .where('made_by', '=', code.madeBy)
    .where('expires_at', '>', code.now)
    .select('made_at')
    .executeTakeFirst()
  return there ? 'same' : 'taken'
}

/** Uses a code up; null when it is unknown, used or too old. */
export async function takeCode(
  tx: Tx,
  codeHash: Buffer,
  now: Temporal.Instant,
): Promise<{ branchId: BranchId; name: string; selfCheck: SelfCheck } | null> {
  const taken = await tx
    .updateTable('terminal_code')
    .set({ used_at: now })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['branch_id as branchId', 'name', 'self_check as selfCheck'])
    .executeTakeFirst()
  return taken ? { ...taken, selfCheck: taken.selfCheck as SelfCheck } : null
}

export async function insertTerminal(
  tx: Tx,
  terminal: { branchId: BranchId; name: string; selfCheck: SelfCheck; tokenHash: Buffer; now: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('terminal')
    .values({
      branch_id: terminal.branchId,
      name: terminal.name,
      self_check: terminal.selfCheck,
      token_hash: terminal.tokenHash,
      registered_at: terminal.now,
    })
    .execute()
}

export async function loadTerminal(db: Database, tokenHash: Buffer): Promise<Terminal | null> {
  const row = await db
    .selectFrom('terminal')
    .where('token_hash', '=', tokenHash)
    .where('removed_at', 'is', null)
    .select(['id', 'branch_id as branchId', 'name', 'self_check as selfCheck'])
    .executeTakeFirst()
  return row ? { ...row, selfCheck: row.selfCheck as SelfCheck } : null
}

/** Those that are registered, those of one branch by their names. */
export async function loadTerminals(db: Database): Promise<ListedTerminal[]> {
  const rows = await db
    .selectFrom('terminal')
    .where('removed_at', 'is', null)
    .orderBy('branch_id')
    .orderBy('name')
    .orderBy('id')
    .select(['id', 'branch_id as branchId', 'name', 'self_check as selfCheck', 'registered_at as registeredAt'])
    .execute()
  return rows.map(row => ({ ...row, selfCheck: row.selfCheck as SelfCheck }))
}

/** @returns its name; null when there is none, or none any more */
export async function markRemoved(tx: Tx, id: TerminalId, now: Temporal.Instant): Promise<string | null> {
  const row = await tx
    .updateTable('terminal')
    .set({ removed_at: now })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  return row?.name ?? null
}
