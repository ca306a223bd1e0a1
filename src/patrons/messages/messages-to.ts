import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { PatronMessage } from '../patron-view.ts'
import { loadMessages } from './message-store.ts'

/** What a patron has not closed yet, for the desk that serves them. */
export const messagesTo = (library: Library, patronId: PatronId): Promise<PatronMessage[]> =>
  loadMessages(library.db, patronId)
