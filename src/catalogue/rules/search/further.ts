/** What a search can be narrowed to besides the ticks of しぼりこみ. */
export const furtherGroups = ['languages', 'subjects', 'series', 'publishers'] as const
export type FurtherGroup = (typeof furtherGroups)[number]

/** A value, and how many of the bibs found have it. */
export type FurtherCount = { value: string; count: number }
export type Further = Record<FurtherGroup, FurtherCount[]>
