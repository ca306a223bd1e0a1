/**
 * A line of a list of sources (SIST 02, as the page of a record offers it: rules/citing): 著者名. 書名. 出版者, 出版年, … ISBN
 * n. Who pastes one looks for that title; where it was printed, and on how many pages, says nothing of it.
 * @returns its number, and who wrote what; null for anything else
 */
export function readCitation(text: string): { isbn: string | null; lead: string[] } | null {
  const line = text.trim()
  const isbn = /\bISBN[\s:]*([\dX][\dX-]{8,16})\.?$/i.exec(line)?.[1] ?? null
  const parts = line.replace(/\.$/, '').split(endOfPart)
  const last = parts.length > 1 ? parts.at(-1)! : ''
  const isPrinted =
    /, \d{4}(?:,|$)/.test(last) ||
    (/^\d{4}(?:,|$)/.test(last) && (parts.length > 2 || line.endsWith('.'))) ||
    (line.endsWith('.') && last.includes(', '))
  const isCited = isPrinted || (line.endsWith('.') && parts.length > 1)
  if (isbn === null && !isCited) return null
  const lead = isPrinted || isbn !== null ? parts.slice(0, -1) : parts
  return { isbn, lead: lead.map(part => part.replace(/ほか$/, '')) }
}

/** The stop behind a shortened word ends nothing when a number follows: 「Office Vol. 2019」 is a title. */
const endOfPart = /(?<!\b(?:vol|no|nr|pt|ed|vs|dr|mr|mrs|ms|st|jr|sr)(?=\. \d))\. /i
