import type { Context } from 'hono'
import { z } from 'zod'
import { type FoundPatron, findPatrons } from '#patrons/finding/find-patrons.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import { readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'
import { FoundTable } from './found-table.tsx'

const searchQuery = z.object({ q: text(200).optional().catch(undefined) })

/** 利用者をさがす: in one field, see `readWanted`. One that is found alone by a number is opened at once. */
export const patronsPages = pages().get(desk.patrons, async c => {
  const query = readQuery(c, searchQuery)
  const q = query.ok ? query.values.q : undefined
  if (q === undefined) return findPage(c, null)
  const found = await findPatrons(c.var.library, staffOf(c), q)
  const only = found.patrons.length === 1 && /^[\d\s-]+$/.test(q.normalize('NFKC')) ? found.patrons[0] : undefined
  return only ? c.redirect(desk.patron(only.patronId), 303) : findPage(c, { q, ...found })
})

function findPage(c: Context<Page>, found: { q: string; patrons: FoundPatron[]; more: boolean } | null) {
  return show(
    c,
    <CounterLayout c={c} title={counter.patrons}>
      <h1>{words.find.title}</h1>
      <form class="scan" action={desk.patrons}>
        <label for="q">{words.find.label}</label>
        <span class="seek">
          <input id="q" name="q" type="text" value={found?.q} maxlength={200} autocomplete="off" autofocus required />
          <Submit look="chief">{words.find.button}</Submit>
        </span>
        <small>{words.find.hint}</small>
      </form>
      {found === null ? null : found.patrons.length === 0 ? (
        <p class="note" role="status">
          {words.find.none}
        </p>
      ) : (
        <>
          <p role="status">
            {words.find.results(found.patrons.length, found.more)}
            {found.more ? `　${words.find.more}` : ''}
          </p>
          <FoundTable patrons={found.patrons} />
        </>
      )}
      <p>
        <a class="button" href={desk.newPatron}>
          {words.find.register}
        </a>
      </p>
    </CounterLayout>,
  )
}
