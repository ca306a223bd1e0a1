import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { draftOf } from '#std/draft.ts'
import { makeFolder } from '#std/make-folder.ts'
import { type CoverSize, coverSizes } from './rules/cover-source.ts'

/** What lies in the folder of a book: both sizes of its cover, or since when it is known that there is none. */
export type Kept = { is: 'cover' } | { is: 'none'; since: Temporal.Instant }

/**
 * The covers as files, by the beginnings of their numbers, so that no folder has too many. Several processes may use
 * one folder: a file is there whole or not at all.
 */
export class CoverFolder {
  private readonly directory: string
  constructor(directory: string) {
    this.directory = directory
  }

  /** The numbers of all covers that lie here. */
  async *isbns(): AsyncGenerator<string> {
    for (const folder of await entries(this.directory))
      for (const name of await entries(join(this.directory, folder)))
        if (name.endsWith('-l.jpg')) yield name.slice(0, 13)
  }

  /** @returns null when nothing is known of it */
  async look(isbn: string): Promise<Kept | null> {
    const names = await entries(this.folderOf(isbn))
    if (names.includes(`${isbn}-l.jpg`)) return { is: 'cover' }
    if (!names.includes(`${isbn}.none`)) return null
    try {
      const text = await readFile(join(this.folderOf(isbn), `${isbn}.none`), 'utf8')
      return { is: 'none', since: Temporal.Instant.from(text.trim()) }
    } catch {
      return null
    }
  }

  async keep(isbn: string, cover: Record<CoverSize, Buffer>): Promise<void> {
    // The large one says that both are there.
    await this.write(`${isbn}-s.jpg`, cover.s)
    await this.write(`${isbn}-l.jpg`, cover.l)
    await rm(join(this.folderOf(isbn), `${isbn}.none`), { force: true })
  }

  noteNone(isbn: string, since: Temporal.Instant): Promise<void> {
    return this.write(`${isbn}.none`, `${since}\n`)
  }

  /** @returns null when it is not there */
  async read(isbn: string, size: CoverSize): Promise<Buffer | null> {
    try {
      return await readFile(join(this.folderOf(isbn), `${isbn}-${size}.jpg`))
    } catch {
      return null
    }
  }

  private folderOf(isbn: string): string {
    return join(this.directory, isbn.slice(0, 9))
  }

  private async write(name: string, content: Buffer | string): Promise<void> {
    const folder = this.folderOf(name)
    makeFolder(folder)
    const draft = draftOf(join(folder, name))
    await writeFile(draft, content)
    await rename(draft, join(folder, name))
  }
}

/** True for the address of a file here: number and size. */
export function coverFile(name: string): { isbn: string; size: CoverSize } | null {
  const [, isbn, size] = /^(\d{13})-([a-z])\.jpg$/.exec(name) ?? []
  return isbn !== undefined && size !== undefined && size in coverSizes ? { isbn, size: size as CoverSize } : null
}

async function entries(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch {
    return []
  }
}
