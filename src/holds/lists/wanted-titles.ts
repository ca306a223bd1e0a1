import type { Library } from '#library.ts'
import { loadWanted, type WantedTitle } from './wanted-store.ts'

/** 予約の多い資料: what to buy more of. */
export const wantedTitles = (library: Library, limit = 100): Promise<WantedTitle[]> => loadWanted(library.db, limit)
