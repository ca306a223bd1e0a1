import { isDeepStrictEqual } from 'node:util'

/** Whether two values say the same as JSON, in whatever order their fields stand. */
export const isSameJson = (one: unknown, other: unknown): boolean => isDeepStrictEqual(plain(one), plain(other))

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
