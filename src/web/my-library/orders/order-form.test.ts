import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BibId, BranchId, StopId } from '#ids.ts'
import { basketPath, moved, newOrderPath, type OrderWish, renumbered, without } from './order-form.ts'

const wish: OrderWish = {
  kind: 'series',
  bibIds: [BibId(1), BibId(2), BibId(3)],
  pickup: { branchId: BranchId('bm'), stopId: StopId('yoshiura') },
  contact: 'self',
  confirmByMail: false,
  startsOn: '2026-12-20',
  notNeededAfter: '2027-01-31',
  enough: 2,
}

test('a title moves up and down, and stays where it is at the ends', () => {
  expect(moved(wish, BibId(2), -1).bibIds).toEqual([2, 1, 3])
  expect(moved(wish, BibId(2), 1).bibIds).toEqual([1, 3, 2])
  expect(moved(wish, BibId(1), -1)).toBe(wish)
  expect(moved(wish, BibId(3), 1)).toBe(wish)
  expect(moved(wish, BibId(9), 1)).toBe(wish)
})

test('whatever is moved, no title is lost or doubled', () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }).map(BibId), fc.constantFrom<1 | -1>(1, -1)))
  fc.assert(
    fc.property(moves, steps => {
      const end = steps.reduce((now, [bibId, by]) => moved(now, bibId, by), wish)
      expect([...end.bibIds].sort()).toEqual([1, 2, 3])
    }),
  )
})

test.each<[string[], number[] | null]>([
  [
    ['1', '2', '3'],
    [1, 2, 3],
  ],
  [
    ['1', '2', '1'],
    [3, 1, 2],
  ],
  [
    ['3', '2', '3'],
    [2, 3, 1],
  ],
  [
    ['2', '1', '3'],
    [2, 1, 3],
  ],
  [
    ['３', '1', ' 2 '],
    [2, 3, 1],
  ],
  [
    ['2', '3', '1'],
    [3, 1, 2],
  ],
  [['1', '2', '4'], null],
  [['1', '2', '0'], null],
  [['1', '', '3'], null],
  [['1', '2'], null],
  [['1', 'x', '3'], null],
])('the numbers %j make the order %j', (typed, bibIds) => {
  expect(renumbered(wish, typed)?.bibIds ?? null).toEqual(bibIds)
})

test('any whole numbering is followed, and any other loses and doubles no title', () => {
  const many = { ...wish, bibIds: Array.from({ length: 27 }, (_, at) => BibId(100 + at)) }
  const shuffled = fc.shuffledSubarray([...many.bibIds.keys()], { minLength: 27 })
  fc.assert(
    fc.property(shuffled, places => {
      const sorted = renumbered(
        many,
        places.map(place => `${place + 1}`),
      )!
      expect(places.map((place, at) => sorted.bibIds[place] === many.bibIds[at])).not.toContain(false)
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 27 }), { minLength: 27, maxLength: 27 }), places => {
      expect([...renumbered(many, places.map(String))!.bibIds].sort()).toEqual(many.bibIds)
    }),
  )
})

test('the way on and the way back carry everything that was chosen', () => {
  for (const path of [newOrderPath(wish), basketPath(wish)]) {
    const query = new URL(path, 'http://here').searchParams
    expect(query.getAll('bib')).toEqual(['1', '2', '3'])
    expect([query.get('from'), query.get('until')]).toEqual(['2026-12-20', '2027-01-31'])
    expect([query.get('kind'), query.get('pickup'), query.get('contact')]).toEqual(['series', 'bm/yoshiura', 'self'])
  }
  expect(without(wish, BibId(2)).bibIds).toEqual([1, 3])
})
