import type { XmlElement } from '#std/xml-element.ts'
import { attributesOf, xmlCutter } from './xml-tokens.ts'

/** Nothing that describes a book is nested deeper. */
const depthMax = 100

/**
 * A whole XML text as a tree, for answers of other services that are short. What an import does not read (a document
 * type, entities of its own) is refused here too.
 * @returns the outermost element, or in plain words why there is none
 */
export function readXmlTree(text: string): XmlElement | string {
  const cutter = xmlCutter()
  const root: Open = { name: '', attributes: {}, children: [] }
  const open: Open[] = [root]
  for (const tokens of [cutter.take(text), cutter.end()])
    for (const token of tokens) {
      const within = open.at(-1)!
      if (token.is === 'problem') return token.text
      if (token.is === 'text') within.children.push(token.text)
      else if (token.is === 'open') {
        const element: Open = { name: token.name, attributes: attributesOf(token.text), children: [] }
        within.children.push(element)
        open.push(element)
        if (open.length > depthMax) return `The XML is nested deeper than ${depthMax} elements.`
      } else if (open.length === 1 || within.name !== token.name) return `The element "${token.name}" was not open.`
      else open.pop()
    }
  const outermost = root.children.filter(child => typeof child !== 'string')
  if (open.length > 1) return `The element "${open.at(-1)!.name}" is not closed.`
  return outermost.length === 1 ? outermost[0]! : 'This is not XML: one element around everything is wanted.'
}

type Open = XmlElement & { children: (XmlElement | string)[] }
