import { parseArgs } from 'node:util'
import { backUp, type OnProgress } from '#backup/back-up.ts'
import { type RestoreRefusal, restore } from '#backup/restore.ts'
import { readConfig } from '#config.ts'
import { openFromEnvironment, startDatabase } from '#main.ts'
import { progressPrinter } from '#std/progress.ts'
import { dayOf, systemClock } from '#time/clock.ts'
import { type Command, say, UsageError } from './command.ts'

export const backupCommand: Command = {
  usage: 'backup FILE',
  says: 'write the whole library into one file, while the service goes on; the secrets are not in it',
  async run(args) {
    const file = oneFile(parseArgs({ args, allowPositionals: true }).positionals)
    const { library, databaseUrl, close } = await openFromEnvironment()
    try {
      const { show, end } = rowPrinter('Backup')
      const { rows, bytes } = await backUp(databaseUrl, file, library.clock.now(), show)
      end()
      say(`${rows} rows in ${bytes} bytes: ${file}`)
      return 0
    } finally {
      await close()
    }
  },
}

export const restoreCommand: Command = {
  usage: 'restore FILE [--replace]',
  says: 'put a backup into an empty database (--replace: into one that is given up) and check it; stop the service before',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    })
    const file = oneFile(positionals)
    const { databaseUrl, server } = await startDatabase(readConfig())
    try {
      const { show, end } = rowPrinter('Restore')
      const restored = await restore(databaseUrl, file, {
        today: dayOf(systemClock.now()),
        replace: values.replace,
        onProgress: show,
      })
      end()
      if (!restored.ok) {
        process.stderr.write(`${refusalWords(restored.refusal)}\n`)
        return 1
      }
      const { rows, at, violations } = restored.value
      for (const { number, name, sentence } of violations) say(`${number}. ${name}: ${sentence}`)
      say(`${rows} rows as of ${at}; ${violations.length} things are not as they must be.`)
      return violations.length === 0 ? 0 : 1
    } finally {
      if (server?.startedHere) server.stop()
    }
  },
}

function oneFile(files: string[]): string {
  if (files.length !== 1) throw new UsageError('one file, please')
  return files[0]!
}

function rowPrinter(label: string): { show: OnProgress; end(): void } {
  const printer = progressPrinter(label, process.stderr)
  return { show: (rows, all) => printer.show({ done: rows, share: all === 0 ? null : rows / all }), end: printer.end }
}

function refusalWords(refusal: RestoreRefusal): string {
  switch (refusal.why) {
    case 'notIntact':
      return 'This file is no backup, or not as it was written: it was cut off or altered. Nothing was changed.'
    case 'tooNew':
      return `This backup was written by a newer version, which knows ${refusal.migrations.join(', ')}. Nothing was changed.`
    case 'notEmpty':
      return `The database holds something already (${refusal.table}). With --replace that is given up. Nothing was changed.`
    default:
      return refusal satisfies never
  }
}
