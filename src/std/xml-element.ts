/** A piece of XML that was read, by names without their prefixes. */
export type XmlElement = {
  name: string
  attributes: Readonly<Record<string, string | undefined>>
  /** In their order, as the document has them. */
  children: readonly (XmlElement | string)[]
}

/** The elements of this name that stand directly in another. */
export const childrenOf = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name)

/** Every element of this name within another, however deep. */
export function elementsIn(within: XmlElement, name: string): XmlElement[] {
  return within.children.flatMap(child =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elementsIn(child, name)],
  )
}

/** All text in an element, without the spaces around it; null when there is none. */
export function textOf(element: XmlElement | undefined): string | null {
  return (element && allText(element).trim()) || null
}

const allText = (element: XmlElement): string =>
  element.children.map(child => (typeof child === 'string' ? child : allText(child))).join('')
