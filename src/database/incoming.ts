/** How many rows a batch made, altered and found as they were. */
export type Counts = { added: number; changed: number; unchanged: number }

/**
 * Of a statement that inserts or updates.
 * @param saved the rows it wrote; who was as it should be is not among them
 */
export function counts(saved: { is_new: boolean }[], asked: number): Counts {
  const added = saved.filter(({ is_new }) => is_new).length
  return { added, changed: saved.length - added, unchanged: asked - saved.length }
}

/** What PostgreSQL does not take in a text, the character NUL and half a surrogate pair, must not stop a batch. */
export function storable(rows: object[]): string {
  const json = JSON.stringify(rows)
  if (!json.includes('\\u0000') && !json.includes('\\ud')) return json
  return json.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\ufffd')
}
