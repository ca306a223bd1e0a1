import type { Library } from '#library.ts'
import { lastNightEndedAt } from './run-store.ts'

/** When the newest night ended that did not run ahead of its hour; null: none has yet. */
export const lastNight = ({ db }: Library): Promise<Temporal.Instant | null> => lastNightEndedAt(db)
