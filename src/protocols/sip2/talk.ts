import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Machine } from '#machines/rules/machine.ts'
import { textOf } from '#text/language.ts'
import type { Text } from '#text/text.ts'
import { type AnyMessage, fieldOf, type Message } from './rules/message.ts'
import type { Code } from './rules/shapes.ts'

/** One connection, as far as answering needs to know it. */
export type Talk = {
  library: Library
  /** The address it comes from. */
  address: string
  machine: Machine | null
  /** Who stands at the machine now, so that one password serves for a whole visit; see who.ts. */
  patron: PatronHere | null
}

export type PatronHere = {
  cardNumber: string
  patronId: PatronId
  /** A keyed hash of the password that was right; null: the card alone. */
  proof: string | null
  until: Temporal.Instant
}

/** A message that is an answer: its sequence is that of the question. */
export type Answer<C extends Code = Code> = Omit<Message<C>, 'sequence'>

/** A handler of one message. */
export type Asked<C extends Code> = { talk: Talk; machine: Machine; message: Message<C>; words: Text['machines'] }

export const wordsOf = (machine: Machine): Text['machines'] => textOf(machine.language).machines

/** That a card was scanned where a copy was asked for, as our own 自動貸出機 says it. */
export const isCardWords = (machine: Machine): string => textOf(machine.language).selfCheck.isCard

/** AO: as it was asked; a machine that names none is told the branch it stands at. */
export const institution = (message: Pick<AnyMessage, 'fields'>, machine: Machine): readonly ['AO', string] => [
  'AO',
  fieldOf(message, 'AO') ?? machine.branchId,
]

/** A field that an answer must have, given back as it was asked. */
export const echo = (message: Pick<AnyMessage, 'fields'>, tag: string): readonly [string, string] => [
  tag,
  fieldOf(message, tag) ?? '',
]

/** A day as a screen says it. */
export const dayText = (words: Text['machines'], day: Temporal.PlainDate): string => words.day(day.month, day.day)
