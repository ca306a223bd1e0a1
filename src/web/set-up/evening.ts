import type { Mailer } from '#delivery/mailer.ts'

/** What the first evening remembers between its pages; it ends with the process, and begins anew then. */
export type Evening = {
  /** Part of every address: who knows it opens the library. */
  secret: string
  mailer: Mailer
  /** For the authenticator app of the first administrator. */
  codeSecret: string
  /** The test mail that was sent. */
  mail: { to: string; code: string; triesLeft: number } | null
  /** The first administrator is there: nothing of the set-up answers any more. */
  isOver: boolean
  /** Called when that is so. */
  opened(): void
}
