import { connect, sql, withDatabase } from '#database/database.ts'
import { restore } from './restore.ts'

/**
 * Restores a backup into a database of its own on the same server, checks it there, and drops that again, whatever happened.
 * @throws Error when the server does not let this user make a database
 */
export async function drill(
  databaseUrl: string,
  file: string,
  options: Parameters<typeof restore>[2],
): ReturnType<typeof restore> {
  const name = `kago_drill_${process.pid}`
  const maintenance = connect(databaseUrl, { connections: 1 })
  try {
    await sql`create database ${sql.ref(name)} template template0`.execute(maintenance)
    try {
      return await restore(withDatabase(databaseUrl, name), file, options)
    } finally {
      await sql`drop database ${sql.ref(name)} with (force)`.execute(maintenance)
    }
  } finally {
    await maintenance.destroy()
  }
}
