import { parseArgs } from 'node:util'
import { readConfig } from '#config.ts'
import { connect } from '#database/database.ts'
import { migrate } from '#database/migrate.ts'
import type { Stops } from '#database/upgrading/effects.ts'
import { type PendingMigration, showUpgrade } from '#database/upgrading/show-upgrade.ts'
import { openServer, unreachableInWords } from '#main.ts'
import { type Command, say } from '../command.ts'

/**
 * Brings the tables to the form of this version, or says with --check what that would change. Exit: 0 there is nothing
 * to do, or it is done · 3 (with --check) there is something to do · 1 this version cannot work on this database.
 */
export const upgradeCommand: Command = async args => {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean', default: false } } })
  const config = readConfig()
  const { databaseUrl, close } = await openServer(config)
  try {
    return await (values.check ? check(databaseUrl) : upgrade(databaseUrl))
  } catch (error) {
    throw unreachableInWords(config, error as Error)
  } finally {
    await close()
  }
}

async function check(databaseUrl: string): Promise<number> {
  const { pending, newer } = await showUpgrade(databaseUrl)
  sayNewer(newer)
  for (const one of pending) tell(one)
  if (pending.length === 0) {
    say('nothing is to be changed')
    return 0
  }
  const seconds = pending.reduce((sum, one) => sum + one.seconds, 0)
  say(`${pending.length} migrations, ${about(seconds)}. Nothing was changed.`)
  say(
    pending.some(one => one.endsEarlier)
      ? 'The version before cannot work on this database afterwards: end all of its processes first, and make a backup, which is the only way back.'
      : 'The version before goes on working on this database, beside this one and afterwards.',
  )
  return 3
}

function tell({ name, touches, seconds, endsEarlier }: PendingMigration): void {
  say(`${name}: ${about(seconds)}${endsEarlier ? '; ends the work of the version before' : ''}`)
  for (const { table, bytes, rows, stops, isRewritten, isScanned, isUpdated, newIndexes } of touches) {
    const does = [
      isRewritten && 'its rows are written anew',
      isUpdated && 'rows are changed',
      isScanned && 'its rows are read once',
      newIndexes > 0 && `${newIndexes} new ${newIndexes === 1 ? 'index' : 'indexes'}`,
    ].filter(one => one !== false)
    say(`    ${table} (${sizeOf(bytes)}, about ${rows} rows): ${[stopsInWords[stops], ...does].join('; ')}`)
  }
}

const stopsInWords: Record<Stops, string> = {
  nothing: 'everybody goes on',
  writing: 'nobody writes to it meanwhile',
  everything: 'nobody reads or writes it meanwhile',
}

const about = (seconds: number): string => (seconds < 1 ? 'less than a second' : `about ${Math.ceil(seconds)} s`)

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${Math.round(bytes / 1e6)} MB`

function sayNewer(newer: readonly string[]): void {
  if (newer.length > 0) say(`a newer version has been here (${newer.join(', ')}): this one goes on working beside it`)
}

async function upgrade(databaseUrl: string): Promise<number> {
  const db = connect(databaseUrl, { connections: 1 })
  try {
    const { applied, newer } = await migrate(db)
    sayNewer(newer)
    for (const { name, seconds } of applied) say(`${name}: ${seconds.toFixed(1)} s`)
    say(applied.length === 0 ? 'nothing was to be changed' : `${applied.length} migrations done`)
    return 0
  } finally {
    await db.destroy()
  }
}
