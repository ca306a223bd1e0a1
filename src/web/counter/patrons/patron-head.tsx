import type { Context } from 'hono'
import type { PatronView } from '#patrons/patron-view.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import type { Page } from '#web/page.ts'
import { categoryName } from '../category-name.ts'
import { desk } from '../desk-paths.ts'
import { NotesSeen } from './patron-notes.tsx'

/** Who is being served, and what stands against them. */
export const PatronHead = ({ c, patron, title }: { c: Context<Page>; patron: PatronView; title?: string }) => (
  <header class="stack tight">
    <h1>
      {title ? `${title}　` : ''}
      {patron.name} <span class="soft">{patron.nameReading}</span>
    </h1>
    <p>
      {patron.cardNumber ?? words.find.noCard}　{categoryName(c.var.library.policy.patronCategories, patron.category)}
      {title ? (
        <>
          {'　'}
          <a href={desk.patron(patron.patronId)}>{words.checkOut.patron}</a>
        </>
      ) : null}
    </p>
    {patron.block ? (
      <div class="note ask">
        <p>
          <b>{words.patron.blocked}</b>
        </p>
        <p>
          {words.block(patron.block)}
          {patron.stoppedBecause ? `（${patron.stoppedBecause}）` : ''}
        </p>
      </div>
    ) : null}
    <NotesSeen notes={patron.notes} />
  </header>
)

/** What was done a moment ago, after the redirect: a code in the address, its words from the table. */
export const DoneNote = ({ c }: { c: Context<Page> }) => {
  const done = words.patron.done[c.req.query('done') ?? '']
  return done ? (
    <p class="note good" role="status">
      {done}
    </p>
  ) : null
}
