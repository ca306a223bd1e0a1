import { isDemo } from '#demo-store.ts'
import type { Library } from '#library.ts'

/**
 * A night before its hour takes away what people were promised until that day. Only where nobody waits for anything may
 * one be looked at beforehand: in the demo library, and under a clock that was set (KAGO_AT). Production has neither.
 */
export const mayRunAhead = async (
  { db }: Library,
  config: { production: boolean; at: Temporal.Instant | null },
): Promise<boolean> => !config.production && (config.at !== null || (await isDemo(db)))
