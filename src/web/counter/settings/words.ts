import type { Effects, Stranded } from '#settings/enact.ts'
import type { Change } from '#settings/rules/changes.ts'
import type { Problem } from '#settings/rules/wants.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { wantsWords, settings as words } from '#text/ja/settings.ts'

const policyFields = counterAdmin.policy.fields

/** A place of the description as staff know it: 「館 chuo 火曜日」. */
export function placeWords(path: readonly (string | number)[]): string {
  const dotted = path.join('.')
  if (policyFields[dotted]) return policyFields[dotted]
  const [section = '', ...rest] = path.map(String)
  const parts = [words.sections[section] ?? section]
  for (let at = 0; at < rest.length; ) {
    const two = rest.slice(at, at + 2).join('.')
    const known = words.fields[two]
    if (known) {
      parts.push(known)
      at += 2
    } else {
      const one = rest[at]!
      parts.push(
        one === '*order' ? words.order : (words.fields[one] ?? (/^\d+$/.test(one) ? `${Number(one) + 1}` : one)),
      )
      at += 1
    }
  }
  return parts.join(' ')
}

export const problemWords = (problem: Problem): string => problemWordsOf(placeWords(problem.path), problem)

/** The same of a place that has a name where it is said. */
export const problemWordsOf = (place: string, { value, wants }: Problem): string => {
  const typed = value === undefined || value === '' ? '' : `「${valueWords(value)}」 `
  return `${place}：${typed}${wantsWords(wants)}`
}

/** A value of the description, short. */
export function valueWords(value: unknown): string {
  if (value === undefined) return words.notThere
  if (typeof value === 'boolean') return value ? words.choices.yes! : words.choices.no!
  if (typeof value === 'string') return counterAdmin.policy.choices[value] ?? words.choices[value] ?? value
  if (Array.isArray(value)) return value.length === 0 ? words.notThere : value.map(valueWords).join('、')
  if (typeof value === 'object' && value !== null) return Object.values(value).map(valueWords).join(' ')
  return `${value}`
}

export const changeWords = ({ path, was, is }: Change): string =>
  `${placeWords(path)}：${valueWords(was)} → ${valueWords(is)}`

/** What a change does to what lives, a sentence each; none: nothing. */
export const effectWords = (effects: Effects): string[] =>
  (Object.keys(words.effects) as (keyof Effects)[])
    .filter(name => effects[name] > 0)
    .map(name => words.effects[name](effects[name]))

export function strandedWords(stranded: Stranded): string {
  switch (stranded.what) {
    case 'branch':
    case 'stop': {
      const use = Object.entries(stranded.use).map(([table, count]) =>
        words.count(words.uses[table] ?? words.otherRows, count),
      )
      return words.strandedPlace(stranded.code, use.join('、'))
    }
    case 'patronCategory':
      return words.strandedPatrons(stranded.code, stranded.count)
    case 'itemCategory':
      return words.strandedItems(stranded.code, stranded.count)
    case 'service':
      return words.strandedService[stranded.service](stranded.count)
    default:
      return stranded satisfies never
  }
}
