import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { backUp } from '#backup/back-up.ts'
import { drill } from '#backup/drill.ts'
import { decryptFile, isEncrypted, newKeyPair } from '#backup/encryption.ts'
import { backupsIn, nameAt, tidyFolder } from '#backup/folder.ts'
import { rememberBackup } from '#backup/last-backup.ts'
import { type RestoreRefusal, restore } from '#backup/restore.ts'
import { countCatalogue } from '#catalogue/count-catalogue.ts'
import { readConfig } from '#config.ts'
import { connect, type Database } from '#database/database.ts'
import { appliedMigrations } from '#database/migrate.ts'
import { openServer, unreachableInWords, wantFolder, wantLibrary } from '#main.ts'
import { backupCame } from '#opening/show-checklist.ts'
import { progressPrinter } from '#std/progress.ts'
import { dayOf, zone } from '#time/clock.ts'
import { type Command, fileInWords, note, onlyWord, readFileNamed, say, UsageError } from '../command.ts'

export const backupCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'new-key': { type: 'string' } },
  })
  const newKey = values['new-key']
  if (newKey !== undefined) return makeKey(onlyWord([newKey, ...positionals], 'file'))
  const place = onlyWord(positionals, 'file')
  const folder = existsSync(place) && statSync(place).isDirectory() ? place : null
  if (!folder && existsSync(place)) throw new Error(`${place} is there already`)
  const config = readConfig()
  wantFolder(config)
  // The tables stay as they are: a backup that is made before an upgrade is one of the version before.
  const { databaseUrl, clock, close } = await openServer(config)
  const at = clock.now()
  const file = folder ? join(folder, nameAt(at.toZonedDateTimeISO(zone).toPlainDateTime())) : place
  try {
    await onDatabase(databaseUrl, db => wantLibrary(db, config)).catch((error: Error) => {
      throw unreachableInWords(config, error)
    })
    const printer = progressPrinter('Backup', process.stderr)
    const onProgress = (done: number, all: number) => printer.show({ done, share: done / all })
    const { rows, bytes } = await backUp(databaseUrl, file, at, { onProgress, toKey: config.backupKey })
    printer.end()
    await onDatabase(databaseUrl, db => rememberBackup({ db }, { at, rows, bytes }))
    say(`${rows} rows, ${bytes} bytes in ${file}${config.backupKey ? ', encrypted' : ''}`)
    if (folder) {
      const { kept, gone } = tidyFolder(folder)
      say(`${kept} backups stay in ${folder}${gone.length > 0 ? `; gone: ${gone.join(', ')}` : ''}`)
    }
    say('The secrets (secrets.json in DATA_DIR, or KAGO_SECRETS) are not in it: keep them too, elsewhere.')
    return 0
  } catch (error) {
    throw fileInWords(error, file)
  } finally {
    await close()
  }
}

function makeKey(file: string): number {
  if (existsSync(file)) throw new Error(`${file} is there already`)
  const { publicKey, privateKey } = newKeyPair()
  writeFileSync(file, privateKey, { mode: 0o600, flush: true })
  say(`The private key is in ${file}. Keep it where this service is not: without it no backup made for it can be read.`)
  say(`BACKUP_KEY=${publicKey}`)
  return 0
}

export const restoreCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { replace: { type: 'boolean' }, key: { type: 'string' } },
  })
  const file = onlyWord(positionals, 'file')
  return await withPlainFile(file, values.key, async plain => {
    const { databaseUrl, clock, close } = await openServer(readConfig())
    try {
      if (values.replace) await sayWhatIsGivenUp(databaseUrl)
      const printer = progressPrinter('Restore', process.stderr)
      const onProgress = (done: number, all: number) => printer.show({ done, share: done / all })
      const today = dayOf(clock.now())
      const restored = await restore(databaseUrl, plain, { today, replace: values.replace ?? false, onProgress })
      printer.end()
      return tell(restored)
    } finally {
      await close()
    }
  })
}

export const drillCommand: Command = async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { key: { type: 'string' } } })
  const place = onlyWord(positionals, 'file')
  const isFolder = existsSync(place) && statSync(place).isDirectory()
  const file = isFolder ? backupsIn(place).at(-1)?.file : place
  if (!file) throw new Error(`There is no backup in ${place}.`)
  return await withPlainFile(file, values.key, async plain => {
    const { databaseUrl, clock, close } = await openServer(readConfig())
    try {
      note(`${file} is restored into a database of its own, which is dropped again`)
      const printer = progressPrinter('Drill', process.stderr)
      const onProgress = (done: number, all: number) => printer.show({ done, share: done / all })
      const restored = await drill(databaseUrl, plain, { today: dayOf(clock.now()), onProgress })
      printer.end()
      const code = tell(restored)
      if (code === 0) await noteDrill(databaseUrl, clock.now())
      return code
    } finally {
      await close()
    }
  })
}

/**
 * A drill that went well stands on the 開館までのチェックリスト of the library here, when there is one. Nothing else of it
 * changes: the program may be newer than its tables.
 */
const noteDrill = (databaseUrl: string, now: Temporal.Instant): Promise<void> =>
  onDatabase(databaseUrl, async db => {
    if ((await appliedMigrations(db)).length > 0) await backupCame(db, now)
  })

async function onDatabase(databaseUrl: string, work: (db: Database) => Promise<void>): Promise<void> {
  const db = connect(databaseUrl, { connections: 1 })
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}

/** Gives `work` a file that is not encrypted: this one, or what it holds, for as long as the work takes. */
async function withPlainFile(
  file: string,
  keyFile: string | undefined,
  work: (plain: string) => Promise<number>,
): Promise<number> {
  if (statSync(file).isDirectory()) throw new Error(`${file} is a directory: name the backup in it`)
  if (!(await isEncrypted(file))) return await work(file)
  if (!keyFile) throw new UsageError(`${file} is encrypted: name the file of the private key with --key`)
  const directory = mkdtempSync(join(dirname(file), '.opened-'))
  try {
    const plain = join(directory, 'backup.kago')
    if (await decryptFile(file, plain, readFileNamed(keyFile))) return await work(plain)
    say('This backup is not for that key, or it was cut off or altered. Nothing was written.')
    return 1
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const sayWhatIsGivenUp = (databaseUrl: string): Promise<void> =>
  onDatabase(databaseUrl, async db => {
    const { bibs, items } = await countCatalogue({ db })
    note(`what this library holds now is given up: ${bibs} bibs, ${items} items, and all patrons, loans and holds`)
  }).catch(() => note('what this database holds now is given up'))

function tell(restored: Awaited<ReturnType<typeof restore>>): number {
  if (!restored.ok) {
    say(words(restored.refusal))
    return 1
  }
  const { rows, at, migrated, violations } = restored.value
  say(`${rows} rows of ${at}`)
  for (const { name, seconds } of migrated) say(`brought up by ${name}: ${seconds.toFixed(1)} s`)
  for (const { number, sentence } of violations) say(`invariant ${number}: ${sentence}`)
  say(violations.length === 0 ? 'all is well' : `${violations.length} things are broken`)
  return violations.length === 0 ? 0 : 1
}

function words(refusal: RestoreRefusal): string {
  switch (refusal.why) {
    case 'notIntact':
      return 'This is no whole backup: it was cut off or altered, or is another file. Nothing was written.'
    case 'tooNew':
      return `This backup comes from a newer version (${refusal.migrations.join(', ')}). Nothing was written.`
    case 'notEmpty':
      return `The library is not empty (${refusal.table}). Say --replace to give up what it holds. Nothing was written.`
    default:
      return refusal satisfies never
  }
}
