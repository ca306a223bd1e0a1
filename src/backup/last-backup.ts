import type { Library } from '#library.ts'
import { type BackupMade, loadBackupMade, saveBackupMade } from './made-store.ts'

/** The newest backup that was made of this library; null: none yet. */
export const lastBackup = ({ db }: Library): Promise<BackupMade | null> => loadBackupMade(db)

/** The one before it is forgotten. */
export const rememberBackup = ({ db }: Pick<Library, 'db'>, made: BackupMade): Promise<void> => saveBackupMade(db, made)
