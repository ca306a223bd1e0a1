import type { Library } from '#library.ts'
import { loadWanted, type WantedTitle } from './wanted-store.ts'

/** The first of a list by want: so many are looked at. */
export const wantedMax = 100

/** 予約の多い資料: what to buy more of. */
export const wantedTitles = (library: Library, limit = wantedMax): Promise<WantedTitle[]> =>
  loadWanted(library.db, limit)
