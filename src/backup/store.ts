import type { CopyConnection } from '#database/copy.ts'

export type Manifest = {
  format: 'kago-backup-1'
  at: string
  /** The migrations that made the tables, in order. */
  migrations: string[]
  tables: { name: string; columns: string[]; rows: number }[]
  sequences: { name: string; last: string; called: boolean }[]
}

/**
 * Tables whose rows stay out: the list of migrations is made by migrating; the change feed speaks of transactions of
 * the server that wrote it, and whoever follows it begins anew.
 */
const leftOut = ['migration', 'bib_change']

/** Describes what there is to back up, in the snapshot of the connection's transaction. */
export async function describe(copy: CopyConnection, at: Temporal.Instant): Promise<Manifest> {
  const migrations = await copy.query<{ name: string }>('select name from migration order by name')
  const tables = []
  for (const { name, columns } of await loadTables(copy)) {
    const [counted] = await copy.query<{ rows: number }>(`select count(*)::int as rows from ${quoted(name)}`)
    tables.push({ name, columns, rows: counted!.rows })
  }
  return {
    format: 'kago-backup-1',
    at: at.toString(),
    migrations: migrations.map(row => row.name),
    tables,
    sequences: await loadSequences(copy),
  }
}

/** Every table whose rows are backed up, with the columns that are stored (not those that PostgreSQL computes). */
async function loadTables(copy: CopyConnection): Promise<{ name: string; columns: string[] }[]> {
  return await copy.query(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> all ($1)
     group by c.relname order by c.relname`,
    [leftOut],
  )
}

async function loadSequences(copy: CopyConnection): Promise<Manifest['sequences']> {
  const names = await copy.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'S' and relnamespace = current_schema()::regnamespace order by 1`,
  )
  const sequences = []
  for (const { name } of names) {
    const [state] = await copy.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    )
    sequences.push({ name, ...state! })
  }
  return sequences
}

export const copyOutStatement = ({ name, columns }: { name: string; columns: string[] }): string =>
  `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`

export const copyInStatement = ({ name, columns }: { name: string; columns: string[] }): string =>
  `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`

/**
 * The first of the tables a library consists of that has rows already; null in a database that no library lives in yet.
 */
export async function firstTableWithRows(copy: CopyConnection): Promise<string | null> {
  const there = new Set((await loadTables(copy)).map(({ name }) => name))
  for (const name of ['branch', 'bib', 'patron', 'staff'].filter(known => there.has(known))) {
    const rows = await copy.query(`select from ${quoted(name)} limit 1`)
    if (rows.length > 0) return name
  }
  return null
}

/** The migrations that the tables of this database have been through; none in a new one. */
export async function loadMigrations(copy: CopyConnection): Promise<string[]> {
  const [known] = await copy.query<{ known: boolean }>(`select to_regclass('migration') is not null as known`)
  if (!known!.known) return []
  return (await copy.query<{ name: string }>('select name from migration order by name')).map(row => row.name)
}

/** Removes every table, sequence and function of the schema. */
export async function dropEverything(copy: CopyConnection): Promise<void> {
  const things = await copy.query<{ statement: string }>(
    `select format('drop table if exists %I cascade', relname) as statement from pg_class
       where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
     union all select format('drop sequence if exists %I cascade', relname) from pg_class
       where relkind = 'S' and relnamespace = current_schema()::regnamespace
         and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype in ('a', 'i'))
     union all select format('drop function if exists %s cascade', p.oid::regprocedure) from pg_proc p
       where pronamespace = current_schema()::regnamespace
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  )
  for (const { statement } of things) await copy.query(statement)
}

/**
 * Makes the tables ready to be filled in any order: empty, without references between them and without the triggers of
 * ours.
 * @returns what puts the references and triggers back
 */
export async function openForFilling(copy: CopyConnection): Promise<string[]> {
  const references = await copy.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by conname`,
  )
  for (const { table, name } of references) await copy.query(`alter table ${table} drop constraint ${quoted(name)}`)
  const tables = [...(await loadTables(copy)).map(({ name }) => name), 'bib_change']
  await copy.query(`truncate ${tables.map(quoted).join(', ')}`)
  for (const name of tables) await copy.query(`alter table ${quoted(name)} disable trigger user`)
  return [
    ...references.map(
      ({ table, name, definition }) => `alter table ${table} add constraint ${quoted(name)} ${definition}`,
    ),
    ...tables.map(name => `alter table ${quoted(name)} enable trigger user`),
  ]
}

/** Numbers go on where they stood, so that none is given twice. */
export async function setSequences(copy: CopyConnection, sequences: Manifest['sequences']): Promise<void> {
  for (const { name, last, called } of sequences) {
    await copy.query('select setval(to_regclass($1), $2::bigint, $3)', [quoted(name), last, called])
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
