import type { Context } from 'hono'
import type { Text } from '#text/text.ts'
import type { Page } from '../../page.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const typedMax = 60

/** What stood in the fields when a key was pressed, with what the key did to its field. */
export type Touched = { typed: Partial<Record<string, string>>; field: string; key: string }

/**
 * A key that was pressed on the screen of an in-library terminal, or null: the form was sent by its own button. The key
 * names its field; whatever else was sent is no key and changes nothing.
 */
export function readTouched(c: Context<Page>, fields: readonly string[]): Touched | null {
  const { form, visitor } = c.var
  const sent = form?.get('key')?.[0]
  if (sent === undefined || !visitor.terminal) return null
  const typed = Object.fromEntries(fields.map(field => [field, (form?.get(field)?.[0] ?? '').slice(0, 256)]))
  const [field = '', key = ''] = sent.split(':')
  if (!fields.includes(field)) return { typed, field: '', key: '' }
  const before = typed[field] ?? ''
  if (key === 'back') typed[field] = [...before].slice(0, -1).join('')
  else if ([...digits, ...letters].includes(key) && before.length < typedMax) typed[field] = before + key
  return { typed, field, key }
}

type TouchKeysProps = {
  c: Context<Page>
  /** The field that the keys write into. */
  field: keyof Text['patrons']['keys']['of']
  /** Cards may have letters; passwords that are typed by finger are digits. */
  withLetters?: boolean
  touched?: Touched | null | undefined
}

/**
 * Keys for whoever has a screen and no keyboard: on in-library terminals alone, without script. A key sends the form,
 * and the page comes back with one sign more in the field and the same key under the finger.
 */
export function TouchKeys({ c, field, withLetters = false, touched }: TouchKeysProps) {
  if (!c.var.visitor.terminal) return null
  const words = c.var.t.patrons.keys
  const last = touched?.field === field ? touched.key : null
  const key = (value: string, text: string) => (
    <button
      type="submit"
      class={value === 'back' ? 'button quiet' : 'button'}
      name="key"
      value={`${field}:${value}`}
      formnovalidate
      autofocus={last === value}
    >
      {text}
    </button>
  )
  return (
    <fieldset class="touch-keys" aria-label={words.of[field]}>
      <div class="digits">
        {digits.map(digit => key(digit, digit))}
        {key('back', words.back)}
      </div>
      {withLetters ? (
        <details open={last !== null && letters.includes(last)}>
          <summary>{words.letters}</summary>
          <div class="letters">{letters.map(letter => key(letter, letter))}</div>
        </details>
      ) : null}
    </fieldset>
  )
}

/** Enter in a field sends a form by its first button: where keys come before the real one, this stands in for it. */
export const EnterButton = ({ c }: { c: Context<Page> }) =>
  c.var.visitor.terminal ? <button type="submit" hidden /> : null
