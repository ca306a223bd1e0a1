import { type Database, sql } from '#database/database.ts'
import { defaultPolicy, type Policy, policySchema } from '#policy.ts'
import { readPolicy } from '#policy-before.ts'

/**
 * What the library has decided: the newest document, or the defaults of a library that has changed nothing.
 * @throws Error naming every setting that cannot be used
 */
export async function loadPolicy(db: Database): Promise<{ policy: Policy; version: number }> {
  const row = await db
    .selectFrom('policy')
    .select(['document', 'version'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { policy: defaultPolicy, version: 0 }
  const parsed = readPolicy(row.document)
  if (parsed.success) return { policy: parsed.data, version: row.version }
  const lines = parsed.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`These settings of the library cannot be used (policy version ${row.version}):\n${lines.join('\n')}`)
}

/** Puts a new document into force; the one before it stays as history. */
export async function savePolicy(db: Database, policy: Policy, at: Temporal.Instant, by: string): Promise<void> {
  await db
    .insertInto('policy')
    .values({ document: JSON.stringify(policySchema.parse(policy)), entered_at: at, entered_by: by })
    .execute()
}

/** The documents so far, newest first. */
export async function policyHistory(
  db: Database,
  limit: number,
): Promise<{ version: number; at: Temporal.Instant; by: string; document: unknown }[]> {
  return (
    await sql<{ version: number; at: Temporal.Instant; by: string; document: unknown }>`
    select version, entered_at as at, entered_by as by, document from policy order by version desc limit ${limit}`.execute(
      db,
    )
  ).rows
}
