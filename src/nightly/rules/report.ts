/** What a step says about its work, batch by batch: numbers, lists and records of such. */
export type Report = { [name: string]: unknown }

/** No list in a report grows beyond this; the counts go on. */
const listMax = 1_000

/** Adds a batch to what the batches before it said: numbers are added, lists joined, records merged. */
export function addReports(sum: Report, batch: Report): Report {
  const all: Report = { ...sum }
  for (const [name, value] of Object.entries(batch)) all[name] = add(sum[name], value)
  return all
}

function add(before: unknown, value: unknown): unknown {
  if (before === undefined) return value
  if (typeof before === 'number' && typeof value === 'number') return before + value
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value].slice(0, listMax)
  if (isReport(before) && isReport(value)) return addReports(before, value)
  return value
}

const isReport = (value: unknown): value is Report =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
