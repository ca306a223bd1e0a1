/** How words are marked that leave for a page: those of ours, and what a sentence of ours is given from outside. */
export type Marks = { ours: (text: string) => string; given: (text: string) => string }

/** All words of one language with their marks, those that a function will say too. */
export function saidThrough<T>(words: T, marks: Marks): T {
  if (typeof words === 'string') return marks.ours(words) as T
  if (Array.isArray(words)) return words.map(word => saidThrough(word, marks)) as T
  if (typeof words === 'function') {
    return ((...given: unknown[]) => saidThrough(words(...given.map(one => guarded(one, marks))), marks)) as T
  }
  if (isPlain(words)) {
    return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, saidThrough(value, marks)])) as T
  }
  return words
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function guarded(given: unknown, marks: Marks): unknown {
  if (typeof given === 'string') return marks.given(given)
  if (Array.isArray(given)) return given.map(one => guarded(one, marks))
  return isPlain(given)
    ? Object.fromEntries(Object.entries(given).map(([key, value]) => [key, guarded(value, marks)]))
    : given
}
