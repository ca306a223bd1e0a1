/** The list of a page that says what is wrong with its form; `ErrorSummary` writes it. */
export const errorListClass = 'errors'

const list = new RegExp(`(<ul class="${errorListClass}">)(.*?)(</ul>)`, 'gs')

/**
 * A page with the lines of its error summary in the order in which their fields stand on it, whatever judged them
 * first: who goes through them goes once through the form. A line whose field is not on the page stays behind.
 */
export const inFieldOrder = (html: string): string =>
  html.replace(list, (_whole, begin: string, lines: string, end: string) => {
    const placed = (lines.match(/<li>.*?<\/li>/gs) ?? []).map(line => ({ line, place: placeOf(html, line) }))
    placed.sort((one, other) => one.place - other.place)
    return begin + placed.map(({ line }) => line).join('') + end
  })

function placeOf(html: string, line: string): number {
  const field = /href="#([^"]+)"/.exec(line)?.[1]
  const place = field === undefined ? -1 : html.indexOf(` id="${field}"`)
  return place === -1 ? html.length : place
}
