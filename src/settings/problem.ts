import type { z } from 'zod'
import { boundsAt } from './bounds.ts'
import type { Problem, Wants } from './rules/wants.ts'

export type { Problem, Wants }

/** What the schema found, as a problem. */
export function problemOf(issue: z.core.$ZodIssue, document: unknown): Problem {
  const path = issue.path.map(step => (typeof step === 'symbol' ? String(step) : step))
  const value = path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | null)?.[step], document)
  const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0]!] : path
  return { path: at, value, wants: wantsOf(issue, value) }
}

function wantsOf(issue: z.core.$ZodIssue, value: unknown): Wants {
  if (value === undefined && issue.code !== 'unrecognized_keys') return { is: 'present' }
  // Both bounds at once, whichever was passed, or whatever stands there in place of a number.
  const bounds = boundsAt(issue.path)
  if (bounds !== null) return { is: 'between', ...bounds }
  switch (issue.code) {
    case 'invalid_type':
      return { is: 'type', type: issue.expected }
    case 'invalid_value':
      return { is: 'oneOf', options: issue.values.map(String) }
    case 'unrecognized_keys':
      return { is: 'known', names: issue.keys, known: [] }
    case 'too_small':
      return { is: 'atLeast', min: Number(issue.minimum), of: sizeOf(issue.origin) }
    case 'too_big':
      return { is: 'atMost', max: Number(issue.maximum), of: sizeOf(issue.origin) }
    case 'invalid_union':
      return { is: 'form', form: issue.message }
    case 'invalid_format':
      return { is: 'form', form: /^[a-zA-Z]+$/.test(issue.message) ? issue.message : issue.format }
    case 'invalid_key':
      return { is: 'form', form: 'weekday' }
    default:
      return { is: 'form', form: issue.message }
  }
}

const sizeOf = (origin: string) => (origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'number')
