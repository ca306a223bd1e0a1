import type { Database } from '#database/database.ts'

/** The keys of every bib that copies, loans and holds can name. */
export const loadSourceKeys = async (db: Database): Promise<Set<string>> =>
  new Set(
    (await db.selectFrom('bib').select('source_key').where('deleted_at', 'is', null).execute()).map(
      row => row.source_key,
    ),
  )
