import type { BibKind } from './bib.ts'

/** こどものページの入口: what a child looks for, and the classes of the NDC that stand behind it. */
export const childDoors = ['stories', 'living', 'sky', 'vehicles', 'making', 'past'] as const
export type ChildDoor = (typeof childDoors)[number]

export const behindDoor: Record<ChildDoor, { classes: readonly string[]; kinds?: readonly BibKind[] }> = {
  stories: { classes: ['9'] },
  living: { classes: ['46', '47', '48'] },
  sky: { classes: ['44', '45'] },
  vehicles: { classes: ['53', '55', '68'] },
  making: { classes: ['59', '75', '78', '79'] },
  past: { classes: ['2'] },
}
