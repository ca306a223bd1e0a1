import type { Library } from '#library.ts'
import { countWaiting, type Waiting } from './outbox-store.ts'

/** What is due and not told yet, by mail, telephone and letter, and how long the oldest mail has been due. */
export const waitingNotices = ({ db, clock }: Library): Promise<Waiting> => countWaiting(db, clock.now())
