import { createHash } from 'node:crypto'
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * The files that two exports of a library do not have alike; none: they are equal. Records stand in the order of their
 * numbers, which a moving gives anew, so a catalogue is compared as a heap of lines; its MARC is made from the same
 * records and bears those numbers, so it is left out.
 */
export async function differingFiles(one: string, other: string): Promise<string[]> {
  const names = (folder: string) => readdirSync(folder).filter(name => !name.endsWith('.mrc'))
  const differing: string[] = []
  for (const name of new Set([...names(one), ...names(other)])) {
    const [first, second] = await Promise.all([one, other].map(folder => printOf(join(folder, name))))
    if (first === null || first !== second) differing.push(name)
  }
  return differing
}

/** Null: there is no such file. */
async function printOf(path: string): Promise<string | null> {
  try {
    return await (path.endsWith('.jsonl') ? ofHeap(path) : ofBytes(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function ofBytes(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** The sum of what its lines hash to: the same in any order. */
async function ofHeap(path: string): Promise<string> {
  let [sum, count] = [0n, 0]
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    sum += createHash('sha256').update(line).digest().readBigUInt64BE()
    count++
  }
  return `${count} lines, ${sum}`
}
