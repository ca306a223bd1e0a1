import { sql, type Tx } from '../database.ts'

/** What others cannot do with a table while it is changed. */
export type Stops = 'nothing' | 'writing' | 'everything'

/** What a migration does to a table that was there before. */
export type TableEffect = {
  table: string
  stops: Stops
  /** Its rows are written anew, all of them. */
  isRewritten: boolean
  /** Its rows are read, to see whether they keep a new rule. */
  isScanned: boolean
  /** Rows of it are changed one by one; at worst all. */
  isUpdated: boolean
  newIndexes: number
}

/** The form of the tables, as far as it shows what was done to them. */
export type Form = Map<string, { file: string; indexes: number; rules: number }>

/**
 * The tables of the schema but the list of migrations, as they are in this transaction. Rules: constraints, and columns
 * that may not be empty.
 */
export async function formOf(tx: Tx): Promise<Form> {
  const { rows } = await sql<{ table: string; file: string; indexes: number; rules: number }>`
    select c.relname as "table", c.relfilenode::text as file,
      (select count(*) from pg_index i where i.indrelid = c.oid)::int as indexes,
      (select count(*) from pg_constraint k where k.conrelid = c.oid and k.contype in ('c', 'f', 'n', 'x'))::int as rules
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'migration'`.execute(tx)
  return new Map(rows.map(({ table, ...form }) => [table, form]))
}

/**
 * What this transaction has done to tables that were there before it: by the locks that it holds and by what they have
 * become, whatever its statements were.
 */
export async function effectsSince(tx: Tx, before: Form): Promise<TableEffect[]> {
  const after = await formOf(tx)
  const locks = await locksHeld(tx)
  return [...before].flatMap(([table, was]) => {
    const held = locks.get(table) ?? []
    const is = after.get(table)
    if (held.length === 0) return []
    const effect: TableEffect = {
      table,
      stops: held
        .map(mode => stopsBy[mode] ?? 'nothing')
        .sort((one, other) => order.indexOf(other) - order.indexOf(one))[0]!,
      isRewritten: is !== undefined && is.file !== was.file,
      isScanned: is !== undefined && is.rules > was.rules,
      isUpdated: held.includes('RowExclusiveLock'),
      newIndexes: is === undefined ? 0 : Math.max(0, is.indexes - was.indexes),
    }
    return effect.stops === 'nothing' && !effect.isUpdated ? [] : [effect]
  })
}

const order: readonly Stops[] = ['nothing', 'writing', 'everything']

/** By PostgreSQL's table of conflicting locks; those that are not named here stop nobody who reads or writes. */
const stopsBy: Readonly<Record<string, Stops>> = {
  ShareLock: 'writing',
  ShareRowExclusiveLock: 'writing',
  ExclusiveLock: 'writing',
  AccessExclusiveLock: 'everything',
}

/** The modes in which this transaction has locked each table. */
async function locksHeld(tx: Tx): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ table: string; modes: string[] }>`
    select c.relname as "table", array_agg(l.mode) as modes from pg_locks l join pg_class c on c.oid = l.relation
    where l.pid = pg_backend_pid() and l.granted and l.locktype = 'relation'
      and l.database = (select oid from pg_database where datname = current_database())
      and c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    group by c.relname`.execute(tx)
  return new Map(rows.map(({ table, modes }) => [table, modes]))
}
