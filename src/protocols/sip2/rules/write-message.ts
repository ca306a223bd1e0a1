import { assert } from '#std/assert.ts'
import { fieldText } from './field-text.ts'
import type { Message } from './message.ts'
import { type Code, shapes } from './shapes.ts'

/**
 * A message as one line, without the end of the line and without AY and AZ (see `seal`). Fields end in `|`, the last
 * one too.
 */
export function writeMessage<C extends Code>({ code, fixed, fields }: Omit<Message<C>, 'sequence'>): string {
  const parts = Object.entries(shapes[code]).map(([name, length]) => {
    const value = fixed[name as keyof typeof fixed]
    assert(value.length === length, `${name} of a ${code} has ${length} characters`)
    return value
  })
  return code + parts.join('') + fields.map(([tag, value]) => `${tag}${fieldText(value)}|`).join('')
}

/** A count as four digits, as 64 and 66 have it. */
export const fourDigits = (count: number): string => `${Math.min(Math.max(count, 0), 9999)}`.padStart(4, '0')

export const yesNo = (is: boolean): 'Y' | 'N' => (is ? 'Y' : 'N')
