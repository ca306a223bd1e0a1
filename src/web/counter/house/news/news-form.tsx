import type { Context } from 'hono'
import { counterNews as words } from '#text/ja/counter/news.ts'
import type { Page } from '#web/page.ts'
import { Field, fieldErrorText, Submit } from '#web/parts/form.tsx'
import { LongField } from '#web/parts/long-field.tsx'

type NewsField = 'from' | 'until' | 'title' | 'body' | 'easyTitle' | 'easyBody' | 'enTitle' | 'enBody'
export type NewsTyped = { id: string } & Partial<Record<NewsField, string>>

type Props = { c: Context<Page>; typed: NewsTyped; errors: Partial<Record<string, string>> }

/** The fields of a piece of news: from when until when, and what, in one language or in three. */
export function NewsForm({ c, typed, errors }: Props) {
  const line = (name: NewsField, label: string, type: 'text' | 'date' = 'text', hint?: string) => (
    <Field
      c={c}
      name={name}
      label={label}
      error={errors[name]}
      errorText={words.refused}
      value={typed[name] ?? ''}
      type={type}
      autocomplete="off"
      {...(type === 'text' ? { maxlength: 100 } : {})}
      {...(hint ? { hint } : {})}
    />
  )
  const lines = (name: NewsField, label: string, hint: string) => {
    const error = errors[name]
    return (
      <LongField
        name={name}
        label={label}
        hint={hint}
        typed={typed[name] ?? ''}
        wrong={error && fieldErrorText(c, error)}
      />
    )
  }
  const others = ['easyTitle', 'easyBody', 'enTitle', 'enBody'] as const
  return (
    <>
      <h2>{words.write}</h2>
      <input type="hidden" name="id" value={typed.id} />
      {line('from', words.from, 'date')}
      {line('until', words.until, 'date')}
      {line('title', words.heading)}
      {lines('body', words.body, words.bodyHint)}
      <details open={others.some(name => typed[name] || errors[name])}>
        <summary>{words.otherLanguages}</summary>
        <div class="stack">
          {line('easyTitle', words.easyHeading, 'text', words.otherHint)}
          {lines('easyBody', words.easyBody, words.bodyHint)}
          {line('enTitle', words.enHeading, 'text', words.otherHint)}
          {lines('enBody', words.enBody, words.bodyHint)}
        </div>
      </details>
      <Submit look="chief">{words.save}</Submit>
    </>
  )
}
