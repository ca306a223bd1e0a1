import { writeFileSync } from 'node:fs'
import { type Database, sql } from './database.ts'

/** The TypeScript of schema.ts for the tables as they are in this database. */
export async function describeSchema(db: Database): Promise<string> {
  const { rows } = await sql<Column>`
    select table_name as "table", column_name as "column", udt_name as type, is_nullable = 'YES' as nullable,
      is_identity = 'YES' or column_default is not null as filled, identity_generation = 'ALWAYS' as always
    from information_schema.columns where table_schema = current_schema() and table_name <> 'migration'
    order by table_name, ordinal_position`.execute(db)
  const tables = Map.groupBy(rows, row => row.table)
  const blocks = [...tables].map(([table, columns]) => `  ${table}: {\n${columns.map(line).join('\n')}\n  }`)
  return `// Made by \`npm run schema\` from the migrations. Do not edit.\nimport type { Generated, GeneratedAlways } from 'kysely'\n\nexport type Schema = {\n${blocks.join('\n')}\n}\n`
}

type Column = {
  table: string
  column: string
  type: string
  nullable: boolean
  filled: boolean
  always: boolean | null
}

function line({ column, type, nullable, filled, always }: Column): string {
  const plain =
    (typeNames[type.replace(/^_/, '')] ?? 'string') + (type.startsWith('_') ? '[]' : '') + (nullable ? ' | null' : '')
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

/** Writes schema.ts anew. */
export async function writeSchema(db: Database): Promise<void> {
  writeFileSync(new URL('schema.ts', import.meta.url), await describeSchema(db))
}
