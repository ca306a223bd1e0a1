import { done, type Outcome, refused } from '#std/outcome.ts'

export const ownNoteMax = 1000

/** What a patron writes for themself about something they read: null when nothing was written. */
export function readOwnNote(typed: string): Outcome<string | null, { why: 'noteTooLong'; charactersMax: number }> {
  const note = typed.replace(/\r\n?/g, '\n').trim()
  if ([...note].length > ownNoteMax) return refused({ why: 'noteTooLong', charactersMax: ownNoteMax })
  return done(note === '' ? null : note)
}
