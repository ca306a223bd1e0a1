import type { Context } from 'hono'
import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import { htmlLang } from '#text/language.ts'
import { type MadePage, showKept } from '#web/kept-pages.ts'
import { type Page, pages } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { Pager } from '#web/parts/wayfinding/pager.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { recordLang } from '../search/hit.tsx'

/** 著者からさがす, 件名からさがす: the headings of the catalogue by the 五十音, each leading to its books. */
export const headingPages = pages()
  .get(paths.authors, c => showKept(c, async () => headingsPage(c, 'authors')))
  .get(paths.subjects, c => showKept(c, async () => headingsPage(c, 'subjects')))

const pageSize = 100
const startMax = 20
const pagesMax = 10_000

/** The rows of the 五十音 with what sounds like them; ヂ, ヅ and ヴ are filed as ジ, ズ and ブ. */
const rows = ['アイウエオ', 'カキクケコガギグゲゴ', 'サシスセソザジズゼゾ', 'タチツテトダデド', 'ナニヌネノ']
  .concat(['ハヒフヘホバビブベボパピプペポ', 'マミムメモ', 'ヤユヨ', 'ラリルレロ', 'ワン'])
  .concat(['ABCDEFGHIJKLMNOPQRSTUVWXYZ'])
  .map(letters => [...letters])

function headingsPage(c: Context<Page>, which: 'authors' | 'subjects'): MadePage {
  const { t, library } = c.var
  const words = t.browse.headings
  const row = rows.find(([first]) => first === c.req.query('row')) ?? null
  const start = [...(c.req.query('start') ?? '').trim()].slice(0, startMax).join('')
  const page = pageNumber(c.req.query('page'))
  const starts = start !== '' ? [start] : (row ?? [])
  const list = which === 'authors' ? 'creators' : 'subjects'
  const { total, entries } = library.index[list](starts, (page - 1) * pageSize, pageSize)
  const nameOf = (heading: string) => (which === 'authors' ? plainName(heading) : heading)
  const address = (change: { row?: string; start?: string; page?: number | null }) => withQuery(paths[which], change)
  const nameOfRow = ([first = '']: string[]) => (first === 'A' ? words.latin : words.rowOf(first))
  const narrowed = start !== '' ? words.startsWith(start) : row ? nameOfRow(row) : ''
  const open = row ?? rows.find(letters => letters.includes(start)) ?? null
  const view = (
    <Layout c={c} title={[words[which], narrowed].filter(Boolean).join(' ')} robots={page > 1 ? 'noindex' : undefined}>
      <div class="stack tight">
        <h1>{words[which]}</h1>
        <p>{words[`${which}Lead`]}</p>
      </div>
      <div class="stack tight">
        <nav class="chips letters" aria-label={words.rows}>
          <a href={paths[which]} aria-current={narrowed === '' ? 'page' : undefined}>
            {words.all}
          </a>
          {rows.map(letters => (
            <a href={address({ row: letters[0]! })} aria-current={letters === open ? 'true' : undefined}>
              {nameOfRow(letters)}
            </a>
          ))}
        </nav>
        {open ? (
          <nav class="chips letters" aria-label={words.letters(nameOfRow(open))}>
            {open.map(letter => (
              <a href={address({ start: letter })} aria-current={letter === start ? 'page' : undefined}>
                {letter}
              </a>
            ))}
          </nav>
        ) : null}
        <form class="row choose" action={paths[which]}>
          <label>
            {words.start[which]}{' '}
            <input type="text" name="start" value={start} maxlength={startMax} autocomplete="off" />
          </label>
          <Submit>{words.show}</Submit>
        </form>
      </div>
      <section class="stack tight" aria-labelledby="list">
        <h2 id="list">
          {narrowed === '' ? words.all : narrowed} <span class="soft total">{words.total(total)}</span>
        </h2>
        {entries.length === 0 ? (
          <p>
            {total === 0 ? words.none : words.beyond} <a href={paths[which]}>{words.first}</a>
          </p>
        ) : (
          <ul class="headings" lang={recordLang(c)}>
            {entries.map(({ value, label, count, see }) => (
              <li>
                {see === null ? (
                  <a href={withQuery(paths.search, which === 'authors' ? { creator: value } : { about: value })}>
                    {nameOf(label)}
                  </a>
                ) : (
                  <>
                    {nameOf(label)} <span aria-hidden="true">→</span>{' '}
                    <a href={withQuery(paths.search, which === 'authors' ? { author: nameOf(see) } : { about: see })}>
                      {nameOf(see)}
                    </a>{' '}
                    {words.see}
                  </>
                )}{' '}
                <small class="soft" lang={recordLang(c) && htmlLang(c.var.language)}>
                  {words.count(count)}
                </small>
              </li>
            ))}
          </ul>
        )}
        <Pager
          t={t}
          page={page}
          pages={Math.ceil(total / pageSize)}
          size={pageSize}
          href={to => address({ row: start === '' ? (row?.[0] ?? '') : '', start, page: to === 1 ? null : to })}
        />
      </section>
    </Layout>
  )
  return { view, bibIds: [] }
}

function pageNumber(asked: string | undefined): number {
  const page = Number(asked)
  return Number.isInteger(page) && page >= 1 ? Math.min(page, pagesMax) : 1
}
