import type { Library } from '#library.ts'
import type { DeskItem } from './desk-item.ts'
import { loadDeskItem, loadItemStory } from './desk-item-store.ts'

/** A copy by its code, without its story; null when none has it. */
export const findCopy = (library: Library, barcode: string): Promise<Omit<DeskItem, 'story'> | null> =>
  loadDeskItem(library.db, barcode)

/** So much of its story is shown, the newest. */
export const itemStoryMax = 30

/** A copy by its code; null when none has it. */
export async function showItem(library: Library, barcode: string): Promise<DeskItem | null> {
  const item = await loadDeskItem(library.db, barcode)
  return item && { ...item, story: await loadItemStory(library.db, item.itemId, itemStoryMax) }
}
