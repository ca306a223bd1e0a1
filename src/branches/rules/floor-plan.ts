/**
 * One thing on the plan of a floor: a shelf, or (without call numbers) what one finds one's way by: the entrance, the
 * counter, the lift. Places and sizes are in squares of whatever size the library draws by.
 */
export type FloorShape = {
  name: string
  x: number
  y: number
  width: number
  height: number
  /** Of a shelf: the 配架場所 of the copies on it, as their records have it; not said: any. */
  shelf?: string | undefined
  /** Of a shelf: the call numbers on it, both included; 「913」 has 913.6 too. */
  from?: string | undefined
  until?: string | undefined
}

/**
 * Where a copy stands by its place and its call number; none: it cannot be told.
 * @param keyOf how shelves are ordered: the key of a call number
 */
export function shelvesOf(
  plan: readonly FloorShape[],
  copy: { shelf: string | null; callNumber: string | null },
  keyOf: (callNumber: string) => string,
): FloorShape[] {
  if (copy.callNumber === null) return []
  const key = keyOf(copy.callNumber)
  return plan.filter(({ shelf, from, until }) => {
    if (from === undefined || until === undefined) return false
    if (shelf !== undefined && shelf !== copy.shelf) return false
    const [first, last] = [keyOf(from), keyOf(until)]
    return key >= first && (key <= last || key.startsWith(last))
  })
}

/** The plan in squares, from its left and upper edge. */
export function sizeOf(plan: readonly FloorShape[]): { width: number; height: number } {
  return {
    width: Math.max(...plan.map(({ x, width }) => x + width)),
    height: Math.max(...plan.map(({ y, height }) => y + height)),
  }
}

/** As staff type it: 「日本の小説｜一般｜913〜914｜2,3｜6×1」, and of what is no shelf 「カウンター｜｜｜0,0｜4×2」. */
export function printShape({ name, shelf = '', from, until, x, y, width, height }: FloorShape): string {
  const calls = from === undefined || until === undefined ? '' : from === until ? from : `${from}〜${until}`
  return [name, shelf, calls, `${x},${y}`, `${width}×${height}`].join('｜')
}

/**
 * Reads such a line; null: it is none. Names and places stay as they are typed: the records of the copies have
 * 「児童（絵本）」 in wide signs too. What is read may still be wrong: the description says what may be.
 */
export function readShape(line: string): FloorShape | null {
  const parts = line.split(/[|｜]/)
  if (parts.length !== 5) return null
  const [name = '', shelf = '', ...others] = parts.map(part => part.trim())
  const [calls = '', at = '', size = ''] = others.map(part => part.normalize('NFKC'))
  const place = /^(\d{1,3})\s*,\s*(\d{1,3})$/.exec(at)
  const extent = /^(\d{1,3})\s*[x×]\s*(\d{1,3})$/i.exec(size)
  if (!place || !extent) return null
  const [from = '', until = from] = calls === '' ? [] : calls.split(/\s*[〜~]\s*/)
  return {
    name,
    x: Number(place[1]),
    y: Number(place[2]),
    width: Number(extent[1]),
    height: Number(extent[2]),
    ...(shelf === '' ? {} : { shelf }),
    ...(from === '' ? {} : { from, until }),
  }
}
