import { stripped } from './punctuation.ts'
import { withoutInversion } from './reading.ts'
import { type DataField, subfield } from './record.ts'

/**
 * A person's or body's name as the catalogue shows it, with the years that tell it from another of the same name behind
 * a comma.
 * @param printed the statement of responsibility: a name that stands there without its first comma was never inverted
 * ('The, Creative CAT')
 */
export function nameOfHeading(field: DataField, printed: string | null = null): string | null {
  const parts = field.subfields.filter(([code]) => code === 'a' || code === 'b').map(([, value]) => stripped(value))
  const heading = stripped(parts.filter(part => part !== null).join(' '))
  if (heading === null) return null
  const dates = stripped(subfield(field, 'd'))
  const asPrinted = heading.replace(/,+ /, ' ')
  return printed?.includes(asPrinted) ? withDates(asPrinted, dates) : datedName(heading, dates)
}

/** The same of a name and its years as a line or a table says them. */
export function datedName(heading: string | null, dates: string | null): string | null {
  const name = stripped(heading)
  return name && withDates(withoutInversion(name), stripped(dates))
}

/** Years that are mere punctuation are none. */
const withDates = (name: string, dates: string | null) => (dates ? stripped(`${name}, ${dates}`) : name)

/**
 * A name taken apart so that `datedName` puts it together again: what stands behind the last comma are the years if it
 * begins like years, or if the name would otherwise be read as an inverted one ('紫式部, 平安中期' as 紫式部 平安中期).
 */
export function partsOfName(name: string): { heading: string; dates: string | null } {
  const whole = { heading: name, dates: null }
  const apart = splits(name).filter(({ heading, dates }) => datedName(heading, dates) === name)
  if (datedName(name, null) === name) return apart.find(({ dates }) => /^[\d?-]/.test(dates)) ?? whole
  return apart[0] ?? whole
}

/** A name with more commas is none. */
const splitsMax = 20

/** At each comma, the last one first. */
function splits(name: string): { heading: string; dates: string }[] {
  const found: { heading: string; dates: string }[] = []
  for (let at = name.lastIndexOf(', '); at > 0 && found.length < splitsMax; at = name.lastIndexOf(', ', at - 1))
    found.push({ heading: name.slice(0, at), dates: name.slice(at + 2) })
  return found
}

/** A subject with its subdivisions as NDLSH prints them, e.g. '電子書籍--日本'. */
export function subjectOfHeading(field: DataField): string | null {
  const parts = field.subfields.filter(([code]) => 'axyzv'.includes(code)).map(([, value]) => stripped(value))
  return stripped(parts.filter(part => part !== null).join('--'))
}
