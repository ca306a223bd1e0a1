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

/** ご本人への便り: so many wait to be read by one patron. Whoever reads none is written to otherwise. */
export const messagesMax = 5
export const messageLengthMax = 500

export type MessageRefusal =
  | { why: 'messageEmpty' }
  | { why: 'messageTooLong'; max: number }
  | { why: 'tooManyMessages'; max: number }

/** The same of a message to the patron. @param others how many wait to be read */
export function judgeMessage(words: string, others: number): MessageRefusal | null {
  if (words === '') return { why: 'messageEmpty' }
  if ([...words].length > messageLengthMax) return { why: 'messageTooLong', max: messageLengthMax }
  if (others >= messagesMax) return { why: 'tooManyMessages', max: messagesMax }
  return null
}
