import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { FieldError } from '../forms.ts'
import { errorListClass } from '../leaving/field-order.ts'
import type { Page } from '../page.ts'

/** A form that changes something. It carries the token of the session, without which nothing is changed. */
export const PostForm = ({
  c,
  action,
  token = c.var.csrfToken,
  class: className = 'stack',
  children,
}: {
  c: Context<Page>
  action: string
  /** For a form that is shown before anybody is signed in. */
  token?: string | null
  class?: string
  children?: Child
}) => (
  <form method="post" action={action} class={className}>
    {children}
    {token === null ? null : <input type="hidden" name="csrf" value={token} />}
  </form>
)

type PressProps = {
  c: Context<Page>
  action: string
  /** What is posted beside the token. */
  fields?: Record<string, string>
  /** What the button does to which line, where its word alone does not say it. */
  label?: string
  look?: 'quiet' | 'chief' | 'danger'
  children: Child
}

/** A button that does one thing at once, of one line of a list. */
export const Press = ({ c, action, fields = {}, label, look, children }: PressProps) => (
  <PostForm c={c} action={action} class="">
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={look ? `button ${look}` : 'button'} aria-label={label}>
      {children}
    </button>
  </PostForm>
)

type SubmitProps = { look?: 'quiet' | 'chief' | 'danger'; wide?: boolean; children: Child }

/** The button that sends its form: `chief` where the form is what the page is for. */
export const Submit = ({ look, wide, children }: SubmitProps) => (
  <button type="submit" class={['button', look, wide ? 'block' : ''].filter(Boolean).join(' ')}>
    {children}
  </button>
)

type TickProps = {
  name: string
  value?: string
  checked?: boolean
  /** Where a message of the form leads to it. */
  id?: string
  /** What is wrong with it, in words. It needs an id. */
  error?: string | undefined
  children: Child
}

/** Something to be ticked or left, with its label. */
export const Tick = ({ name, value = 'yes', checked, id, error, children }: TickProps) => {
  const wrong = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {}
  const pick = (
    <label class="pick">
      <input type="checkbox" id={id} name={name} value={value} checked={checked} {...wrong} />
      <span>{children}</span>
    </label>
  )
  if (!error) return pick
  return (
    <div class="field">
      <p class="error" id={`${id}-error`}>
        {error}
      </p>
      {pick}
    </div>
  )
}

type ChoiceProps = {
  name: string
  /** Where a page has several of this name. */
  id?: string
  label: string
  options: readonly (readonly [value: string, word: string])[]
  chosen?: string | null | undefined
}

/** One of a few, with its label. */
export const Choice = ({ name, id = name, label, options, chosen }: ChoiceProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} name={name}>
      {options.map(([value, word]) => (
        <option value={value} selected={value === chosen}>
          {word}
        </option>
      ))}
    </select>
  </div>
)

type FieldProps = {
  c: Context<Page>
  name: string
  /** Where a page has several of this name. */
  id?: string
  label: string
  hint?: Child
  error?: FieldError | undefined
  /** Words for errors of this field alone. */
  errorText?: Partial<Record<string, string>>
  value?: string | undefined
  type?: 'text' | 'password' | 'email' | 'date'
  inputmode?: 'numeric' | 'email'
  autocomplete?: string
  maxlength?: number
  autofocus?: boolean
  required?: boolean
  autocapitalize?: 'characters'
  spellcheck?: false
  /**
   * What the keys on the screen of a terminal have written so far: the one thing that a password field is sent back
   * with.
   */
  keyed?: string | undefined
}

/**
 * Cards and copies may have letters in their numbers, so the keyboard of a telephone is not narrowed to digits; a
 * letter comes as a capital, and nothing is corrected.
 */
export const cardNumberKeyboard = { autocapitalize: 'characters', spellcheck: false } as const

/** One line to be typed, with its label, its hint, and what is wrong with it. */
export const Field = ({
  c,
  name,
  id = name,
  label,
  hint,
  error,
  errorText = {},
  value,
  type = 'text',
  keyed,
  ...input
}: FieldProps) => {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {error ? (
        <p class="error" id={`${id}-error`}>
          {errorText[error] ?? fieldErrorText(c, error)}
        </p>
      ) : null}
      <input
        id={id}
        name={name}
        type={type}
        value={type === 'password' ? keyed : value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described || undefined}
        {...input}
      />
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
    </div>
  )
}

type Sent = {
  c: Context<Page>
  errors: Partial<Record<string, FieldError>>
  typed?: Partial<Record<string, string>>
  errorText?: Partial<Record<string, string>>
}

/** The fields of a form as it was sent: each, by its name, with what is wrong with it and what was typed. */
export const asSent =
  ({ c, errors, typed = {}, errorText = {} }: Sent) =>
  (name: string) => ({ c, name, error: errors[name], errorText, value: typed[name] })

/** What is wrong with a field, in words. */
export function fieldErrorText(c: Context<Page>, error: FieldError): string {
  const words: Record<string, string> = c.var.t.forms.fieldErrors
  return words[error] ?? words.invalid!
}

/** What is wrong with a form, a line a field; `own` has the words for errors of this form alone. */
export function errorLines(
  c: Context<Page>,
  errors: Partial<Record<string, string>>,
  own: Partial<Record<string, string>> = {},
): { field: string; text: string }[] {
  return Object.entries(errors).flatMap(([field, error]) =>
    error ? [{ field, text: own[error] ?? fieldErrorText(c, error) }] : [],
  )
}

/** The same for fields that are named by their labels, where an error alone does not say which one it is of. */
export const labelledLines = (
  c: Context<Page>,
  errors: Partial<Record<string, FieldError>>,
  labels: Partial<Record<string, string>>,
): { field: string; text: string }[] =>
  Object.entries(errors).flatMap(([field, error]) =>
    error && labels[field] ? [{ field, text: `${labels[field]}：${fieldErrorText(c, error)}` }] : [],
  )

/** Where the page goes on after a form was taken: an address with this at its end leads to the words of `Done`. */
export const toDone = (path: string): string => `${path}#done`

/** That a form was taken, in words that stand in sight and have the focus. */
export const Done = ({ children }: { children?: Child }) => (
  <p class="note good" role="status" id="done" tabindex={-1}>
    {children}
  </p>
)

/** Above a form that was not taken: what is wrong and where, in the order of the fields (`show` sees to it). */
export const ErrorSummary = ({ c, lines }: { c: Context<Page>; lines: { field: string; text: string }[] }) =>
  lines.length === 0 ? null : (
    <div class="note ask stack tight" role="alert" tabindex={-1} autofocus>
      <h2>{c.var.t.parts.errorSummary}</h2>
      <ul class={errorListClass}>
        {lines.map(({ field, text }) => (
          <li>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
