/**
 * Takes away the ISBD punctuation that MARC records carry at the end of a subfield because another follows (' /', ' :',
 * ' ;', ' =', ',', '+') and the full stop that ends a field. An ellipsis and the stop of an initial ('U.S.A.', 'Smith,
 * J.') are the title's own.
 */
export function withoutIsbd(text: string): string {
  let end = text.length
  for (;;) {
    while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--
    const last = text[end - 1]
    if (last === undefined) break
    if (separators.includes(last) && isSpace(text.charCodeAt(end - 2))) end--
    else if (last === ',' && end > 1) end--
    else if (last === '.' && !isOwnStop(text, end)) end--
    else break
  }
  let start = 0
  while (start < end && isSpace(text.charCodeAt(start))) start++
  return text.slice(start, end)
}

/** A text or null: an empty subfield says nothing. */
export const stripped = (text: string | null | undefined): string | null => (text ? withoutIsbd(text) || null : null)

const separators = '/:;=+'

const isSpace = (code: number) => code === 0x20 || code === 0x3000 || (code >= 0x09 && code <= 0x0d)

function isOwnStop(text: string, end: number): boolean {
  const before = text[end - 2]
  if (before === undefined || before === '.') return true
  const beforeThat = text[end - 3]
  return /[A-Za-z]/.test(before) && (beforeThat === undefined || !/[A-Za-z0-9]/.test(beforeThat))
}
