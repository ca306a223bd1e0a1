import type { Library } from '#library.ts'
import { hasUnfinishedRun } from './run-store.ts'

/** True while a night works, or waits to be started again: until it has ended nothing can be reserved (M14). */
export const isRunUnfinished = (library: Library): Promise<boolean> => hasUnfinishedRun(library.db)
