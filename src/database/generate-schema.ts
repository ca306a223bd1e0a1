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
  const wordsOf = await wordsAllowed(db)
  const tables = Map.groupBy(rows, row => row.table)
  const blocks = [...tables].map(
    ([table, columns]) =>
      `  ${table}: {\n${columns.map(column => line(column, idOf(column) ?? wordsOf(column))).join('\n')}\n  }`,
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

function line({ column, type, nullable, filled, always }: Column, narrow: string | null): string {
  const plain =
    (narrow ?? typeNames[type.replace(/^_/, '')] ?? 'string') +
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
  'notice.id': 'NoticeId',
  'saved_search.id': 'SavedSearchId',
  'terminal.id': 'TerminalId',
  'machine_report.id': 'ReportId',
  'planned_change.id': 'PlannedChangeId',
  'hold_order.id': 'OrderId',
  'request.id': 'RequestId',
  'question.id': 'QuestionId',
  'wish_list.id': 'WishListId',
  'theme.id': 'ThemeId',
  'passkey.id': 'PasskeyId',
  'counter_scan.id': 'ScanId',
  'news.id': 'NewsId',
  'mistake.id': 'MistakeId',
  'copied_draft.id': 'DraftId',
  'patron_note.id': 'NoteId',
  'patron_message.id': 'MessageId',
  'pre_registration.id': 'PreRegistrationId',
  'branch.id': 'BranchId',
  'stop.id': 'StopId',
  // Several in one column: no foreign key can say so.
  'staff.other_branches': 'BranchId',
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

/**
 * The words that a CHECK allows in a column, as a union of them; null for a column that may hold any. Only a CHECK of
 * one column that lists them all is read: what binds two columns stays between the database and the actions.
 */
async function wordsAllowed(db: Database): Promise<(place: Place) => string | null> {
  const { rows } = await sql<Place & { says: string }>`
    select conrelid::regclass::text as "table", attname as "column", pg_get_constraintdef(con.oid) as says
    from pg_constraint con join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'c' and cardinality(conkey) = 1 and connamespace = current_schema()::regnamespace`.execute(db)
  const words = new Map<string, string>()
  for (const { table, column, says } of rows) {
    const [, listed] = /^CHECK \(\(\w+ = ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)\)\)$/.exec(says) ?? []
    if (listed !== undefined)
      words.set(`${table}.${column}`, listed.replaceAll('::text, ', ' | ').replace('::text', ''))
  }
  return ({ table, column }) => words.get(`${table}.${column}`) ?? null
}

/** Writes schema.ts anew. */
export async function writeSchema(db: Database): Promise<void> {
  writeFileSync(new URL('schema.ts', import.meta.url), await describeSchema(db))
}
