import type { Library } from '#library.ts'
import type { DeskItem } from './desk-item.ts'
import { loadDeskItem, loadItemStory } from './desk-item-store.ts'

/** A copy by its code; null when none has it. */
export async function showItem(library: Library, barcode: string): Promise<DeskItem | null> {
  const item = await loadDeskItem(library.db, barcode)
  return item && { ...item, story: await loadItemStory(library.db, item.itemId, 30) }
}
