import { describe, expect, test } from 'vitest'
import { asksNothing, isTooLong, readSearch } from '#catalogue/rules/search/search-state.ts'
import { toRequest } from '#catalogue/search-request.ts'
import { searchUrl } from './search-url.ts'

const read = (query: string) => readSearch(new URLSearchParams(query))
const again = (query: string) => decodeURIComponent(searchUrl('/search', read(query)))

describe('a search and its URL', () => {
  test.each([
    ['q=こころ', '/search?q=こころ'],
    ['q=こころ&title=&author=&title-how=contains&from=&to=&sort=relevance&size=20&page=1', '/search?q=こころ'],
    ['title=雪国&title-how=exact', '/search?title=雪国&title-how=exact'],
    ['title=雪国&title-join=and&author=川端&author-join=or', '/search?title=雪国&author=川端&author-join=or'],
    ['q=猫&branch=chuo&branch=asahi&branch=chuo&now=1', '/search?q=猫&branch=chuo&branch=asahi&now=1'],
    ['from=１９９０年&to=', '/search?year=1990-'],
    ['q=雪%EF%BF%BD国&branch=chuo%EF%BF%BD', '/search?q=雪国&branch=chuo'],
    ['from=いつか', '/search'],
    ['q=a&kind=spaceship&sort=sideways&size=7&page=-3', '/search?q=a'],
    ['in=913.6&class=9&class=none&class=99', '/search?class=9&class=none&in=913.6'],
    ['q=a&page=3&size=50&sort=newest', '/search?q=a&sort=newest&size=50'],
  ])('%s → %s', (from, to) => expect(again(from)).toBe(to))

  test('a page stays when it is asked for, and another order begins at the first', () => {
    const state = read('q=a&page=3')
    expect(searchUrl('/search', state, { page: 4 })).toBe('/search?q=a&page=4')
    expect(searchUrl('/search', state, { sort: 'title' })).toBe('/search?q=a&sort=title')
  })

  test('nothing asked, too much asked', () => {
    expect(asksNothing(read('q=　'))).toBe(true)
    expect(asksNothing(read('now=1'))).toBe(false)
    expect(isTooLong(read(`q=${'あ'.repeat(200)}`))).toBe(false)
    expect(isTooLong(read(`q=${'あ'.repeat(201)}`))).toBe(true)
  })

  test('it asks the index for its page', () => {
    expect(toRequest(read('q=a&page=3&size=50&not=b&class=none'))).toMatchObject({
      text: 'a',
      offset: 100,
      limit: 50,
      conditions: [{ field: 'any', text: 'b', join: 'not' }],
      filters: { classes: [null] },
    })
  })
})
