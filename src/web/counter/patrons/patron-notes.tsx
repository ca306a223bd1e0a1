import type { Context } from 'hono'
import type { PatronNote, PatronView } from '#patrons/patron-view.ts'
import { noteLengthMax } from '#patrons/rules/note.ts'
import { newId } from '#std/new-id.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import { dates } from '#text/ja/dates.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { Field, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'

const words = counterPatrons.patron.notes
const bySomebody = ({ writtenBy, writtenAt }: PatronNote) => words.by(writtenBy, dates.longDay(dayOf(writtenAt)))

/** 申し送り where a patron is served: what to mind, by whom and since when. */
export const NotesSeen = ({ notes }: Pick<PatronView, 'notes'>) =>
  notes.length === 0 ? null : (
    <ul class="note" aria-label={words.title}>
      {notes.map(note => (
        <li>
          {note.words} <span class="soft">{bySomebody(note)}</span>
        </li>
      ))}
    </ul>
  )

type Props = { c: Context<Page>; patron: PatronView; typed: string }

/** Where they are written and taken away. @param typed what was not taken just now */
export const PatronNotes = ({ c, patron: { patronId, notes }, typed }: Props) => (
  <section class="stack tight">
    <h2>{words.title}</h2>
    {notes.length === 0 ? <p>{words.none}</p> : null}
    <ul class="stack tight">
      {notes.map(note => (
        <li class="row">
          <span>
            {note.words} <span class="soft">{bySomebody(note)}</span>
          </span>
          <Press
            c={c}
            action={desk.patronNotes(patronId)}
            fields={{ gone: note.id }}
            label={words.removeOf(note.words)}
            look="quiet"
          >
            {words.remove}
          </Press>
        </li>
      ))}
    </ul>
    <PostForm c={c} action={desk.patronNotes(patronId)} class="stack tight">
      <input type="hidden" name="id" value={newId()} />
      <div class="line-act">
        <Field
          c={c}
          name="words"
          label={words.label}
          maxlength={noteLengthMax}
          autocomplete="off"
          value={typed}
          required
        />
        <Submit>{words.write}</Submit>
      </div>
      <p class="soft">{words.why}</p>
    </PostForm>
  </section>
)
