import type { Context } from 'hono'
import { z } from 'zod'
import { BibId, ThemeId } from '#ids.ts'
import { isId } from '#std/new-id.ts'
import { counterThemes as words } from '#text/ja/counter/themes.ts'
import { addTitles, arrangeTitles } from '#themes/change-titles.ts'
import { titlesMark, wordsMark } from '#themes/marks.ts'
import type { EntryRefusal } from '#themes/rules/entry.ts'
import { type ChangedTheme, lineCharactersMax, readLine, standingOf, type Theme } from '#themes/rules/theme.ts'
import { type DeskTitle, themeAtDesk } from '#themes/show-themes.ts'
import { dayOf } from '#time/clock.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, errorLines, PostForm, Submit } from '#web/parts/form.tsx'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { LongField } from '#web/parts/long-field.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout } from '../../layout.tsx'
import { staffOf } from '../../session.tsx'
import { saveSent, ThemeForm, type ThemeTyped, typedOf } from './themes.tsx'

const texts = z.array(z.string())
const arrangeForm = z.object({
  seen: z.string().max(40).default(''),
  bib: texts,
  place: texts,
  line: texts,
  off: texts.default([]),
})
const addForm = z.object({ numbers: z.string().max(20_000, 'tooLong').default('') })

/** One 特集: its titles, their order and lines, more of them; and what is said of it. */
export const themeTitlePages = pages()
  .get(desk.theme(':id'), c => themePage(c, {}))
  .post(desk.theme(':id'), async c => {
    const sent = await saveSent(c, idOf(c))
    return sent.ok
      ? c.redirect(withQuery(desk.theme(sent.id), { saved: 1 }), 303)
      : themePage(c, {
          about: sent.typed,
          now: sent.now,
          lines: errorLines(c, sent.errors, words.refused),
          errors: sent.errors,
        })
  })
  .post(desk.themeTitles(':id'), async c => {
    const form = readForm(c, addForm)
    if (!form.ok) return themePage(c, { numbers: form.typed.numbers ?? '', lines: errorLines(c, form.errors) })
    const id = idOf(c)
    const added = await addTitles(c.var.library, staffOf(c), id, form.values.numbers)
    if (added.ok) return c.redirect(withQuery(desk.theme(id), { ...added.value }), 303)
    if (added.refusal === 'notFound') return themePage(c, {})
    const lines = added.refusal.map(refusal => ({ field: 'numbers', text: refusedInWords(refusal) }))
    return themePage(c, { numbers: form.values.numbers, lines })
  })
  .post(desk.themeArrange(':id'), async c => {
    const form = readForm(c, arrangeForm)
    if (!form.ok) return themePage(c, { lines: errorLines(c, form.errors) })
    const rows = rowsOf(form.values)
    const { seen } = form.values
    const id = idOf(c)
    const wrong = rows.filter(({ place }) => !/^[1-9]\d{0,3}$/.test(place)).map(({ bibId }) => bibId)
    const wished = rows.map(row => ({ ...row, place: Number(row.place), line: readLine(row.line) }))
    if (wrong.length > 0) return themePage(c, { rows, seen, wrong })
    const arranged = await arrangeTitles(c.var.library, staffOf(c), id, { wished, seen })
    if (arranged.ok) return c.redirect(withQuery(desk.theme(id), { arranged: 1 }), 303)
    if (arranged.refusal === 'notFound') return themePage(c, {})
    if (arranged.refusal !== 'changedMeanwhile') return themePage(c, { rows, seen, tooLong: arranged.refusal.tooLong })
    const first = { field: `place-${rows[0]?.bibId ?? ''}`, text: words.titles.changedMeanwhile }
    return themePage(c, { rows, lines: [first] })
  })

/** What is no id is that of nothing. */
const idOf = (c: Context<Page>): ThemeId => {
  const id = c.req.param('id') ?? ''
  return ThemeId(isId(id) ? id : '00000000-0000-0000-0000-000000000000')
}

type Row = { bibId: BibId; place: string; line: string; off: boolean }

/** A row of the form for each number of a bib in it. */
const rowsOf = ({ bib, place, line, off }: Record<'bib' | 'place' | 'line' | 'off', string[]>): Row[] =>
  bib.flatMap((number, index) => {
    if (!/^[1-9]\d{0,14}$/.test(number)) return []
    const typed = (place[index] ?? '').normalize('NFKC').trim()
    return { bibId: BibId(Number(number)), place: typed, line: line[index] ?? '', off: off.includes(number) }
  })

function refusedInWords(refusal: EntryRefusal): string {
  const said = words.add.refused
  switch (refusal.why) {
    case 'nothing':
      return said.nothing
    case 'tooMany':
      return said.tooMany(refusal.max)
    case 'unknown':
      return said.unknown(refusal.at, refusal.typed)
    case 'several':
      return said.several(refusal.at, refusal.typed, refusal.bibIds.join('、'))
    case 'lineTooLong':
      return said.lineTooLong(refusal.at, refusal.typed, refusal.max)
    default:
      return refusal satisfies never
  }
}

/** What of the page was sent and not taken, and why. */
type Sent = {
  about?: ThemeTyped
  now?: ChangedTheme | undefined
  errors?: Partial<Record<string, string>>
  numbers?: string
  rows?: readonly Row[]
  /** The mark of the titles that whoever sent the rows has seen, where it is not that of now. */
  seen?: string
  wrong?: readonly BibId[]
  tooLong?: readonly BibId[]
  lines?: readonly { field: string; text: string }[]
}

async function themePage(c: Context<Page>, { about, now, errors = {}, numbers, rows, ...sent }: Sent) {
  const found = await themeAtDesk(c.var.library, idOf(c))
  if (!found) return gonePage(c)
  const { theme, titles } = found
  const nameOf = (bibId: BibId) => titles.find(title => title.bibId === bibId)?.bib.title ?? `${bibId}`
  const lines = [
    ...(sent.lines ?? []),
    ...(sent.wrong ?? []).map(id => ({ field: `place-${id}`, text: words.titles.wrongPlace(nameOf(id)) })),
    ...(sent.tooLong ?? []).map(id => ({
      field: `line-${id}`,
      text: words.titles.tooLong(nameOf(id), lineCharactersMax),
    })),
  ]
  const done = lines.length > 0 ? null : doneInWords(c, theme)
  const isNow = standingOf(theme, dayOf(c.var.library.clock.now())) === 'now'
  return show(
    c,
    <CounterLayout c={c} title={`${words.title} ${theme.ja.title}`}>
      <h1>{theme.ja.title}</h1>
      <p class="row">
        <a href={desk.themes}>{words.back}</a>
        {isNow ? <a href={paths.theme(theme.id)}>{words.see}</a> : null}
      </p>
      <ErrorSummary c={c} lines={lines} />
      {done ? (
        <p class="note good" role="status">
          {done}
        </p>
      ) : null}
      <h2>{words.titles.title}</h2>
      {titles.length === 0 ? (
        <p class="soft">{words.titles.none}</p>
      ) : (
        <Titles c={c} {...{ theme, titles, rows }} seen={sent.seen} />
      )}
      <PostForm c={c} action={desk.themeTitles(theme.id)} class="sheet stack">
        <h2>{words.add.title}</h2>
        <LongField name="numbers" label={words.add.numbers} hint={words.add.hint} typed={numbers ?? ''} />
        <Submit look={titles.length === 0 ? 'chief' : 'quiet'}>{words.add.button}</Submit>
      </PostForm>
      <ThemeForm
        c={c}
        action={desk.theme(theme.id)}
        typed={about ?? { ...typedOf(theme), seen: wordsMark(theme) }}
        errors={errors}
        now={now}
      />
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

function doneInWords(c: Context<Page>, theme: Theme): string | null {
  const { saved, arranged, added, present } = c.req.query()
  if (saved) return words.saved(theme.ja.title)
  if (arranged) return words.titles.saved
  const count = (typed: string | undefined) => (/^\d{1,4}$/.test(typed ?? '') ? Number(typed) : 0)
  return words.add.added(count(added), count(present)) || null
}

type TitlesProps = {
  c: Context<Page>
  theme: ChangedTheme
  titles: readonly DeskTitle[]
  rows: readonly Row[] | undefined
  seen: string | undefined
}

/** The titles with their places and lines, as they are or as they were sent. */
function Titles({ c, theme, titles, rows = [], seen = titlesMark(titles) }: TitlesProps) {
  const typed = new Map(rows.map(row => [row.bibId, row]))
  const said = words.titles
  return (
    <PostForm c={c} action={desk.themeArrange(theme.id)} class="stack arranged">
      <p class="soft">{said.why}</p>
      <input type="hidden" name="seen" value={seen} />
      <ListTable name={said.title} heads={said.columns}>
        {titles.map(({ bibId, line, bib }, index) => (
          <tr>
            <Labelled label={said.columns[0]!}>
              <input type="hidden" name="bib" value={`${bibId}`} />
              <input
                id={`place-${bibId}`}
                name="place"
                inputmode="numeric"
                autocomplete="off"
                maxlength={4}
                aria-label={said.place(bib.title)}
                value={typed.get(bibId)?.place ?? `${index + 1}`}
              />
            </Labelled>
            <th scope="row">
              <a href={desk.bib(bibId)}>{bib.title}</a>
              {notSeen(bib) ? <p class="no">{notSeen(bib)}</p> : null}
            </th>
            <Labelled label={said.columns[2]!}>
              <input
                id={`line-${bibId}`}
                name="line"
                autocomplete="off"
                aria-label={said.line(bib.title)}
                value={typed.get(bibId)?.line ?? line ?? ''}
              />
            </Labelled>
            <td>
              <label class="pick">
                <input
                  type="checkbox"
                  name="off"
                  value={`${bibId}`}
                  checked={typed.get(bibId)?.off}
                  aria-label={said.off(bib.title)}
                />
                <span>{said.offShort}</span>
              </label>
            </td>
          </tr>
        ))}
      </ListTable>
      <Submit look="chief">{said.save}</Submit>
    </PostForm>
  )
}

/** Why readers do not see a title; null: they do. */
function notSeen({ gone, hidden, copies, shownCopies, kind }: DeskTitle['bib']): string | null {
  if (gone) return words.titles.notShown
  if (hidden) return words.titles.hidden
  if (shownCopies > 0 || kind === 'electronic') return null
  return copies === 0 ? words.titles.notHeld : words.titles.hiddenCopies
}

const gonePage = (c: Context<Page>) =>
  show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="note ask" role="alert">
        {words.gone}
      </p>
      <p>
        <a href={desk.themes}>{words.back}</a>
      </p>
    </CounterLayout>,
    404,
  )
