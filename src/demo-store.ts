import type { Database } from '#database/database.ts'

/** Writes into a library that it is the demo: made-up patrons, whose nights may be run before their hour. */
export async function markAsDemo(db: Database, openedAt: Temporal.Instant): Promise<void> {
  await db.insertInto('demo_library').values({ opened_at: openedAt }).execute()
}

export async function isDemo(db: Database): Promise<boolean> {
  return (await db.selectFrom('demo_library').select('opened_at').executeTakeFirst()) !== undefined
}
