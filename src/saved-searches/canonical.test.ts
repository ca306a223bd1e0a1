import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { toRequest } from '#catalogue/search-request.ts'
import { canonical, canonicalQuery, stateOf } from './canonical.ts'

const read = (query: string) => readSearch(new URLSearchParams(query))
const shown = (query: string) => {
  const { asked, arranged } = canonical(read(query))
  return [decodeURIComponent(asked), arranged]
}

test.each([
  ['q=こころ', ['q=こころ', '']],
  ['q=こころ&page=7', ['q=こころ', '']],
  ['q=こころ&sort=newest&size=50', ['q=こころ', 'sort=newest&size=50']],
  ['branch=chuo&branch=asahi&q=猫', ['q=猫&branch=asahi&branch=chuo', '']],
  ['q=&title=雪国&title-how=exact&from=1990', ['title=雪国&title-how=exact&year=1990-', '']],
  ['sort=newest&page=2', ['', 'sort=newest']],
])('%s is kept as %j', (query, expected) => expect(shown(query)).toEqual(expected))

const text = fc.string({ unit: 'grapheme', maxLength: 30 })
const params = fc.array(
  fc.tuple(
    fc.constantFrom(
      'q',
      'title',
      'author',
      'title-how',
      'title-join',
      'author-join',
      'not',
      'branch',
      'kind',
      'class',
      'year',
      'creator',
      'in',
      'about',
      'now',
      'sort',
      'size',
      'page',
    ),
    fc.oneof(
      text,
      fc.constantFrom('exact', 'or', 'not', 'chuo', 'book', '9', 'none', '1990-1999', '913', '1', 'newest', '50', '3'),
    ),
  ),
  { maxLength: 12 },
)

test('whatever is kept asks the same when it is read again, and is kept the same way', () => {
  fc.assert(
    fc.property(params, pairs => {
      const state = readSearch(new URLSearchParams(pairs))
      const kept = canonical(state)
      const again = stateOf(kept)
      expect(canonical(again)).toEqual(kept)
      expect(readSearch(new URLSearchParams(canonicalQuery(state)))).toEqual(again)
      const { filters, ...request } = toRequest({ ...state, page: 1 })
      const { filters: filtersAgain, ...requestAgain } = toRequest(again)
      expect(requestAgain).toEqual(request)
      const unordered = (all: object) =>
        Object.entries(all).map(([name, values]) => [name, Array.isArray(values) ? new Set(values) : values])
      expect(unordered(filtersAgain!)).toEqual(unordered(filters!))
      // What PostgreSQL takes as text.
      expect(kept.asked).toMatch(/^[\x21-\x7e]*$/)
    }),
  )
})
