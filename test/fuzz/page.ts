import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** What can be filled in of a form. `offered`: the values of a list, of radio buttons or of boxes to be ticked. */
export type Field = {
  name: string
  kind: 'hidden' | 'typed' | 'one' | 'many'
  type: string
  offered: string[]
  /** What is sent when nobody touches it. */
  preset: string[]
}

export type Form = {
  method: 'get' | 'post'
  action: string
  fields: Field[]
  buttons: { name: string; value: string; action: string | null }[]
}

/** A page as somebody reads it: where its links lead, what its forms ask, and what is wrong with its HTML. */
export type ReadPage = { title: string; links: string[]; forms: Form[]; text: string; faults: string[] }

/** Reads a page of ours. `address` is where it was found: forms without an action lead there. */
export function readPage(source: string, address: string): ReadPage {
  const faults: string[] = []
  const document = parse(source, {
    sourceCodeLocationInfo: true,
    onParseError: error => faults.push(`${error.code} in line ${error.startLine}: ${near(source, error.startOffset)}`),
  })
  const elements = [...elementsIn(document)]
  const title = textOf(elements.find(({ tagName }) => tagName === 'title')).trim()
  const body = elements.find(({ tagName }) => tagName === 'body')
  faults.push(...faultsOf(elements, source, title))
  const forms = elements.filter(({ tagName }) => tagName === 'form')
  return {
    title,
    links: elements.flatMap(element =>
      element.tagName === 'a' && attribute(element, 'href') !== null ? [attribute(element, 'href')!] : [],
    ),
    forms: forms.map(form => readForm(form, elements, address)),
    text: textOf(body),
    faults: faults.map(fault => `the HTML: ${fault}`),
  }
}

function readForm(form: Element, elements: Element[], address: string): Form {
  const id = attribute(form, 'id')
  const own = elements.filter(element =>
    attribute(element, 'form') === null ? isWithin(element, form) : attribute(element, 'form') === id,
  )
  const fields = new Map<string, Field>()
  for (const element of own) {
    const name = attribute(element, 'name')
    if (!name || attribute(element, 'disabled') !== null || !isField(element)) continue
    const read = readField(element)
    const known = fields.get(name)
    if (!known) fields.set(name, { name, ...read })
    else {
      known.offered.push(...read.offered)
      known.preset.push(...read.preset)
      if (read.kind === 'many') known.kind = 'many'
    }
  }
  return {
    method: attribute(form, 'method') === 'post' ? 'post' : 'get',
    action: attribute(form, 'action') || address,
    fields: [...fields.values()],
    buttons: own
      .filter(element => isSubmit(element) && attribute(element, 'disabled') === null)
      .map(element => ({
        name: attribute(element, 'name') ?? '',
        value: attribute(element, 'value') ?? '',
        action: attribute(element, 'formaction'),
      })),
  }
}

const isSubmit = (element: Element) =>
  (element.tagName === 'button' && (attribute(element, 'type') ?? 'submit') === 'submit') ||
  (element.tagName === 'input' && attribute(element, 'type') === 'submit')

const isField = (element: Element) =>
  ['input', 'select', 'textarea'].includes(element.tagName) &&
  !['submit', 'button', 'reset', 'image'].includes(attribute(element, 'type') ?? '')

function readField(element: Element): Omit<Field, 'name'> {
  const type = attribute(element, 'type') ?? 'text'
  const value = attribute(element, 'value')
  if (element.tagName === 'select') {
    const options = [...elementsIn(element)].filter(({ tagName }) => tagName === 'option')
    const sentBy = (option: Element) => attribute(option, 'value') ?? textOf(option)
    const chosen = options.filter(option => attribute(option, 'selected') !== null)
    const preset = (chosen.length > 0 ? chosen : options.slice(0, 1)).map(sentBy)
    return { kind: 'one', type: 'select', offered: options.map(sentBy), preset }
  }
  if (element.tagName === 'textarea') return { kind: 'typed', type: 'textarea', offered: [], preset: [textOf(element)] }
  if (type === 'radio' || type === 'checkbox') {
    const offered = value ?? 'on'
    const preset = attribute(element, 'checked') === null ? [] : [offered]
    return { kind: type === 'radio' ? 'one' : 'many', type, offered: [offered], preset }
  }
  return { kind: type === 'hidden' ? 'hidden' : 'typed', type, offered: [], preset: [value ?? ''] }
}

/** Elements that end without an end tag. */
const empty = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/
const mayStandIn: Record<string, RegExp> = {
  ul: /^(li|script|template)$/,
  ol: /^(li|script|template)$/,
  dl: /^(dt|dd|div|script|template)$/,
  tr: /^(td|th|script|template)$/,
  select: /^(option|optgroup|hr)$/,
}

/** What the parser forgives, and what it cannot know. */
function faultsOf(elements: Element[], source: string, title: string): string[] {
  const faults: string[] = []
  const ids = new Set<string>()
  for (const element of elements) {
    const at = element.sourceCodeLocation
    if (at && !empty.test(element.tagName) && !at.endTag && element.namespaceURI === html.NS.HTML)
      faults.push(`<${element.tagName}> is not closed where it should be: ${near(source, at.startOffset)}`)
    const id = attribute(element, 'id')
    if (id !== null && ids.has(id)) faults.push(`two things are called #${id}`)
    if (id !== null) ids.add(id)
    const allowed = mayStandIn[element.tagName]
    for (const child of element.childNodes)
      if (allowed && defaultTreeAdapter.isElementNode(child) && !allowed.test(child.tagName))
        faults.push(`<${child.tagName}> stands in <${element.tagName}>`)
    if (/^(a|button)$/.test(element.tagName) && [...elementsIn(element)].some(isPressed))
      faults.push(`something to be pressed stands in <${element.tagName}>: ${near(source, at?.startOffset ?? 0)}`)
  }
  for (const element of elements) {
    for (const name of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'list'])
      for (const id of (attribute(element, name) ?? '').split(/\s+/).filter(Boolean))
        if (!ids.has(id)) faults.push(`${name}="${id}" names nothing`)
    if (attribute(element, 'data-sent-by-fuzz') !== null) faults.push('what was typed has become an element')
    if (isField(element) && attribute(element, 'type') !== 'hidden' && !isNamed(element, elements))
      faults.push(`a field without a name for people: ${near(source, element.sourceCodeLocation?.startOffset ?? 0)}`)
  }
  const count = (tag: string) => elements.filter(({ tagName }) => tagName === tag).length
  if (title === '') faults.push('there is no title')
  if (count('h1') !== 1) faults.push(`there are ${count('h1')} <h1>`)
  if (count('main') !== 1) faults.push(`there are ${count('main')} <main>`)
  if (!attribute(elements.find(({ tagName }) => tagName === 'html')!, 'lang')) faults.push('it has no language')
  // A form within a form is dropped by every browser.
  const written = source.match(/<form[\s>]/g)?.length ?? 0
  if (written !== count('form')) faults.push(`${written} forms are written, ${count('form')} are there`)
  return faults
}

const isPressed = (element: Element) =>
  /^(a|button|select|textarea|label)$/.test(element.tagName) ||
  (element.tagName === 'input' && attribute(element, 'type') !== 'hidden')

function isNamed(element: Element, elements: Element[]): boolean {
  const id = attribute(element, 'id')
  if (attribute(element, 'aria-label') || attribute(element, 'aria-labelledby')) return true
  return elements.some(
    label =>
      label.tagName === 'label' &&
      textOf(label).trim() !== '' &&
      (isWithin(element, label) || (id !== null && attribute(label, 'for') === id)),
  )
}

function* elementsIn(node: Node): Generator<Element> {
  if (!('childNodes' in node)) return
  for (const child of node.childNodes) {
    if (defaultTreeAdapter.isElementNode(child)) yield child
    yield* elementsIn(child)
  }
}

function isWithin(element: Element, ancestor: Element): boolean {
  for (let at: Node | null = element; at !== null; at = 'parentNode' in at ? (at.parentNode as Node | null) : null)
    if (at === ancestor) return true
  return false
}

function textOf(node: Node | undefined): string {
  if (!node) return ''
  if (defaultTreeAdapter.isTextNode(node)) return node.value
  if (defaultTreeAdapter.isElementNode(node) && /^(script|style)$/.test(node.tagName)) return ''
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

const attribute = (element: Element, name: string): string | null =>
  element.attrs.find(one => one.name === name)?.value ?? null

const near = (source: string, offset: number) => source.slice(Math.max(0, offset - 20), offset + 80)
