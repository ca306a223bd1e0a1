import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { writeJsonLines, writeMarc21, writeMarcXml, writeTsv } from '#catalogue/records/write-records.ts'
import { exportAuthorities, exportRecords } from '#exchange/export-records.ts'
import { exportAll } from '#exchange/moving/export-all.ts'
import { openLibraryThere } from '#main.ts'
import { type Command, say, UsageError } from './command.ts'

export const exportCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { authorities: { type: 'boolean', default: false }, all: { type: 'boolean', default: false } },
  })
  if (positionals.length > 1) throw new UsageError('one file or folder, please')
  const [file] = positionals
  if (values.all) return all(file)
  const ending = /\.(mrc|xml|jsonl|tsv)(\.gz)?$/.exec(file ?? '')
  if (!file || !ending) throw new UsageError('a file that ends in .mrc, .xml, .jsonl or .tsv, perhaps with .gz')
  const { library, close } = await openLibraryThere()
  try {
    const leftOut = (key: string, reason: string) => void process.stderr.write(`${key}: ${reason}\n`)
    const records = values.authorities ? exportAuthorities(library) : exportRecords(library)
    const forms = {
      mrc: () => writeMarc21(records, leftOut),
      xml: () => writeMarcXml(records),
      jsonl: () => writeJsonLines(records),
      tsv: () => writeTsv(records, values.authorities ? 'authorities' : 'bibs'),
    }
    const pieces = forms[ending[1] as keyof typeof forms]()
    const target = createWriteStream(file)
    if (ending[2]) await pipeline(pieces, createGzip(), target)
    else await pipeline(pieces, target)
    say(`${target.bytesWritten} bytes in ${file}`)
    return 0
  } finally {
    await close()
  }
}

/** Everything, for moving out. */
async function all(folder: string | undefined): Promise<number> {
  if (!folder) throw new UsageError('a folder, please')
  const { library, close } = await openLibraryThere()
  try {
    const rows = await exportAll(library, folder)
    for (const [name, count] of Object.entries(rows)) say(`${name}: ${count}`)
    return 0
  } finally {
    await close()
  }
}
