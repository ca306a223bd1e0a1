import type { Library } from '#library.ts'
import { loadCentralPhone } from './pickup-store.ts'

/** Where a patron calls when the web cannot help: the 中央図書館. */
export const centralPhone = (library: Pick<Library, 'db'>): Promise<string | null> => loadCentralPhone(library.db)
