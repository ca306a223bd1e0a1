import { type Change, changesBetween, isSame, keyOf } from './changes.ts'

/**
 * Lays changes over a document that may have become another one since: what they do not name stays as it is.
 * @returns the document, and the changes that do not fit any more: what stands there says neither what it said then nor
 *   what it is to say
 */
export function applyChanges(document: unknown, changes: readonly Change[]): { document: unknown; unfit: Change[] } {
  const unfit: Change[] = []
  let now = structuredClone(document)
  for (const change of changes) {
    const isOrder = change.path.at(-1) === '*order'
    const path = isOrder ? change.path.slice(0, -1) : change.path
    const found = valueAt(now, path)
    if (isOrder && Array.isArray(found)) now = withValue(now, path, inOrder(found, change.is as string[]))
    else if (isSame(found, change.is)) continue
    else if (isSame(found, change.was) && hasPlace(now, path)) now = withValue(now, path, change.is)
    else unfit.push(change)
  }
  return { document: now, unfit }
}

/** The changes that make the one document the other, the place of a new member in its list included. */
export function changesThatMake(was: unknown, is: unknown): Change[] {
  const changes = changesBetween(was, is)
  return [...changes, ...changesBetween(applyChanges(was, changes).document, is)]
}

/** The first of these changes whose place others change too, or a part of it, or what it is a part of; null: none. */
export function firstClash(changes: readonly Change[], others: readonly Change[]): Change | null {
  const within = (inner: readonly string[], outer: readonly string[]) => outer.every((name, at) => inner[at] === name)
  return changes.find(({ path }) => others.some(other => within(path, other.path) || within(other.path, path))) ?? null
}

const memberOf = (value: unknown, name: string): unknown =>
  Array.isArray(value)
    ? value.find(one => keyOf(one) === name)
    : typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)[name]
      : undefined

const valueAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => memberOf(inner, name), document)

/** Whether there still is something of which the last step of a path is a part. */
const hasPlace = (document: unknown, path: readonly string[]): boolean =>
  path.length === 0 || typeof valueAt(document, path.slice(0, -1)) === 'object'

/** The document with another value at a place; undefined: with none. */
function withValue(document: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  const inner = withValue(memberOf(document, name), rest, value)
  if (!Array.isArray(document)) {
    const { [name]: _, ...others } = document as Record<string, unknown>
    if (inner === undefined) return others
    return { ...(document as object), [name]: inner }
  }
  if (memberOf(document, name) === undefined) return [...document, inner]
  return document.flatMap(one => (keyOf(one) === name ? (inner === undefined ? [] : [inner]) : [one]))
}

/** Members in a given order; those that it does not name come last, as they stand. */
function inOrder(members: readonly unknown[], order: readonly string[]): unknown[] {
  const place = (one: unknown) => {
    const at = order.indexOf(keyOf(one) ?? '')
    return at === -1 ? order.length : at
  }
  return [...members].sort((one, other) => place(one) - place(other))
}
