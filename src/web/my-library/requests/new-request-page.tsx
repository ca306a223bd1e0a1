import type { Context } from 'hono'
import type { Choices } from '#holds/ordering/my-choices.ts'
import type { RequestRefusal } from '#requests/rules/request.ts'
import type { Choice } from '#web/my-library/orders/read-choice.ts'
import type { Page } from '#web/page.ts'
import { ErrorSummary, Field, fieldErrorText, PostForm, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { MyHead } from '../frame.tsx'
import { ContactField, PickupField } from '../orders/choice-fields.tsx'
import { refusalFacts, refusalWords } from '../refusal.tsx'
import type { TypedRequest } from './request-form.ts'

type Props = {
  c: Context<Page>
  id: string
  typed: TypedRequest
  choices: Choices
  chosen: Choice
  errors?: Partial<Record<string, string>>
  refusals?: RequestRefusal[]
}

/** The form of a request; what was typed stays, whatever is wrong with it. */
export function NewRequestPage({ c, id, typed, choices, chosen, errors = {}, refusals = [] }: Props) {
  const { t, library } = c.var
  const { title, why, whyNotAlways, form, back, refused } = t.requests
  const isOff = library.policy.requests.perWeekMax === 0
  return (
    <Layout c={c} title={form.title}>
      <div class="stack narrow">
        <MyHead t={t} through={{ href: paths.requests, name: title }} here={form.title} />
        {isOff ? (
          <p class="note ask">{refused.off}</p>
        ) : (
          <>
            <p>
              {why} {whyNotAlways}
            </p>
            <ErrorSummary c={c} lines={fieldLines(c, errors)} />
            <Refusals c={c} refusals={refusals} />
            {typed.title ? (
              <p>
                {form.checkFirst} <a href={withQuery(paths.search, { q: typed.title })}>{form.search}</a>
              </p>
            ) : null}
            <PostForm c={c} action={paths.requests} class="sheet stack">
              <input type="hidden" name="id" value={id} />
              <BookFields c={c} typed={typed} errors={errors} />
              <PickupField c={c} choices={choices} chosen={chosen.pickup} />
              <ContactField t={t} choices={choices} chosen={chosen.contact} />
              <Submit look="chief">{form.send}</Submit>
            </PostForm>
          </>
        )}
        <p>
          <a href={paths.requests}>{back}</a>
        </p>
      </div>
    </Layout>
  )
}

function BookFields({ c, typed, errors }: Pick<Props, 'c' | 'typed'> & { errors: Partial<Record<string, string>> }) {
  const { form } = c.var.t.requests
  const field = (name: keyof TypedRequest, label: string, maxlength: number, hint?: string) => (
    <Field
      c={c}
      name={name}
      label={name === 'title' ? label : label + form.optional}
      error={errors[name]}
      errorText={{ isbnInvalid: form.isbnInvalid }}
      value={typed[name]}
      autocomplete="off"
      maxlength={maxlength}
      {...(hint ? { hint } : {})}
    />
  )
  return (
    <>
      {field('title', form.bookTitle, 300)}
      {field('author', form.author, 200)}
      {field('publisher', form.publisher, 200)}
      {field('published', form.published, 40)}
      {field('isbn', form.isbn, 40, form.isbnHint)}
      {field('note', form.note, 500)}
    </>
  )
}

function fieldLines(c: Context<Page>, errors: Partial<Record<string, string>>) {
  const { form } = c.var.t.requests
  const p = c.var.t.myLibrary.basketPage
  const labels: Record<string, string> = {
    title: form.bookTitle,
    author: form.author,
    publisher: form.publisher,
    published: form.published,
    isbn: form.isbn,
    note: form.note,
    pickup: p.pickup,
    contact: p.contact,
  }
  return Object.entries(errors).flatMap(([field, error]) => {
    const label = labels[field]
    if (!error || !label) return []
    return [{ field, text: `${label}：${error === 'isbnInvalid' ? form.isbnInvalid : fieldErrorText(c, error)}` }]
  })
}

/** Every reason at once, each with what to do. */
function Refusals({ c, refusals }: { c: Context<Page>; refusals: RequestRefusal[] }) {
  if (refusals.length === 0) return null
  return (
    <div class="note ask stack tight" role="alert" tabindex={-1} autofocus>
      <h2>{c.var.t.requests.refused.title}</h2>
      <ul class="stack tight">
        {refusals.map(refusal => (
          <li>
            <Refusal c={c} refusal={refusal} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Refusal({ c, refusal }: { c: Context<Page>; refusal: RequestRefusal }) {
  const { refused } = c.var.t.requests
  switch (refusal.why) {
    case 'heldHere':
      return (
        <>
          {refused.heldHere} <a href={paths.bib(refusal.bibId)}>{refused.toBook}</a>
        </>
      )
    case 'askedAlready':
      return <>{refused.askedAlready}</>
    case 'tooManyThisWeek':
      return <>{refused.tooManyThisWeek(refusal.max)}</>
    default: {
      const { what, next } = refusalWords(c.var.t, refusal, refusalFacts(c, []))
      return (
        <>
          <b>{what}</b> {next}
        </>
      )
    }
  }
}
