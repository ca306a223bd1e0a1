import type { Context } from 'hono'
import { findByIsbns } from '#catalogue/find-by-isbn.ts'
import { readIsbn } from '#catalogue/rules/isbn.ts'
import type { FoundBib } from '#catalogue/search-catalogue.ts'
import { answerIfChanged } from '#web/gate/conditional.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { anyOrigin, originOf } from '../page.ts'
import { type Word, wordOf, words } from './words.ts'

/** So many numbers in one request. */
const isbnsMax = 100

/**
 * /api/availability?isbn=…&isbn=…: where the books of these numbers are now, for readers like カーリル. From the index and
 * two statements; an answer that is the same as before has no body (ETag).
 */
export const availabilityPages = pages()
  .get(paths.availability, async c => {
    const asked = [...new Set(c.req.queries('isbn')?.flatMap(text => text.split(',')) ?? [])]
      .map(text => text.trim())
      .filter(text => text !== '')
    if (asked.length === 0) return json(c, { error: 'isbn is missing: /api/availability?isbn=9784101010014' }, 400)
    if (asked.length > isbnsMax) return json(c, { error: `more than ${isbnsMax} numbers` }, 400)
    return json(c, await availabilityOf(c, asked), 200)
  })
  .options(paths.availability, c =>
    c.body(null, 204, {
      ...anyOrigin,
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'if-none-match',
      'access-control-max-age': '86400',
    }),
  )

function json(c: Context<Page>, answer: object, status: 200 | 400) {
  const body = `${JSON.stringify(answer)}\n`
  const headers = {
    ...anyOrigin,
    'access-control-expose-headers': 'etag, ratelimit, ratelimit-policy, retry-after',
    'cache-control': 'public, max-age=30',
    'content-type': 'application/json; charset=utf-8',
  }
  return status === 200 ? answerIfChanged(c, body, headers) : c.body(body, status, headers)
}

async function availabilityOf(c: Context<Page>, asked: readonly string[]): Promise<object> {
  const { library } = c.var
  const read = new Map(asked.map(text => [text, readIsbn(text)?.isbn13 ?? null]))
  const held = await findByIsbns(library, [...new Set([...read.values()].filter(isbn => isbn !== null))])
  const books = asked.map(text => {
    const isbn = read.get(text)!
    return [text, isbn === null ? { error: 'not an ISBN' } : bookOf(c, isbn, held.get(isbn)!)]
  })
  return { library: library.policy.identity.name.ja, books: Object.fromEntries(books) }
}

function bookOf(c: Context<Page>, isbn: string, held: readonly FoundBib[]): object {
  const at = (path: string) => `${originOf(c)}${path}`
  const branches = branchesOf(c, held)
  return {
    isbn,
    held: held.length > 0,
    waiting: held.reduce((sum, { availability }) => sum + availability.waiting, 0),
    bibs: held.map(({ bib }) => at(paths.bib(bib.id))),
    reserveurl: held.length > 0 ? at(paths.isbn(isbn)) : '',
    libkey: Object.fromEntries(branches.map(({ shortName, word }) => [shortName, word])),
    branches,
  }
}

type BranchWord = { id: string; name: string; shortName: string; word: Word; due: string | null }

/** One line a branch, the best of what the records of one number say of it; in the order of the branches. */
function branchesOf(c: Context<Page>, held: readonly FoundBib[]): BranchWord[] {
  const { branches, openings } = c.var.today
  const isOpen = new Set(openings.filter(({ opening }) => opening.opens !== null).map(({ branchId }) => branchId))
  const best = new Map<string, BranchWord>()
  for (const { availability } of held)
    for (const { branchId, state, dueOn } of availability.places) {
      const branch = branches.get(branchId)
      if (!branch) continue
      const word = wordOf(state, !isOpen.has(branchId), availability.waiting > 0)
      const known = best.get(branchId)
      if (known && words.indexOf(known.word) <= words.indexOf(word)) continue
      best.set(branchId, {
        id: branchId,
        name: branch.name,
        shortName: branch.shortName,
        word,
        due: dueOn?.toString() ?? null,
      })
    }
  return [...branches.keys()].flatMap(id => best.get(id) ?? []).filter(({ word }) => word !== '蔵書なし')
}
