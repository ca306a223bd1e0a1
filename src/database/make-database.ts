import { newId } from '#std/new-id.ts'
import { connect, sql, withDatabase } from './database.ts'

/** Makes the database `kago` in a new cluster, which comes with a database `postgres` alone. */
export async function makeOwnDatabase(url: string): Promise<void> {
  const maintenance = connect(withDatabase(url, 'postgres'), { connections: 1 })
  try {
    const known = await sql`select from pg_database where datname = 'kago'`.execute(maintenance)
    if (known.rows.length === 0) await sql`create database kago`.execute(maintenance)
  } finally {
    await maintenance.destroy()
  }
}

/**
 * Works in an empty database of its own on the same server, and drops it again, whatever happened.
 * @param purpose what its name says it is for
 * @param work closes its connections before it ends
 * @throws Error in words when the server does not let this user make a database
 */
export async function inDatabaseAside<T>(url: string, purpose: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `kago_${purpose}_${newId().slice(-12)}`
  const maintenance = connect(url, { connections: 1 })
  try {
    await sql`create database ${sql.ref(name)} template template0`.execute(maintenance).catch((error: unknown) => {
      throw (error as { code?: string }).code === '42501' ? mayMakeNone() : error
    })
    try {
      return await work(withDatabase(url, name))
    } finally {
      await sql`drop database ${sql.ref(name)} with (force)`.execute(maintenance)
    }
  } finally {
    await maintenance.destroy()
  }
}

const mayMakeNone = () =>
  new Error(
    'This works in a database of its own, and the user that DATABASE_URL names may make none: alter role NAME createdb. Nothing was changed.',
  )
