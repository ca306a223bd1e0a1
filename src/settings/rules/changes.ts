/** One thing that two descriptions say differently. A list whose members have codes is compared member by member. */
export type Change = {
  /** Names and codes: ['branches', 'chuo', 'hours', 'tuesday']. */
  path: string[]
  /** Undefined: it was not there. */
  was: unknown
  /** Undefined: it is gone. */
  is: unknown
}

/** What is different between two descriptions, in the order of the first and then of the second. */
export function changesBetween(was: unknown, is: unknown, path: string[] = []): Change[] {
  if (isSame(was, is)) return []
  const [before, after] = [membersOf(was), membersOf(is)]
  if (!before || !after) return [{ path, was, is }]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const inner = names.flatMap(name => changesBetween(before.get(name), after.get(name), [...path, name]))
  if (!Array.isArray(was) || !Array.isArray(is)) return inner
  const kept = [...after.keys()].filter(name => before.has(name))
  const order = [...before.keys()].filter(name => after.has(name))
  return kept.join() === order.join() ? inner : [...inner, { path: [...path, '*order'], was: order, is: kept }]
}

/** The members of an object by name, of a list by what tells them apart; null: it is compared as a whole. */
function membersOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    const keys = value.map(keyOf)
    return keys.every(key => key !== null) ? new Map(keys.map((key, nth) => [key!, value[nth]])) : null
  }
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null
}

/** What tells members of a list apart: their code, or for whom a rule is. Null: they are told apart by nothing. */
export function keyOf(member: unknown): string | null {
  if (typeof member !== 'object' || member === null) return null
  const { code, patron, item, branch, ...says } = member as Record<string, unknown>
  if (typeof code === 'string') return code
  const isRule = Object.values(says).every(value => typeof value === 'number' || typeof value === 'boolean')
  return isRule ? `${patron ?? '*'} × ${item ?? '*'} × ${branch ?? '*'}` : null
}

/** Equal in all they say; a member that is undefined is as none. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  if (Array.isArray(one) && one.length !== (other as unknown[]).length) return false
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every(name =>
    isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  )
}
