import { describe, expect, test } from 'vitest'
import { languages, textOf } from './language.ts'

/** What is written alike in every language, and what is read by staff alone. */
const alike = /^(、|, |Classes|ISBN|ISSN|RIS.*|PDF|A–Z|JSON|–|reading-record\.csv|No\.|)$/
const ofStaff = new Set(['moving'])

/** Every word of a language by its key; lists with each of their words. */
function wordsIn(words: object, path = ''): [key: string, word: string][] {
  return Object.entries(words).flatMap(([name, word]: [string, unknown]) => {
    const key = path === '' ? name : `${path}.${name}`
    if (ofStaff.has(key)) return []
    if (typeof word === 'string') return [[key, word]]
    return typeof word === 'object' && word !== null ? wordsIn(word, key) : []
  })
}

const further = languages.filter(language => !['ja', 'ja-easy', 'en'].includes(language))

describe.each(further)('%s', language => {
  const [english, japanese] = [new Map(wordsIn(textOf('en'))), new Map(wordsIn(textOf('ja')))]
  const words = wordsIn(textOf(language)).filter(([, word]) => !alike.test(word))

  /** Chinese and Japanese share short words (出版年), but no sentence. */
  const isShared = (word: string) => language === 'zh' && word.length <= 4 && /^\p{Script=Han}+$/u.test(word)

  test('no word is left in English or Japanese', () => {
    const left = words.filter(
      ([key, word]) => word === english.get(key) || (word === japanese.get(key) && !isShared(word)),
    )
    expect(left).toEqual([])
  })

  test('none is empty where English has something', () => {
    const empty = [...english].filter(([, word]) => word.trim() !== '').map(([key]) => key)
    const said = new Map(wordsIn(textOf(language)))
    expect(empty.filter(key => said.get(key)?.trim() === '')).toEqual([])
  })
})

/** A line that one language leaves out of a list compiles: so the lists of this page are counted. */
test.each(languages)('what the library keeps of a patron is said in as many lines in %s', language => {
  const all = { inSight: 30, forgottenAfterYears: 3, idleMinutes: 30, preRegistration: 14, questions: 90, mistakes: 30 }
  const none = { ...all, forgottenAfterYears: null, preRegistration: null, questions: null, mistakes: null }
  for (const days of [
    { ...all, passkeys: true, terms: true },
    { ...none, passkeys: false, terms: false },
  ]) {
    const counted = (of: typeof language) =>
      textOf(of)
        .privacy.parts(days)
        .map(({ lines }) => lines.length)
    expect(counted(language)).toEqual(counted('ja'))
  }
})
