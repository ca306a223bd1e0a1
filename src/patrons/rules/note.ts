/** 申し送り: so many stand at a patron; more are not read at a desk. */
export const notesMax = 8
/** As long as one line or two: what is longer is no note but a file on somebody. */
export const noteLengthMax = 200

export type NoteRefusal =
  | { why: 'noteEmpty' }
  | { why: 'noteTooLong'; max: number }
  | { why: 'tooManyNotes'; max: number }

/** What stands against a note; null: nothing. @param others how many stand there already */
export function judgeNote(words: string, others: number): NoteRefusal | null {
  if (words === '') return { why: 'noteEmpty' }
  if ([...words].length > noteLengthMax) return { why: 'noteTooLong', max: noteLengthMax }
  if (others >= notesMax) return { why: 'tooManyNotes', max: notesMax }
  return null
}
