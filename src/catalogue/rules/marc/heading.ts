import { stripped } from './punctuation.ts'
import { withoutInversion } from './reading.ts'
import { type DataField, subfield } from './record.ts'

/**
 * A person's or body's name as the catalogue shows it, with the years that tell it from another of the same name behind a comma.
 * @param printed the statement of responsibility: a name that stands there without its first comma was never inverted ('The, Creative CAT')
 */
export function nameOfHeading(field: DataField, printed: string | null = null): string | null {
  const parts = field.subfields.filter(([code]) => code === 'a' || code === 'b').map(([, value]) => stripped(value))
  const heading = parts.filter(part => part !== null).join(' ')
  if (heading === '') return null
  const dates = stripped(subfield(field, 'd'))
  const asPrinted = heading.replace(/,+ /, ' ')
  const name = printed?.includes(asPrinted) ? asPrinted : withoutInversion(heading)
  return dates ? `${name}, ${dates}` : name
}

/** A subject with its subdivisions as NDLSH prints them, e.g. '電子書籍--日本'. */
export function subjectOfHeading(field: DataField): string | null {
  const parts = field.subfields.filter(([code]) => 'axyzv'.includes(code)).map(([, value]) => stripped(value))
  return parts.filter(part => part !== null).join('--') || null
}
