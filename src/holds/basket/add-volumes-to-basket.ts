import type { BibId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { addToBasket } from './add-to-basket.ts'

/**
 * シリーズをまとめて予約かごへ: each volume for itself, in the order given, for what cannot be reserved keeps nobody from the others.
 * Broken off in the middle it may be pressed again: what lies in the basket stays there.
 */
export async function addVolumesToBasket(
  library: Library,
  patronId: PatronId,
  bibIds: readonly BibId[],
): Promise<{ added: BibId[]; notAdded: BibId[] }> {
  const added: BibId[] = []
  const notAdded: BibId[] = []
  for (const bibId of bibIds) {
    const { ok } = await addToBasket(library, patronId, bibId)
    ;(ok ? added : notAdded).push(bibId)
  }
  return { added, notAdded }
}
