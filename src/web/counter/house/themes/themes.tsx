import type { Context } from 'hono'
import { z } from 'zod'
import { BranchId, ThemeId } from '#ids.ts'
import { judgeNews } from '#news/rules/news.ts'
import { isId, newId } from '#std/new-id.ts'
import { counterThemes as words } from '#text/ja/counter/themes.ts'
import { wordsMark } from '#themes/marks.ts'
import { type ChangedTheme, standingOf, type Theme } from '#themes/rules/theme.ts'
import { allThemes, themeListMax } from '#themes/show-themes.ts'
import { removeTheme, writeTheme } from '#themes/write-theme.ts'
import { dayOf } from '#time/clock.ts'
import { dayIn } from '#time/day-in.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, ErrorSummary, errorLines, PostForm, Press, Tick } from '#web/parts/form.tsx'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords } from '../../day.ts'
import { desk } from '../../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../../layout.tsx'
import { ListEnds } from '../../list-ends.tsx'
import { staffOf } from '../../session.tsx'
import { NewsForm, type NewsTyped, newsTexts, textsOf, typedTexts } from '../news/news-form.tsx'

/** A day may be left empty: then it is shown since ever, or for ever. */
const day = z
  .string()
  .default('')
  .transform((typed, context) => {
    const read = dayIn(typed)
    if (read || typed === '') return read
    context.addIssue({ code: 'custom', message: 'invalid' })
    return z.NEVER
  })
const themeForm = z.object({
  ...newsTexts,
  from: day,
  until: day,
  branch: z.string().default(''),
  children: z.string().default(''),
})

export type ThemeTyped = NewsTyped & { branch?: string; children?: string }

/** 特集: those that were made, and the form for another. */
export const themePages = pages()
  .get(desk.themes, c => themesPage(c, { id: newId(), from: `${dayOf(c.var.library.clock.now())}` }))
  .post(desk.themes, async c => {
    const sent = await saveSent(c, null)
    return sent.ok
      ? c.redirect(withQuery(desk.theme(sent.id), { saved: 1 }), 303)
      : themesPage(c, sent.typed, sent.errors)
  })
  .post(desk.themeRemove(':id'), async c => {
    const id = c.req.param('id') ?? ''
    if (!isId(id)) return sayAtDesk(c, 'notThere', 404)
    await removeTheme(c.var.library, staffOf(c), ThemeId(id))
    return c.redirect(withQuery(desk.themes, { removed: '1' }), 303)
  })

type Sent =
  | { ok: true; id: ThemeId }
  /** `now`: what stands there, where somebody else has written it. */
  | { ok: false; typed: ThemeTyped; errors: Partial<Record<string, string>>; now?: ChangedTheme }

/**
 * Saves what a form says of a theme; or gives it back with everything that is wrong.
 * @param known whose form it is; null: that of a new one
 */
export async function saveSent(c: Context<Page>, known: ThemeId | null): Promise<Sent> {
  const form = readForm(c, themeForm)
  const today = dayOf(c.var.library.clock.now())
  if (!form.ok) {
    const typed = { ...form.typed, id: isId(form.typed.id ?? '') ? form.typed.id! : newId() }
    const readable = { shownFrom: dayIn(typed.from ?? ''), shownUntil: dayIn(typed.until ?? '') }
    const whys = judgeNews({ ...textsOf(typed), ...readable }, today)
    return { ok: false, typed, errors: { ...errorsOf(whys), ...form.errors } }
  }
  const { seen, from, until, branch, children, ...texts } = form.values
  const theme: Theme = {
    id: known ?? ThemeId(isId(texts.id) ? texts.id : newId()),
    ...textsOf(texts),
    ...{ shownFrom: from, shownUntil: until },
    forChildren: children === 'yes',
    branchId: branch === '' ? null : BranchId(branch),
  }
  const written = await writeTheme(c.var.library, staffOf(c), theme, known === null ? null : seen)
  if (written.ok) return { ok: true, id: theme.id }
  const typed = typedOf(theme)
  switch (written.refusal.why) {
    case 'wrong':
      return { ok: false, typed: { ...typed, seen }, errors: errorsOf(written.refusal.whys) }
    case 'changedMeanwhile': {
      const { now, why } = written.refusal
      return { ok: false, typed: { ...typed, seen: wordsMark(now) }, errors: { title: why }, now }
    }
    case 'gone':
      return { ok: false, typed, errors: {} }
    default:
      return written.refusal satisfies never
  }
}

const errorsOf = (whys: readonly { field: string; why: string }[]) =>
  Object.fromEntries(whys.map(({ field, why }) => [field, why]))

export const typedOf = ({ id, shownFrom, shownUntil, forChildren, branchId, ...texts }: Theme): ThemeTyped => ({
  id,
  from: `${shownFrom ?? ''}`,
  until: `${shownUntil ?? ''}`,
  ...typedTexts(texts),
  branch: branchId ?? '',
  children: forChildren ? 'yes' : '',
})

type FormProps = {
  c: Context<Page>
  action: string
  typed: ThemeTyped
  errors: Partial<Record<string, string>>
  now?: ChangedTheme | undefined
}

/** The form of a theme, a new one or one that there is. */
export function ThemeForm({ c, action, typed, errors, now }: FormProps) {
  const branches = [...c.var.today.branches.values()]
  const heading = action === desk.themes ? words.write : words.rewrite
  return (
    <PostForm c={c} action={action} class="sheet stack">
      <NewsForm
        c={c}
        typed={typed}
        errors={errors}
        words={{ ...words, write: heading }}
        dayHint={words.dayHint}
        now={now}
      >
        <Choice
          name="branch"
          label={words.branch}
          options={[['', words.everyBranch] as const, ...branches.map(({ id, name }) => [id, name] as const)]}
          chosen={typed.branch}
        />
        <Tick name="children" checked={typed.children === 'yes'}>
          {words.forChildren}
          <br />
          <small>{words.childrenHint}</small>
        </Tick>
      </NewsForm>
    </PostForm>
  )
}

async function themesPage(c: Context<Page>, typed: ThemeTyped, errors: Partial<Record<string, string>> = {}) {
  const { library, today } = c.var
  const lines = errorLines(c, errors, words.refused)
  const all = await allThemes(library)
  const now = dayOf(library.clock.now())
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <ErrorSummary c={c} lines={lines} />
      {c.req.query('removed') && lines.length === 0 ? (
        <p class="note good" role="status">
          {words.removed}
        </p>
      ) : null}
      {all.length === 0 ? <p class="soft">{words.none}</p> : null}
      <ListEnds shown={all.length} max={themeListMax} />
      {all.length === 0 ? null : (
        <ListTable name={words.title} heads={words.columns}>
          {all.map(theme => (
            <tr>
              <td>
                {spanOf(theme)} <b>{words[standingOf(theme, now)]}</b>
              </td>
              <th scope="row">{theme.ja.title}</th>
              <td>
                {theme.branchId === null
                  ? words.everyBranch
                  : (today.branches.get(theme.branchId)?.name ?? theme.branchId)}
              </td>
              <Labelled label={words.columns[3]!}>{words.titlesOf(theme.titles)}</Labelled>
              <td class="row">
                <a class="button quiet" href={desk.theme(theme.id)} aria-label={words.openOf(theme.ja.title)}>
                  {words.open}
                </a>
                <Press c={c} action={desk.themeRemove(theme.id)} label={words.removeOf(theme.ja.title)}>
                  {words.remove}
                </Press>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      <ThemeForm c={c} action={desk.themes} typed={typed} errors={errors} />
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

function spanOf({ shownFrom, shownUntil }: Theme): string {
  if (shownFrom === null && shownUntil === null) return words.always
  return words.span(shownFrom ? dayWords(shownFrom) : '', shownUntil ? dayWords(shownUntil) : '')
}
