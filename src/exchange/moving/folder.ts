import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { formNames } from '../rules/forms.ts'
import type { Mapping } from './mapping.ts'
import { fileOf } from './open-table.ts'

const catalogueParts = ['authorities', 'catalogue'] as const
const namesOf = (part: string): string[] => ['jsonl', 'mrc', 'xml', 'tsv'].map(ending => `${part}.${ending}`)
const catalogueNames = () => catalogueParts.flatMap(namesOf)

/** The first form of each that is there and holds something: a library may have no 典拠. */
export const catalogueFiles = (folder: string): string[] =>
  catalogueParts.flatMap(name => {
    const file = namesOf(name).find(one => existsSync(join(folder, one)))
    return file && statSync(join(folder, file)).size > 0 ? [file] : []
  })

/** Which files of the folder are read, by their names, and which are not. */
export async function filesOf(folder: string, mapping: Mapping | null): Promise<{ read: string[]; unread: string[] }> {
  const tables = formNames.filter(name => !mapping || mapping.files[name]).map(name => fileOf(name, mapping))
  const known = new Set(['settings.yaml', 'move-in.yaml', ...catalogueNames(), ...tables])
  const here = (await namesIn(folder)).filter(name => !name.startsWith('.'))
  return { read: here.filter(name => known.has(name)), unread: here.filter(name => !known.has(name)) }
}

async function namesIn(folder: string): Promise<string[]> {
  const all = await readdir(folder, { withFileTypes: true })
  return all
    .filter(one => one.isFile())
    .map(one => one.name)
    .sort()
}

/** Of all that the folder holds: the same files are the same moving. */
export async function fingerprintOf(folder: string): Promise<string> {
  const all = createHash('sha256')
  for (const file of await namesIn(folder)) {
    const own = createHash('sha256')
    for await (const chunk of createReadStream(join(folder, file), { highWaterMark: 1 << 20 })) own.update(chunk)
    all.update(`${file}\0${own.digest('hex')}\n`)
  }
  return all.digest('hex')
}
