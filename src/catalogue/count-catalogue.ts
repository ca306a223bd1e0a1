import type { Library } from '#library.ts'
import { countRows } from './bib-store.ts'

/** How many bibs and items the catalogue has: said before a command changes many of them. */
export const countCatalogue = ({ db }: Pick<Library, 'db'>): Promise<{ bibs: number; items: number }> => countRows(db)
