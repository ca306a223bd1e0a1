import type { Code, FixedOf } from './shapes.ts'

/** A field behind the fixed part: its tag of two characters and what it says. */
export type Field = readonly [tag: string, value: string]

/**
 * A SIP2 message as it is spoken of here. `sequence` is the digit of AY; null when the sender uses no error detection.
 */
export type Message<C extends Code = Code> = {
  code: C
  fixed: FixedOf<C>
  fields: readonly Field[]
  sequence: string | null
}

/** Any message that was read, of whichever code. */
export type AnyMessage = { [C in Code]: Message<C> }[Code]

/** What a field says, without the blanks around it; null when it is absent or blank. */
export function fieldOf(message: Pick<AnyMessage, 'fields'>, tag: string): string | null {
  const value = message.fields.find(([name]) => name === tag)?.[1].trim()
  return value === undefined || value === '' ? null : value
}

/** Fields that are sent only when there is something to say. */
export const present = (...fields: (readonly [tag: string, value: string | null | undefined])[]): Field[] =>
  fields.flatMap(([tag, value]) => (value == null || value === '' ? [] : [[tag, value] as const]))
