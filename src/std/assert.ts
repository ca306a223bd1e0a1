/**
 * Says what must be true here. A failure is a bug in the program or a broken machine, never a patron's mistake.
 * @param truth the sentence that ought to hold, e.g. 'a ready hold has an item'
 */
export function assert(condition: unknown, truth: string): asserts condition {
  if (!condition) throw new Error(`This should be true and is not: ${truth}`)
}
