import type { Among, Query } from '#catalogue/rules/search/query.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { type Diagnostic, diagnosed } from '../diagnostic.ts'
import type { Index } from './indexes.ts'
import type { Relation, Term } from './tree.ts'

type Years = { from?: number; to?: number }

/**
 * 出版年 compared with a year, or with a day where that says the same: from 2018-01-01 is from 2018, until 2018-12 is
 * until 2018. The catalogue knows years alone; a day within a year is refused and not rounded.
 */
export function yearQuery(
  { end }: Extract<Index, { is: 'year' }>,
  { name, typed }: Relation,
  term: Term,
): Outcome<Query, Diagnostic> {
  if (term.signs.length > 0) return diagnosed(28, term.signs[0]!.sign)
  const text = term.text.normalize('NFKC').trim()
  if (text === '') return diagnosed(27, term.raw)
  const isEqual = ['=', '==', 'exact', 'scr'].includes(name)
  if (end !== null && !isEqual) return diagnosed(22, `${typed} ${end}`)
  const years = end === null ? yearsOf(name, text) : end === 'from' ? since(text) : until(text)
  if (years === 'unsupported') return diagnosed(22, typed)
  if (years === null) return diagnosed(36, term.raw)
  const among = done<Query>({ is: 'among', among: { by: 'year', ...years } satisfies Among })
  return name === '<>' ? done({ is: 'and', parts: [{ is: 'everything' }, { is: 'not', part: among.value }] }) : among
}

function yearsOf(relation: string, text: string): Years | null | 'unsupported' {
  switch (relation) {
    case '=':
    case '==':
    case 'exact':
    case 'scr':
    case '<>': {
      const year = readYear(text)
      return year === null ? null : { from: year, to: year }
    }
    case '>=':
      return since(text)
    case '<=':
      return until(text)
    case '>': {
      const last = until(text)
      return last && { from: last.to + 1 }
    }
    case '<': {
      const first = since(text)
      return first && { to: first.from - 1 }
    }
    case 'within': {
      const [from, to, more] = text.split(/[\s　]+/u)
      const [first, last] = [since(from ?? ''), until(to ?? '')]
      return first && last && more === undefined ? { ...first, ...last } : null
    }
    default:
      return 'unsupported'
  }
}

const readYear = (text: string): number | null => (/^\d{4}$/.test(text) ? Number(text) : null)

function since(text: string): { from: number } | null {
  const year = readYear(text.replace(/^(\d{4})-01(-01)?$/, '$1'))
  return year === null ? null : { from: year }
}

function until(text: string): { to: number } | null {
  const year = readYear(text.replace(/^(\d{4})-12(-31)?$/, '$1'))
  return year === null ? null : { to: year }
}
