import { lowerBound } from '../segment/lower-bound.ts'
import { isDead, type Segment } from '../segment/segment.ts'

/** A document that is no more: its record is gone or stands in a newer segment. */
export function bury(segment: Segment, doc: number): void {
  const at = lowerBound(segment.buried, doc)
  const buried = new Uint32Array(segment.buried.length + 1)
  buried.set(segment.buried.subarray(0, at))
  buried[at] = doc
  buried.set(segment.buried.subarray(at), at + 1)
  segment.buried = buried
  segment.dead[doc >>> 5]! |= 1 << (doc & 31)
}

/**
 * Those of some sorted documents that are no more. They are few, so a list of hits is counted as it lies in memory and
 * these are taken back, which is a hundred times quicker than to copy the list without them.
 */
export function buriedAmong(segment: Segment, docs: Uint32Array): number[] {
  const { buried } = segment
  const found: number[] = []
  if (docs.length < buried.length) {
    for (let i = 0; i < docs.length; i++) if (isDead(segment, docs[i]!)) found.push(docs[i]!)
    return found
  }
  let at = 0
  for (let i = 0; i < buried.length; i++) {
    at = lowerBound(docs, buried[i]!, at)
    if (docs[at] === buried[i]) found.push(buried[i]!)
  }
  return found
}
