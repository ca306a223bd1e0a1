import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, onOneConnection, sql } from '#database/database.ts'
import { type EmbeddedServer, startEmbedded } from '#database/embedded.ts'

const slot = 'follower'

/**
 * A second server that follows `primary` as it changes: PostgreSQL's own streaming replication, begun from a copy of
 * its files as `pg_basebackup` makes one (which is not among the embedded programs).
 * @param data where the files of the primary lie; `directory` takes those of the follower
 */
export async function startReplica(
  primary: EmbeddedServer,
  { data, directory, settings }: { data: string; directory: string; settings: Record<string, string> },
): Promise<EmbeddedServer> {
  const { uid, gid } = statSync(data)
  const write = (name: string, text: string) => {
    writeFileSync(join(directory, name), text, { mode: 0o600 })
    chownSync(join(directory, name), uid, gid)
  }
  const db = connect(primary.url, { connections: 1 })
  try {
    await onOneConnection(db, async connection => {
      // From here on the primary keeps its log until the follower has read it.
      await sql`select pg_create_physical_replication_slot(${slot}, true)`.execute(connection)
      await sql`select pg_backup_start(${slot}, true)`.execute(connection)
      copyFiles(data, directory)
      const { rows } = await sql<{ labelfile: string }>`select labelfile from pg_backup_stop(false)`.execute(connection)
      write('backup_label', rows[0]!.labelfile)
    })
  } finally {
    await db.destroy()
  }
  const host = new URL(primary.url.replace('@/', '@none/')).searchParams.get('host')
  write('postgresql.auto.conf', `primary_conninfo = 'host=${host} user=kago'\nprimary_slot_name = '${slot}'\n`)
  write('standby.signal', '')
  return startEmbedded(directory, settings)
}

/** All but its log, which the follower fetches, and what is of the running server alone. */
function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  const { stderr } = spawnSync('cp', ['-a', `${from}/.`, to], { encoding: 'utf8' })
  // A file may go while it is copied: what became of it stands in the log.
  const said = stderr.split('\n').filter(line => line !== '' && !line.includes('No such file'))
  if (said.length > 0) throw new Error(said.join('\n'))
  for (const name of ['postmaster.pid', 'postmaster.opts', 'server.log']) rmSync(join(to, name), { force: true })
  for (const folder of ['pg_wal', 'pg_replslot'])
    for (const name of readdirSync(join(to, folder))) rmSync(join(to, folder, name), { recursive: true })
}
