import type { Context } from 'hono'
import type { Text } from '#text/text.ts'
import type { Page } from '#web/page.ts'
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

/** メモ: some lines to be typed. */
export const NoteField = ({ c, typed, wrong }: { c: Context<Page>; typed: string; wrong?: string | undefined }) => {
  const words = c.var.t.wishLists
  return (
    <div class="field">
      <label for="note">{words.note}</label>
      {wrong ? (
        <p class="error" id="note-error">
          {wrong}
        </p>
      ) : null}
      <textarea
        id="note"
        name="note"
        rows={3}
        aria-describedby={wrong ? 'note-error note-hint' : 'note-hint'}
        aria-invalid={wrong ? 'true' : undefined}
      >
        {typed}
      </textarea>
      <small id="note-hint">{words.noteHint(noteCharactersMax)}</small>
    </div>
  )
}
