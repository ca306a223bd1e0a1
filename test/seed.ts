import fc from 'fast-check'

/**
 * What properties and stories are drawn from. A run of all tests draws the same each time, for it judges a change and
 * not its luck. `npm run explore` draws others, and so does KAGO_RUNS, which asks the longest of them for that many;
 * each names the seed by which they come again: KAGO_SEED.
 */
export const seed = Number(
  process.env.KAGO_SEED ?? (process.env.KAGO_RUNS ? Math.floor(Math.random() * 2 ** 31) : 20_261_127),
)

/** Has each property of this worker draw from the seed. */
export const sowProperties = (): void => fc.configureGlobal({ seed })
