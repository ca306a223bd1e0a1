import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import type { SourceAnswer } from '#cataloguing/rules/answer.ts'
import { type Column, choicesOf, type FieldName, fieldNames, mayBeEmpty, proposed } from '#cataloguing/rules/fields.ts'
import type { TakeRefusal } from '#cataloguing/rules/refusals.ts'
import type { ShownDraft } from '#cataloguing/show-draft.ts'
import type { DraftId } from '#ids.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { opac } from '#text/ja/opac/opac.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'

const { draft: words, hiding } = counterCataloguing

type Shown = { c: Context<Page>; shown: ShownDraft; into: string | null; refused: TakeRefusal | null }

/** What the sources said, which bib it is for, and each field with what may be taken for it, beside each other. */
export const DraftPage = ({ c, shown, into, refused }: Shown) => {
  const { draft, copied, known } = shown
  const ours = into === 'new' ? null : (known.find(({ id }) => `${id}` === into) ?? known[0] ?? null)
  return (
    <CounterLayout c={c} title={words.title}>
      <h1>
        {words.title} {draft.isbn ? <span class="soft">ISBN {draft.isbn}</span> : null}
      </h1>
      {refused ? (
        <p class="note ask" role="alert">
          {words.refused[refused.why]}
        </p>
      ) : null}
      <section class="stack tight">
        <h2>{words.answers}</h2>
        <ul>
          {draft.answers.map(answer => (
            <li>
              {answer.source}：{answerWords(answer)}
            </li>
          ))}
        </ul>
        <p>
          <a href={desk.copying}>{words.again}</a>
        </p>
      </section>
      {draft.savedBibId !== null ? (
        <p class="note good" role="status">
          {words.saved} <a href={desk.bib(draft.savedBibId)}>{words.open}</a>
        </p>
      ) : copied.length === 0 ? (
        <p class="note">{words.none}</p>
      ) : (
        <>
          {known.length > 0 ? <Into draftId={draft.id} known={known} ours={ours} /> : null}
          <PostForm c={c} action={desk.copyingDraft(draft.id)} class="sheet stack">
            <h2>{words.fields}</h2>
            <input type="hidden" name="into" value={ours ? `${ours.id}` : 'new'} />
            <input type="hidden" name="seen" value={ours ? ours.changedAt.toString() : ''} />
            {fieldNames.map(field => (
              <FieldChoices field={field} ours={ours} copied={copied} />
            ))}
            <Submit look="chief">{words.save}</Submit>
          </PostForm>
        </>
      )}
    </CounterLayout>
  )
}

function answerWords(answer: SourceAnswer): string {
  switch (answer.is) {
    case 'found':
      return words.found(answer.records.length, answer.more)
    case 'nothing':
      return words.nothing
    case 'failed':
      return `${words.failed[answer.why]}${answer.said === '' ? '' : `（${answer.said}）`}`
    default:
      return answer satisfies never
  }
}

type Known = ShownDraft['known']

/** Whether a bib that is there is changed, or a new one made. */
const Into = ({ draftId, known, ours }: { draftId: DraftId; known: Known; ours: Known[number] | null }) => (
  <nav class="stack tight" aria-label={words.into}>
    <h2>{words.into}</h2>
    <p>{words.knownWhy}</p>
    <ul>
      {known.map(bib => (
        <li>
          <Choice isChosen={bib.id === ours?.id} href={withQuery(desk.copyingDraft(draftId), { into: bib.id })}>
            {words.intoOne([bib.title, bib.volume].filter(Boolean).join(' '), bib.id)}
          </Choice>
          {bib.hiddenAt === null ? null : <b>（{hiding.mark}）</b>}
        </li>
      ))}
      <li>
        <Choice isChosen={ours === null} href={withQuery(desk.copyingDraft(draftId), { into: 'new' })}>
          {words.asNew}
        </Choice>
      </li>
    </ul>
  </nav>
)

/** What is chosen now stands there as text. */
const Choice = ({ isChosen, href, children }: { isChosen: boolean; href: string; children?: Child }) =>
  isChosen ? <b aria-current="true">{children}</b> : <a href={href}>{children}</a>

type Choices = { field: FieldName; ours: BibRecord | null; copied: ShownDraft['copied'] }

/** One field; a field of which nobody says anything is not shown. */
const FieldChoices = ({ field, ours, copied }: Choices) => {
  const bibs = copied.map(({ bib }) => bib)
  const choices = choicesOf(field, ours, bibs)
  if (choices.length === 0) return null
  const first = proposed(field, ours, bibs)
  const nameOf = (column: Column) => (typeof column === 'number' ? copied[column]!.source : words.ours)
  return (
    <fieldset class="field">
      <legend>{counterCataloguing.fields[field]}</legend>
      <div class="choices">
        {choices.map(({ columns, value }) => (
          <label class="pick">
            <input type="radio" name={field} value={`${columns[0]}`} checked={columns.includes(first as never)} />
            <span>
              <span class="soft">{[...new Set(columns.map(nameOf))].join('・')}</span>
              <br />
              {valueWords(field, value).map(line => (
                <>
                  {line}
                  <br />
                </>
              ))}
            </span>
          </label>
        ))}
        {mayBeEmpty(field) ? (
          <label class="pick">
            <input type="radio" name={field} value="none" />
            <span>{words.empty}</span>
          </label>
        ) : null}
      </div>
    </fieldset>
  )
}

const withReading = (text: string | null | undefined, reading: string | null | undefined): string =>
  `${text ?? ''}${reading ? counterCataloguing.reading(reading) : ''}`

/** A value as lines of text, with what belongs to it. */
function valueWords(field: FieldName, value: Partial<BibRecord>): string[] {
  switch (field) {
    case 'title':
      return [withReading(value.title, value.titleReading)]
    case 'series':
      return [withReading(value.series, value.seriesReading)]
    case 'otherTitles':
      return value.otherTitles!.map((title, at) => withReading(title, value.otherTitleReadings?.[at]))
    case 'subjects':
      return value.subjects!.map((subject, at) => withReading(subject, value.subjectReadings?.[at]))
    case 'creators':
      return value.creators!.map(({ name, reading, role }) =>
        [withReading(name, reading), role].filter(Boolean).join(' '),
      )
    case 'publisher':
      return [[value.place, value.publisher].filter(Boolean).join(' : ')]
    case 'isbns':
    case 'ndc':
      return value[field]!
    case 'kind':
      return [opac.kinds[value.kind!]]
    case 'audience':
      return [opac.audiences[value.audience!]]
    case 'contents':
    case 'note':
      return value[field]!.split('\n')
    case 'subtitle':
    case 'volume':
    case 'responsibility':
    case 'published':
    case 'issn':
    case 'extent':
    case 'language':
    case 'url':
      return [value[field]!]
    default:
      return field satisfies never
  }
}
