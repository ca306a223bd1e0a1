import { type Database, sql, type Tx } from '#database/database.ts'
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

/** The 利用規約 of all documents so far, each wording once, with the moment of its first document; the first one first. */
export async function loadTermsSoFar(
  db: Database,
): Promise<{ terms: Policy['words']['terms']; from: Temporal.Instant }[]> {
  const { rows } = await sql<{ terms: unknown; from: Temporal.Instant }>`
    select document #> '{words,terms}' as terms, min(entered_at) as from from policy
    where jsonb_typeof(document #> '{words,terms}') = 'object' group by 1 order by 2`.execute(db)
  return rows.flatMap(({ terms, from }) => {
    const read = policySchema.shape.words.unwrap().shape.terms.safeParse(terms)
    return read.success ? [{ terms: read.data, from }] : []
  })
}

/**
 * Puts a new document into force; the ones before it stay as history.
 * @param places the branches and stops of then, for the history; null: they were not described
 * @param why in the words of who entered it
 * @returns its number
 */
export async function savePolicy(
  tx: Tx,
  policy: Policy,
  {
    at,
    by,
    places = null,
    why = null,
  }: { at: Temporal.Instant; by: string; places?: object | null; why?: string | null },
): Promise<number> {
  const { version } = await tx
    .insertInto('policy')
    .values({
      document: JSON.stringify(policySchema.parse(policy)),
      places: places === null ? null : JSON.stringify(places),
      entered_at: at,
      entered_by: by,
      why,
    })
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
