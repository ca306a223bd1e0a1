import type { Context } from 'hono'
import type { Text } from '#text/text.ts'
import type { Page } from '#web/page.ts'
import { LongField } from '#web/parts/long-field.tsx'
import { noteCharactersMax, type WishRefusal } from '#wish-lists/rules/wish.ts'

/** Why something does not go onto a list, and the field at which it is said. */
export function wishRefusalLine(t: Text, refusal: WishRefusal): { field: string; text: string } {
  const words = t.wishLists.refusal
  switch (refusal.why) {
    case 'nameMissing':
      return { field: 'name', text: words.nameMissing }
    case 'nameTooLong':
      return { field: 'name', text: words.nameTooLong(refusal.charactersMax) }
    case 'noteTooLong':
      return { field: 'note', text: words.noteTooLong(refusal.charactersMax) }
    case 'tooManyLists':
      return { field: 'name', text: words.tooManyLists(refusal.max) }
    case 'tooManyTitles':
      return { field: 'main', text: words.tooManyTitles(refusal.max) }
    case 'unknownBib':
      return { field: 'main', text: words.unknownBib }
    default:
      return refusal satisfies never
  }
}

/** メモ to a title on a list. */
export const NoteField = ({ c, typed, wrong }: { c: Context<Page>; typed: string; wrong?: string | undefined }) => {
  const words = c.var.t.wishLists
  const hint = words.noteHint(noteCharactersMax)
  return <LongField name="note" label={words.note} hint={hint} typed={typed} wrong={wrong} />
}
