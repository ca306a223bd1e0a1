import { BibId } from '#ids.ts'
import { oaiFormats } from '../records/formats.ts'
import { isDatestamp } from './datestamps.ts'

/** A list as it was asked for, and how far it has been given. */
export type List = {
  prefix: string
  from: string | null
  until: string | null
  set: string | null
  after: { stampedAt: Temporal.Instant; id: BibId } | null
  /** How many were given before. */
  cursor: number
  /** How many there were at the first answer; null when nobody counted so far. */
  size: number | null
}
type Verb = 'ListIdentifiers' | 'ListRecords'

/**
 * A resumptionToken says everything itself: the list, and the last record given, by its stamp and number. It never
 * expires, and a change of the catalogue does not shift it.
 */
export const writeToken = (verb: Verb, { prefix, from, until, set, after, cursor, size }: List): string =>
  Buffer.from(
    [verb, prefix, from ?? '', until ?? '', set ?? '', after!.stampedAt, after!.id, cursor, size ?? ''].join('~'),
  ).toString('base64url')

/** @returns null for what is none, or belongs to another verb */
export function readToken(wanted: Verb, token: string): List | null {
  if (token.length > 500 || !/^[\w-]+$/.test(token)) return null
  const parts = Buffer.from(token, 'base64url').toString('utf8').split('~')
  const [verb = '', prefix = '', from = '', until = '', set = '', stamp = '', id = '', cursor = '', size = ''] = parts
  const isSound =
    parts.length === 9 &&
    verb === wanted &&
    Object.hasOwn(oaiFormats, prefix) &&
    [from, until].every(date => date === '' || isDatestamp(date)) &&
    /^[\w-]*$/.test(set) &&
    /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(stamp) &&
    [id, cursor].every(number => /^\d{1,15}$/.test(number)) &&
    /^\d{0,9}$/.test(size)
  if (!isSound) return null
  try {
    return {
      prefix,
      from: from || null,
      until: until || null,
      set: set || null,
      after: { stampedAt: Temporal.Instant.from(stamp), id: BibId(Number(id)) },
      cursor: Number(cursor),
      size: size === '' ? null : Number(size),
    }
  } catch {
    return null // A day that there is not.
  }
}
