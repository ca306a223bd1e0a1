import { existsSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { BibId } from '#ids.ts'
import type { CopiedBib } from './copied-store.ts'

/** To be raised with any change of what a record of the copy holds. */
const format = 3
/** Of a file that was opened for the first time a moment ago. */
const notLaid = 0

/** How far the copy follows which database, and when it was seen to be up to date, as an instant. */
export type CopyState = { database: string; tx: string; seq: number; asOf: string }

/** Whether the file itself is damaged: no second try helps, it has to be written anew. */
export const isDamaged = (error: unknown): boolean => {
  const { code, errcode } = error as { code?: string; errcode?: number }
  // SQLITE_CORRUPT and SQLITE_NOTADB, whatever they say more exactly in the bits above.
  return code === 'ERR_SQLITE_ERROR' && [11, 26].includes((errcode ?? 0) & 0xff)
}

/** Whoever writes the file has not made it, or is just making it. */
export class NotMadeYet extends Error {
  constructor() {
    super('it is not made yet')
  }
}

/** Whether it was closed before it was asked. */
export const isClosed = (error: unknown): boolean => (error as { code?: string }).code === 'ERR_INVALID_STATE'

/** Takes the file away, with what SQLite has beside it. */
export function removeCopy(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
}

/**
 * The file in which the copy of the catalogue lies, one record a bib. Whatever is wrong with it, it is thrown away and
 * written anew: everything in it is in the database.
 */
export class CopyFile {
  private readonly file: DatabaseSync
  private readonly path: string
  /** Which file it is: another one may lie at its path one day. */
  private readonly inode: number
  private readonly one: StatementSync
  private readonly ofCode: StatementSync

  /**
   * @param writes false: whoever writes it makes it too
   * @throws Error when the file cannot be opened or is none of ours
   */
  constructor(path: string, { writes }: { writes: boolean }) {
    if (!writes && !existsSync(path)) throw new NotMadeYet()
    this.path = path
    this.file = new DatabaseSync(path, { timeout: 2_000 })
    try {
      this.file.exec('pragma journal_mode = wal; pragma synchronous = normal')
      const { user_version: found } = this.file.prepare('pragma user_version').get() as { user_version: number }
      if (found === notLaid && !writes) throw new NotMadeYet()
      if (found !== format && !writes) throw new Error('it is of another version')
      if (found !== format) this.lay()
      this.one = this.file.prepare('select body from record where id = ?')
      this.ofCode = this.file.prepare('select distinct id from code where code = ? order by id limit ?')
      this.inode = statSync(path).ino
    } catch (error) {
      this.file.close()
      throw error
    }
  }

  /** How far it has followed; null while it is not whole. */
  get state(): CopyState | null {
    const row = this.file.prepare('select state from follows').get() as { state: string } | undefined
    return row ? (JSON.parse(row.state) as CopyState) : null
  }

  /** False when it was taken away, or written anew, since it was opened. */
  get isInPlace(): boolean {
    return statSync(this.path, { throwIfNoEntry: false })?.ino === this.inode
  }

  get highestId(): number {
    const { highest } = this.file.prepare('select max(id) as highest from record').get() as { highest: number | null }
    return highest ?? 0
  }

  get(id: BibId): CopiedBib | null {
    const row = this.one.get(id) as { body: string } | undefined
    return row ? (JSON.parse(row.body) as CopiedBib) : null
  }

  /** The bibs of the copies with this 資料コード or 請求記号, in order. */
  withCode(code: string, limit: number): BibId[] {
    return (this.ofCode.all(code, limit) as { id: BibId }[]).map(({ id }) => id)
  }

  /** Nothing is in it, and it is not whole. */
  empty(): void {
    this.lay()
  }

  /**
   * Writes these records, whole or not at all.
   * @param gone bibs that are no more
   * @param state how far it has followed then; null leaves it as it was
   */
  write(records: readonly CopiedBib[], gone: readonly number[], state: CopyState | null): void {
    const put = this.file.prepare('insert or replace into record (id, body) values (?, ?)')
    const putCode = this.file.prepare('insert or ignore into code (code, id) values (?, ?)')
    const dropCodes = this.file.prepare('delete from code where id = ?')
    const drop = this.file.prepare('delete from record where id = ?')
    this.together(() => {
      for (const id of gone) {
        drop.run(id)
        dropCodes.run(id)
      }
      for (const record of records) {
        const { id } = record.bib
        put.run(id, JSON.stringify(record))
        dropCodes.run(id)
        for (const { barcode, callNumber } of record.copies) {
          putCode.run(barcode, id)
          if (callNumber !== null) putCode.run(callNumber, id)
        }
      }
      if (state) {
        this.file.exec('delete from follows')
        this.file.prepare('insert into follows (state) values (?)').run(JSON.stringify(state))
      }
    })
  }

  close(): void {
    this.file.close()
  }

  private lay(): void {
    this.together(() =>
      this.file.exec(`
        drop table if exists record; drop table if exists code; drop table if exists follows;
        create table record (id integer primary key, body text not null);
        create table code (code text not null, id integer not null, primary key (code, id)) without rowid;
        create index code_of on code (id);
        create table follows (state text not null);
        pragma user_version = ${format};`),
    )
  }

  private together(work: () => void): void {
    this.file.exec('begin immediate')
    try {
      work()
      this.file.exec('commit')
    } catch (error) {
      if (this.file.isTransaction) this.file.exec('rollback')
      throw error
    }
  }
}
