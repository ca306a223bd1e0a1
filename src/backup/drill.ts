import { inDatabaseAside } from '#database/make-database.ts'
import { restore } from './restore.ts'

/** Restores a backup into a database of its own on the same server, checks it there, and drops that again. */
export const drill = (
  databaseUrl: string,
  file: string,
  options: Parameters<typeof restore>[2],
): ReturnType<typeof restore> => inDatabaseAside(databaseUrl, 'drill', url => restore(url, file, options))
