import { parseArgs } from 'node:util'
import { importRecords } from '#exchange/import-records.ts'
import { openFromEnvironment } from '#main.ts'
import { duration, progressPrinter } from '#std/progress.ts'
import { type Command, say, UsageError } from './command.ts'

export const importCommand: Command = async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { agency: { type: 'string' } } })
  const [file] = positionals
  if (!file || positionals.length > 1) throw new UsageError('one file, please')
  const { library, close } = await openFromEnvironment()
  const begun = performance.now()
  const printer = progressPrinter('Import', process.stderr)
  try {
    const report = await importRecords(library, file, { ...values, onProgress: printer.show })
    printer.end()
    for (const { number, reason } of report.problems) process.stderr.write(`record ${number}: ${reason}\n`)
    for (const { number, reason } of report.notes) process.stderr.write(`record ${number}: ${reason}\n`)
    const untold = report.problemCount - report.problems.length
    if (untold > 0) process.stderr.write(`and ${untold} more problems\n`)
    const { bibs, items, authorities } = report
    say(`${report.read} records in ${duration((performance.now() - begun) / 1000)}`)
    say(
      `bibs: ${bibs.added} added, ${bibs.changed} changed, ${bibs.unchanged} unchanged, ${bibs.deleted} deleted, ${bibs.merged} merged`,
    )
    say(`items: ${items.added} added, ${items.changed} changed, ${items.unchanged} unchanged`)
    say(
      `authorities: ${authorities.added} added, ${authorities.changed} changed, ${authorities.unchanged} unchanged, ${authorities.deleted} deleted`,
    )
    if (report.noteCount > 0) say(`notes: ${report.noteCount}`)
    say(`problems: ${report.problemCount}`)
    return 0
  } finally {
    await close()
  }
}
