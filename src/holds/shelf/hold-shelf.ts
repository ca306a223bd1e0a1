import { deskOf } from '#acting.ts'
import type { Library } from '#library.ts'
import { loadShelf, type ShelfLine } from './shelf-store.ts'

export type { ShelfLine }

/** 予約棚: what stands on the hold shelf of a branch; the ones past their last day first, kept members of sets last (M29, M37). */
export async function holdShelf(library: Library, branchId: string, limit = 1000): Promise<ShelfLine[]> {
  return loadShelf(library.db, { branchId }, deskOf(library, { is: 'system' }).today, limit)
}
