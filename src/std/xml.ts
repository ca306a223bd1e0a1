/**
 * Text as it may stand in XML 1.0, between tags and in attributes. Characters that XML does not have (controls, lone
 * halves of a surrogate pair) are left out: one of them, from an old record, would make the whole page unreadable.
 */
export const xml = (text: string): string => text.replace(/[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/gu, fitting)

const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

function fitting(character: string): string {
  const isAllowed = character === '\t' || character === '\n' || (character >= '\x7f' && character <= '\x9f')
  return references[character] ?? (isAllowed ? character : '')
}

export type Attributes = Readonly<Record<string, string | number | null>>

/** `<name a="b">text</name>`; '' when there is no text, so that a record without a publisher has no empty publisher. */
export const element = (name: string, text: string | number | null | undefined, attributes: Attributes = {}): string =>
  text === null || text === undefined || text === ''
    ? ''
    : `<${name}${attributesOf(attributes)}>${xml(`${text}`)}</${name}>`

/** The same around elements that are XML already; '' when there are none. */
export function around(name: string, inner: readonly string[], attributes: Attributes = {}): string {
  const within = inner.filter(one => one !== '').join('')
  return within === '' ? '' : `<${name}${attributesOf(attributes)}>${within}</${name}>`
}

/** An element whose attributes say all. */
export const emptyElement = (name: string, attributes: Attributes): string => `<${name}${attributesOf(attributes)}/>`

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${xml(`${value}`)}"`)
    .join('')
