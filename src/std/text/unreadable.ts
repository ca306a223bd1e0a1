/**
 * Characters that no text has: lone surrogates, and U+FFFD, which is what NUL and bytes that are no UTF-8 become; and
 * what Unicode keeps for use inside a program, by which a page tells our own words from what they are given
 * (text/marks/whose-words.ts).
 */
const unreadable = /\ufffd|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu

/** Whether a text has a character that no text has. */
export const isUnreadable = (text: string): boolean => text.search(unreadable) >= 0

/** The same text without them. */
export const withoutUnreadable = (text: string): string => text.replace(unreadable, '')
