import { Kysely } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { dialectOf, KagoDriver } from './driver.ts'
import { DatabaseAway } from './watch.ts'

/** Stands in for the database while it is away: whoever asks it anything is told so at once (DatabaseAway). */
export const noDatabase: Database = new Kysely({
  dialect: dialectOf(
    new (class extends KagoDriver {
      override acquireConnection(): never {
        throw new DatabaseAway('the database is away')
      }
    })(new pg.Pool()),
  ),
})
