import type { Context } from 'hono'
import type { Bib } from '#catalogue/rules/bib.ts'
import { isbn10, readIsbn } from '#catalogue/rules/isbn.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import type { Text } from '#text/text.ts'
import type { Page } from '#web/page.ts'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { recordLang } from '../search/hit.tsx'

/** So many persons, and so many subjects, stand below a title; and so many lines of contents in the record. */
const namesMax = 12
const contentsMax = 200

/** Title, who made it, where it came out, what it is about. */
export function RecordHead({ t, bib }: { t: Text; bib: Bib }) {
  const words = t.opac.record
  const more = (count: number) => (count > 0 ? `　${words.andMore(count)}` : '')
  const reading = saysMore(bib.titleReading, bib.title) ? bib.titleReading : null
  return (
    <div class="stack tight">
      <h1>{nameOf(bib)}</h1>
      {reading ? <p class="soft">{reading}</p> : null}
      {bib.subtitle ? <p>{bib.subtitle}</p> : null}
      {bib.creators.length > 0 ? (
        <p>
          {bib.creators.slice(0, namesMax).map(({ name, role }, index) => (
            <>
              {index > 0 ? '　' : ''}
              <a href={withQuery(paths.search, { author: plainName(name) })}>{plainName(name)}</a>
              {role ? words.by(role) : ''}
            </>
          ))}
          {more(bib.creators.length - namesMax)}
        </p>
      ) : bib.responsibility ? (
        <p>{bib.responsibility}</p>
      ) : null}
      <p class="soft">
        {t.search.byline([
          bib.publisher,
          bib.published ?? (bib.year === null ? null : t.search.year(bib.year)),
          bib.extent,
          t.opac.kinds[bib.kind],
        ])}
      </p>
      {bib.note ? <p>{bib.note}</p> : null}
      {bib.ndc.length > 0 ? (
        <p class="soft">
          {words.classes}{' '}
          {bib.ndc.map(notation => (
            <>
              <a href={withQuery(paths.search, { in: plainClass(notation) })}>
                {[plainClass(notation), t.ndc.label(notation)].filter(Boolean).join(' ')}
              </a>{' '}
            </>
          ))}
        </p>
      ) : null}
      {bib.subjects.length > 0 ? (
        <p class="soft">
          {words.subjects}{' '}
          {bib.subjects.slice(0, namesMax).map(subject => (
            <>
              <a href={withQuery(paths.search, { subject, 'subject-how': 'exact' })}>{subject}</a>{' '}
            </>
          ))}
          {more(bib.subjects.length - namesMax)}
        </p>
      ) : null}
    </div>
  )
}

/** A reading beside a title in kana would say it twice. */
const saysMore = (reading: string | null, title: string): boolean =>
  reading !== null && folded(reading) !== folded(title)

/** '913.6(njb/10)' → '913.6' */
const plainClass = (notation: string): string => /\d{1,3}(\.\d+)?/.exec(notation)?.[0] ?? notation

/** くわしい書誌: the rest of the record. */
export function RecordFacts({ c, bib }: { c: Context<Page>; bib: Bib }) {
  const { t } = c.var
  const words = t.opac.record
  const contents = bib.contents?.split(/\s*(?:--|\n)\s*/).filter(Boolean) ?? []
  return (
    <details open={contents.length > 0 && contents.length <= 12}>
      <summary>{words.more}</summary>
      <dl class="facts" lang={recordLang(c)}>
        <Fact name={words.otherTitles} value={bib.otherTitles.join('　')} />
        <Fact name={words.responsibility} value={bib.responsibility} />
        {bib.series ? (
          <>
            <dt>{words.series}</dt>
            <dd>
              <a href={withQuery(paths.search, { series: bib.series, 'series-how': 'exact', sort: 'title' })}>
                {bib.series}
              </a>
            </dd>
          </>
        ) : null}
        <Fact name={words.published} value={[bib.place, bib.publisher, bib.published].filter(Boolean).join('　')} />
        <Fact name={words.extent} value={bib.extent} />
        <Fact name={words.isbn} value={bib.isbns.map(isbnInWords).join('　')} />
        <Fact name={words.issn} value={bib.issn} />
        <Fact name={words.audience} value={t.opac.audiences[bib.audience]} />
        {contents.length > 0 ? (
          <>
            <dt>{words.contents}</dt>
            <dd>
              <ul class="dotted">
                {contents.slice(0, contentsMax).map(line => (
                  <li>{line}</li>
                ))}
              </ul>
              {contents.length > contentsMax ? words.andMore(contents.length - contentsMax) : null}
            </dd>
          </>
        ) : null}
        {bib.url && /^https?:\/\//.test(bib.url) ? (
          <>
            <dt>{words.link}</dt>
            <dd>
              <a href={bib.url} rel="noopener noreferrer">
                {bib.url}
              </a>
            </dd>
          </>
        ) : null}
      </dl>
    </details>
  )
}

const Fact = ({ name, value }: { name: string; value: string | null }) =>
  value ? (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  ) : null

/** Both lengths, for what is printed on an older book. */
function isbnInWords(text: string): string {
  const isbn = readIsbn(text)
  const short = isbn ? isbn10(isbn) : null
  return short ? `${text}（${short}）` : text
}
