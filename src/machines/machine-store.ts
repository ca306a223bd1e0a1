import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import type { ListedMachine, Machine } from './rules/machine.ts'

export async function findMachine(db: Database, name: string): Promise<(Machine & { passwordHash: string }) | null> {
  const row = await db
    .selectFrom('machine')
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .selectAll()
    .executeTakeFirst()
  return row ? { ...toMachine(row), passwordHash: row.password_hash } : null
}

/** The machine that is known by the address it comes from. */
export async function findMachineAt(db: Database, address: string): Promise<Machine | null> {
  const row = await db
    .selectFrom('machine')
    .where('address', '=', address)
    .where('disabled_at', 'is', null)
    .selectAll()
    .executeTakeFirst()
  return row ? toMachine(row) : null
}

/** Adds an account, or gives a known name a new place, password and options. */
export async function saveMachine(
  tx: Tx,
  machine: Machine & { passwordHash: string },
  now: Temporal.Instant,
): Promise<void> {
  const values = {
    branch_id: machine.branchId,
    password_hash: machine.passwordHash,
    charset: machine.charset,
    language: machine.language,
    asks_password: machine.asksPassword,
    address: machine.address,
    comma_in_name: machine.commaInName,
    tells_hold_patron: machine.tellsHoldPatron,
    disabled_at: null,
  }
  await tx
    .insertInto('machine')
    .values({ ...values, name: machine.name, created_at: now })
    .onConflict(conflict => conflict.column('name').doUpdateSet(values))
    .execute()
}

/** False when there is no such machine in use. */
export async function disableMachineRow(tx: Tx, name: string, now: Temporal.Instant): Promise<boolean> {
  const gone = await tx
    .updateTable('machine')
    .set({ disabled_at: now })
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  return gone !== undefined
}

/** Notes that a machine was heard; null when it may not be heard any more. */
export async function touchMachine(db: Database, name: string, now: Temporal.Instant): Promise<Machine | null> {
  const row = await db
    .updateTable('machine')
    .set({ seen_at: now })
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row ? toMachine(row) : null
}

export async function loadMachines(db: Database, limit: number): Promise<ListedMachine[]> {
  const rows = await db
    .selectFrom('machine')
    .innerJoin('branch', 'branch.id', 'machine.branch_id')
    .selectAll('machine')
    .select('branch.name as branch_name')
    .orderBy(sql`disabled_at is not null`)
    .orderBy('machine.name')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    ...toMachine(row),
    branchName: row.branch_name,
    seenAt: row.seen_at,
    disabledAt: row.disabled_at,
  }))
}

function toMachine(row: Row<'machine'>): Machine {
  return {
    name: row.name,
    branchId: row.branch_id,
    charset: row.charset,
    language: row.language,
    asksPassword: row.asks_password,
    address: row.address,
    commaInName: row.comma_in_name,
    tellsHoldPatron: row.tells_hold_patron,
  }
}
