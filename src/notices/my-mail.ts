import type { Library } from '#library.ts'
import { loadMailStanding, type MailStanding } from './mail-application-store.ts'

/** What 「設定」 shows: the registered address, and the one that is still to be registered (M43–M44). */
export const myMail = (library: Library, patronId: number): Promise<MailStanding> =>
  loadMailStanding(library.db, patronId)
