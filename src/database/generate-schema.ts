import { writeFileSync } from 'node:fs'
import { type Database, sql } from './database.ts'

/** The TypeScript of schema.ts for the tables as they are in this database. */
export async function describeSchema(db: Database): Promise<string> {
  const { rows } = await sql<Column>`
    select table_name as "table", column_name as "column", udt_name as type, is_nullable = 'YES' as nullable,
      is_identity = 'YES' or column_default is not null as filled, identity_generation = 'ALWAYS' as always
    from information_schema.columns where table_schema = current_schema() and table_name <> 'migration'
    order by table_name, ordinal_position`.execute(db)
  const idOf = await idTypes(db)
  const tables = Map.groupBy(rows, row => row.table)
  const blocks = [...tables].map(
    ([table, columns]) => `  ${table}: {\n${columns.map(column => line(column, idOf(column))).join('\n')}\n  }`,
  )
  const ids = [...new Set(rows.flatMap(column => idOf(column) ?? []))].sort()
  return [
    '// Made by `npm run schema` from the migrations. Do not edit.',
    `import type { ${ids.join(', ')} } from '#ids.ts'`,
    "import type { Generated, GeneratedAlways } from 'kysely'",
    `\nexport type Schema = {\n${blocks.join('\n')}\n}\n`,
  ].join('\n')
}

type Place = { table: string; column: string }

type Column = Place & { type: string; nullable: boolean; filled: boolean; always: boolean | null }

function line({ column, type, nullable, filled, always }: Column, id: string | null): string {
  const plain =
    (id ?? typeNames[type.replace(/^_/, '')] ?? 'string') +
    (type.startsWith('_') ? '[]' : '') +
    (nullable ? ' | null' : '')
  return `    ${column}: ${always ? `GeneratedAlways<${plain}>` : filled ? `Generated<${plain}>` : plain}`
}

const typeNames: Record<string, string> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float8: 'number',
  bool: 'boolean',
  text: 'string',
  uuid: 'string',
  xid8: 'string',
  bytea: 'Buffer',
  date: 'Temporal.PlainDate',
  time: 'Temporal.PlainTime',
  timestamptz: 'Temporal.Instant',
  jsonb: 'unknown',
}

/** The type of each id of ids.ts, by the column that is the key of its rows. */
const keyTypes: Record<string, string> = {
  'bib.id': 'BibId',
  'item.id': 'ItemId',
  'patron.id': 'PatronId',
  'hold.id': 'HoldId',
  'loan.id': 'LoanId',
  'staff.id': 'StaffId',
}

/** The type of the id in a column that is such a key, or that points at one by a foreign key; null for any other. */
async function idTypes(db: Database): Promise<(place: Place) => string | null> {
  const { rows } = await sql<Place & { keyTable: string; keyColumn: string }>`
    select con.conrelid::regclass::text as "table", here.attname as "column",
      con.confrelid::regclass::text as "keyTable", there.attname as "keyColumn"
    from pg_constraint con
      cross join lateral unnest(con.conkey, con.confkey) as pair (here, there)
      join pg_attribute here on here.attrelid = con.conrelid and here.attnum = pair.here
      join pg_attribute there on there.attrelid = con.confrelid and there.attnum = pair.there
    where con.contype = 'f' and con.connamespace = current_schema()::regnamespace`.execute(db)
  const pointsAt = Map.groupBy(rows, row => `${row.table}.${row.column}`)
  const typeOf = (place: string): string | null =>
    keyTypes[place] ??
    (pointsAt.get(place) ?? [])
      .map(({ keyTable, keyColumn }) => `${keyTable}.${keyColumn}`)
      .filter(key => key !== place)
      .map(typeOf)
      .find(type => type !== null) ??
    null
  return ({ table, column }) => typeOf(`${table}.${column}`)
}

/** Writes schema.ts anew. */
export async function writeSchema(db: Database): Promise<void> {
  writeFileSync(new URL('schema.ts', import.meta.url), await describeSchema(db))
}
