import { markItem } from '#circulation/desk/mark-item.ts'
import type { ItemId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import type { Outcome } from '#std/outcome.ts'

/**
 * A copy of the pull list does not stand where it should: it is missing from now on, and the list offers the next copy
 * for the hold, if there is one.
 */
export async function notFoundAtPull(
  library: Library,
  actor: Actor,
  barcode: string,
): Promise<Outcome<{ itemId: ItemId }, { why: string }>> {
  return markItem(library, actor, barcode, 'missing', 'not found at pull')
}
