import { expect, test } from 'vitest'
import { ja } from './ja.ts'
import { jaEasy } from './ja-easy.ts'

/** Read by machines or staff alone, or in easy words already. */
const notForPatrons = new Set(['machines', 'moving', 'children'])
/** Wording that is the same in every kind of Japanese: the guide has it letter by letter. */
const letterByLetter = new Set(['myLibrary.donePage.done'])

/** Every sentence in Japanese, by its key, that やさしい日本語 leaves as it is. */
function leftOut(words: object, easy: object | undefined, path: string): string[] {
  return Object.entries(words).flatMap(([name, word]: [string, unknown]) => {
    const key = path === '' ? name : `${path}.${name}`
    if (notForPatrons.has(key) || letterByLetter.has(key)) return []
    const said = (easy as Record<string, unknown> | undefined)?.[name]
    if (typeof word === 'object' && word !== null && !Array.isArray(word)) return leftOut(word, said as object, key)
    const written = typeof word === 'function' ? `${word}` : JSON.stringify(word)
    return said === undefined && /\p{Script=Han}/u.test(written) && written.includes('。') ? [key] : []
  })
}

test('every sentence that a patron reads is said in やさしい日本語: only labels and names are what they are', () => {
  expect(leftOut(ja, jaEasy, '')).toEqual([])
})
