import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { backUp } from '#backup/back-up.ts'
import { type RestoreRefusal, restore } from '#backup/restore.ts'
import { readConfig } from '#config.ts'
import { openFromEnvironment, openServer } from '#main.ts'
import { progressPrinter } from '#std/progress.ts'
import { dayOf } from '#time/clock.ts'
import { type Command, say, UsageError } from './command.ts'

export const backupCommand: Command = async args => {
  const file = onlyFile(parseArgs({ args, allowPositionals: true }).positionals)
  if (existsSync(file)) throw new UsageError(`${file} is there already`)
  const { library, databaseUrl, close } = await openFromEnvironment()
  try {
    const printer = progressPrinter('Backup', process.stderr)
    const { rows, bytes } = await backUp(databaseUrl, file, library.clock.now(), (done, all) =>
      printer.show({ done, share: done / all }),
    )
    printer.end()
    say(`${rows} rows, ${bytes} bytes in ${file}`)
    say('The secrets (secrets.json in DATA_DIR, or KAGO_SECRETS) are not in it: keep them too, elsewhere.')
    return 0
  } finally {
    await close()
  }
}

export const restoreCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { replace: { type: 'boolean' } },
  })
  const file = onlyFile(positionals)
  if (!existsSync(file)) throw new UsageError(`${file} is not there`)
  const { databaseUrl, clock, close } = await openServer(readConfig())
  try {
    const printer = progressPrinter('Restore', process.stderr)
    const restored = await restore(databaseUrl, file, {
      today: dayOf(clock.now()),
      replace: values.replace ?? false,
      onProgress: (done, all) => printer.show({ done, share: done / all }),
    })
    printer.end()
    if (!restored.ok) {
      say(words(restored.refusal))
      return 1
    }
    const { rows, at, violations } = restored.value
    say(`${rows} rows of ${at}`)
    for (const { number, sentence } of violations) say(`invariant ${number}: ${sentence}`)
    say(violations.length === 0 ? 'all is well' : `${violations.length} things are broken`)
    return violations.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

function onlyFile(positionals: string[]): string {
  const [file] = positionals
  if (!file || positionals.length > 1) throw new UsageError('one file, please')
  return file
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
