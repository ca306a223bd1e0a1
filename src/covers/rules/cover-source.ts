import { readIsbn } from '#catalogue/rules/isbn.ts'

/** Sizes in which a cover is kept: in lists and on shelves, and on the page of its record. Pixels. */
export const coverSizes = {
  s: { width: 110, height: 154 },
  l: { width: 400, height: 560 },
} as const
export type CoverSize = keyof typeof coverSizes

/** Where a source has the cover of a book. @param source an address with {isbn} in it */
export const coverAddress = (source: string, isbn13: string): string => source.replaceAll('{isbn}', isbn13)

/** The number by which a book's cover is asked for: the first that can be one; null when there is none. */
export function coverIsbn(isbns: readonly string[]): string | null {
  for (const text of isbns) {
    const isbn = readIsbn(text)
    if (isbn?.checkDigitRight) return isbn.isbn13
  }
  return null
}

/**
 * What an answer is by its first bytes, whatever it is called. A JPEG, PNG or WebP is looked at further. Nothing, or a
 * GIF, is how sources say that they have none. Anything else (the page of a gate, of a server under repair) says
 * nothing of the book.
 */
export function whatCame(bytes: Uint8Array): 'picture' | 'placeholder' | 'somethingElse' {
  const begins = (signature: readonly number[], at = 0) => signature.every((byte, index) => bytes[at + index] === byte)
  if (
    begins([0xff, 0xd8, 0xff]) ||
    begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ||
    (begins([0x52, 0x49, 0x46, 0x46]) && begins([0x57, 0x45, 0x42, 0x50], 8))
  )
    return 'picture'
  return bytes.length === 0 || begins([0x47, 0x49, 0x46, 0x38]) ? 'placeholder' : 'somethingElse'
}

/** So small is no cover but a placeholder: some sources answer with a dot for what they do not have. Pixels. */
export const smallestCover = 40
