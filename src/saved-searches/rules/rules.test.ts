import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameCharactersMax, readName } from './name.ts'
import { askedLengthMax, judgeSaving } from './saving.ts'

describe('the name of a saved search', () => {
  const long = '長'.repeat(nameCharactersMax)
  test.each([
    ['むすめの絵本', { ok: true, value: 'むすめの絵本' }],
    ['  絵本　　その２\r\n', { ok: true, value: '絵本 その２' }],
    [long, { ok: true, value: long }],
    // A character may be two units.
    ['𠮷'.repeat(nameCharactersMax), { ok: true, value: '𠮷'.repeat(nameCharactersMax) }],
    [`${long}い`, { ok: false, refusal: { why: 'tooLong', charactersMax: 60 } }],
    ['', { ok: false, refusal: { why: 'missing' } }],
    [' 　\t\n', { ok: false, refusal: { why: 'missing' } }],
    ['こころ', { ok: true, value: null }],
    [' こころ ', { ok: true, value: null }],
  ])('%j', (typed, expected) => expect(readName(typed, 'こころ')).toEqual(expected))

  test('its own words are no name, however long they are', () => {
    expect(readName(`${long}${long}`, `${long}${long}`)).toEqual({ ok: true, value: null })
  })

  test('any text is a name of one line within the limit, or is refused, and a name typed again stays the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), typed => {
        const read = readName(typed, 'こころ')
        if (!read.ok || read.value === null) return
        expect(read.value).toBe(read.value.trim())
        expect(read.value).not.toMatch(/[\p{Cc}]/u)
        expect([...read.value].length).toBeLessThanOrEqual(nameCharactersMax)
        expect(readName(read.value, 'こころ')).toEqual(read)
      }),
    )
  })
})

describe('whether a search may be saved', () => {
  test.each([
    ['q=a', 0, null],
    ['q=a', 49, null],
    ['q=a', 50, { why: 'tooMany', max: 50 }],
    // Who was registered twice may have more than one may save.
    ['q=a', 80, { why: 'tooMany', max: 50 }],
    ['', 0, { why: 'nothingAsked' }],
    ['a'.repeat(askedLengthMax), 0, null],
    ['a'.repeat(askedLengthMax + 1), 0, { why: 'tooMuchAsked' }],
  ])('%.10s beside %i', (asked, count, expected) => expect(judgeSaving(asked, count, 50)).toEqual(expected))
})
