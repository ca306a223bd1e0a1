/**
 * A piece of an XML text. For an opening tag `text` is what stands behind its name; names come without their prefix.
 */
export type XmlToken =
  | { is: 'open' | 'close' | 'text'; name: string; text: string }
  | { is: 'problem'; text: string; isFatal: boolean }

/** No tag and no text between two tags is longer in a catalogue; an endless one must not fill the memory. */
const tokenLengthMax = 4 << 20

/**
 * Cuts XML into tags and texts as it comes in. Only what data needs is understood: elements, attributes, the five
 * entities and character references, comments, CDATA. A document type ends the reading; an unknown entity is a problem
 * of the record it stands in.
 */
export function xmlCutter(): { take(chunk: string): Iterable<XmlToken>; end(): Iterable<XmlToken> } {
  let rest = ''
  return {
    *take(chunk) {
      rest += chunk
      let at = 0
      for (let piece = next(rest, at); piece; piece = next(rest, at)) {
        at = piece.end
        yield* piece.found
      }
      rest = rest.slice(at)
      if (rest.length > tokenLengthMax) yield fatal('A tag or a text of this XML does not end.')
    },
    *end() {
      if (rest.includes('<')) yield fatal('The file ends in the middle of a tag.')
    },
  }
}

const fatal = (text: string): XmlToken => ({ is: 'problem', text, isFatal: true })

type Next = { end: number; found: XmlToken[] }

/** The next whole piece from `at` on, or null when more of the file is needed. */
function next(text: string, at: number): Next | null {
  const start = text.indexOf('<', at)
  if (start < 0) return null
  if (start > at) return { end: start, found: [textToken(text.slice(at, start))] }
  if (text.startsWith('<!--', at)) return skipTo(text, at, '-->')
  if (text.startsWith('<?', at)) return skipTo(text, at, '?>')
  if (text.startsWith('<![CDATA[', at)) {
    const end = text.indexOf(']]>', at)
    return end < 0 ? null : { end: end + 3, found: [{ is: 'text', name: '', text: text.slice(at + 9, end) }] }
  }
  if (text.startsWith('<!', at)) {
    if (text.length - at < 9) return null
    const problem = 'The file has a document type (DTD), which is not read: entities could name anything.'
    return { end: text.length, found: [fatal(problem)] }
  }
  const end = tagEnd(text, at)
  return end < 0 ? null : { end: end + 1, found: tagTokens(text.slice(at + 1, end)) }
}

function skipTo(text: string, at: number, mark: string): Next | null {
  const end = text.indexOf(mark, at)
  return end < 0 ? null : { end: end + mark.length, found: [] }
}

/** The '>' that ends a tag: one inside an attribute's quotes does not. */
function tagEnd(text: string, at: number): number {
  let quote = 0
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x22 || code === 0x27) quote = code
    else if (code === 0x3e) return index
  }
  return -1
}

function tagTokens(tag: string): XmlToken[] {
  if (tag[0] === '/') return [{ is: 'close', name: localName(tag.slice(1)), text: '' }]
  const isEmpty = tag.endsWith('/')
  const inner = isEmpty ? tag.slice(0, -1) : tag
  const space = inner.search(/\s/)
  const name = localName(space < 0 ? inner : inner.slice(0, space))
  const opened: XmlToken = { is: 'open', name, text: space < 0 ? '' : inner.slice(space) }
  return isEmpty ? [opened, { is: 'close', name, text: '' }] : [opened]
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1).trim()

function textToken(raw: string): XmlToken {
  if (!raw.includes('&')) return { is: 'text', name: '', text: raw }
  const text = withoutReferences(raw)
  if (text === null)
    return { is: 'problem', text: 'A text names an entity that XML itself does not have.', isFatal: false }
  return { is: 'text', name: '', text }
}

function withoutReferences(raw: string): string | null {
  let isUnknown = false
  const text = raw.replace(/&(#x?[0-9A-Fa-f]{1,7}|[A-Za-z]{1,10})?;?/g, (whole, name: string | undefined) => {
    const character = whole.endsWith(';') && name ? characterOf(name) : null
    if (character === null) isUnknown = true
    return character ?? ''
  })
  return isUnknown ? null : text
}

function characterOf(name: string): string | null {
  if (name[0] !== '#') return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? null
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  const isCharacter =
    code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code < 0x110000)
  return isCharacter ? String.fromCodePoint(code) : null
}

/** A name begins where none went before: a tag of one endless name is looked through once, not once for each letter. */
const attribute = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The attributes of an opening tag; an unknown entity in one leaves it out. */
export function attributesOf(text: string): Record<string, string | undefined> {
  const attributes: Record<string, string | undefined> = Object.create(null)
  for (const [, name, double, single] of text.matchAll(attribute)) {
    attributes[localName(name!)] = withoutReferences(double ?? single ?? '') ?? undefined
  }
  return attributes
}
