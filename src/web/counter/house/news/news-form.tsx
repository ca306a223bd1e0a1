import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { News } from '#news/rules/news.ts'
import { counterNews } from '#text/ja/counter/news.ts'
import { lines, text } from '#web/forms.ts'
import type { Page } from '#web/page.ts'
import { Field, fieldErrorText, Submit } from '#web/parts/form.tsx'
import { LongField } from '#web/parts/long-field.tsx'

type NewsField = 'from' | 'until' | 'title' | 'body' | 'easyTitle' | 'easyBody' | 'enTitle' | 'enBody'
/** `seen`: the last change of what is rewritten; empty for something new. */
export type NewsTyped = { id: string; seen?: string } & Partial<Record<NewsField, string>>

type Props = {
  c: Context<Page>
  typed: NewsTyped
  errors: Partial<Record<string, string>>
  /** How its parts are called where it is no news. */
  words?: typeof counterNews
  /** What is said of a day that may be left empty. */
  dayHint?: string
  /** What stands there now, where it was written anew after the form was made. */
  now?: Pick<News, 'ja' | 'easy' | 'en'> | undefined
  /** Further fields. */
  children?: Child
}

/** The fields of what the library tells: from when until when, and what, in one language or in three. */
export function NewsForm({ c, typed, errors, words = counterNews, dayHint, now, children }: Props) {
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
  const long = (name: NewsField, label: string, hint: string) => {
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
      {now ? <WrittenNow words={words} now={now} /> : null}
      <input type="hidden" name="id" value={typed.id} />
      <input type="hidden" name="seen" value={typed.seen ?? ''} />
      {line('from', words.from, 'date', dayHint)}
      {line('until', words.until, 'date', dayHint)}
      {line('title', words.heading)}
      {long('body', words.body, words.bodyHint)}
      <details open={others.some(name => typed[name] || errors[name])}>
        <summary>{words.otherLanguages}</summary>
        <div class="stack">
          {line('easyTitle', words.easyHeading, 'text', words.otherHint)}
          {long('easyBody', words.easyBody, words.bodyHint)}
          {line('enTitle', words.enHeading, 'text', words.otherHint)}
          {long('enBody', words.enBody, words.bodyHint)}
        </div>
      </details>
      {children}
      <Submit look="chief">{words.save}</Submit>
    </>
  )
}

const WrittenNow = ({ words, now }: { words: typeof counterNews; now: Pick<News, 'ja' | 'easy' | 'en'> }) => (
  <section class="note stack tight">
    <h3>{words.writtenNow}</h3>
    {[now.ja, now.easy, now.en].map(text =>
      text === null ? null : (
        <p class="prewrap">
          <b>{text.title}</b>
          {text.body === '' ? null : `\n${text.body}`}
        </p>
      ),
    )}
  </section>
)

const [titleMax, bodyMax] = [100, 2000]

/** The same fields as they are sent, but for the days. */
export const newsTexts = {
  id: z.string(),
  seen: z.string().max(40).default(''),
  title: text(titleMax),
  body: lines(bodyMax),
  easyTitle: lines(titleMax),
  easyBody: lines(bodyMax),
  enTitle: lines(titleMax),
  enBody: lines(bodyMax),
}

type Texts = Partial<Record<Exclude<NewsField, 'from' | 'until'>, string>>

/** What is told, in the languages in which something was written. */
export const textsOf = ({
  title = '',
  body = '',
  easyTitle = '',
  easyBody = '',
  enTitle = '',
  enBody = '',
}: Texts): Pick<News, 'ja' | 'easy' | 'en'> => ({
  ja: { title, body },
  easy: easyTitle || easyBody ? { title: easyTitle, body: easyBody } : null,
  en: enTitle || enBody ? { title: enTitle, body: enBody } : null,
})

/** The same as the form has it. */
export const typedTexts = ({ ja, easy, en }: Pick<News, 'ja' | 'easy' | 'en'>): Texts => ({
  ...ja,
  easyTitle: easy?.title ?? '',
  easyBody: easy?.body ?? '',
  enTitle: en?.title ?? '',
  enBody: en?.body ?? '',
})
