import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { countCatalogue } from '#catalogue/count-catalogue.ts'
import { type ImportReport, importRecords } from '#exchange/import-records.ts'
import { openFromEnvironment } from '#main.ts'
import { duration, progressPrinter } from '#std/progress.ts'
import { type Command, fileInWords, note, onlyWord, say } from './command.ts'

/** Exit status: 0 all is in · 3 some was left out and is told · 1 nothing could be taken in, or the file is broken. */
export const importCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { agency: { type: 'string' }, 'move-copies': { type: 'boolean' } },
  })
  const file = onlyWord(positionals, 'file')
  const size = sizeOf(file)
  const { library, close } = await openFromEnvironment()
  const begun = performance.now()
  const printer = progressPrinter('Import', process.stderr)
  try {
    const { bibs, items } = await countCatalogue(library)
    note(`${size} bytes of ${file} are read into a catalogue of ${bibs} bibs and ${items} items`)
    const options = { ...(values.agency ? { agency: values.agency } : {}), moveCopies: values['move-copies'] ?? false }
    const report = await importRecords(library, file, { ...options, onProgress: printer.show })
    printer.end()
    tell(report, (performance.now() - begun) / 1000)
    return statusOf(report, file)
  } catch (error) {
    throw fileInWords(error, file)
  } finally {
    await close()
  }
}

/** @throws Error with a sentence when there is no such file */
function sizeOf(file: string): number {
  try {
    const found = statSync(file)
    if (found.isDirectory()) throw new Error(`${file} is a directory. Name one file.`)
    return found.size
  } catch (error) {
    throw fileInWords(error, file)
  }
}

function tell(
  { problems, problemCount, notes, noteCount, read, bibs, items, authorities }: ImportReport,
  seconds: number,
): void {
  for (const { number, reason } of problems) note(`record ${number}: ${reason}`)
  for (const { number, reason } of notes) note(`record ${number}: ${reason}`)
  const untold = problemCount - problems.length
  if (untold > 0) note(`and ${untold} more problems`)
  say(`${read} records in ${duration(seconds)}`)
  say(
    `bibs: ${bibs.added} added, ${bibs.changed} changed, ${bibs.unchanged} unchanged, ${bibs.deleted} deleted, ${bibs.merged} merged`,
  )
  say(`items: ${items.added} added, ${items.changed} changed, ${items.unchanged} unchanged`)
  say(
    `authorities: ${authorities.added} added, ${authorities.changed} changed, ${authorities.unchanged} unchanged, ${authorities.deleted} deleted`,
  )
  if (noteCount > 0) say(`notes: ${noteCount}`)
  say(`problems: ${problemCount}`)
}

function statusOf(
  { broken, read, problems, problemCount, bibs, items, authorities }: ImportReport,
  file: string,
): number {
  const taken = [bibs, items, authorities].some(counts => Object.values(counts).some(count => count > 0))
  if (broken !== null) {
    note(`${file} ${taken ? 'was taken in only in part' : 'was not taken in'}: ${broken}`)
    return 1
  }
  if (read === 0) {
    note(`${file} holds no records: there was nothing to take in.`)
    return 1
  }
  if (problemCount === 0) return 0
  if (taken) return 3
  note(`${file} was not taken in: no record of it could be used. The first: ${problems[0]!.reason}`)
  return 1
}
