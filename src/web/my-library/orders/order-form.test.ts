import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import { basketPath, moved, newOrderPath, type OrderWish, without } from './order-form.ts'

const wish: OrderWish = {
  kind: 'series',
  bibIds: [BibId(1), BibId(2), BibId(3)],
  pickup: { branchId: 'bm', stopId: 'yoshiura' },
  contact: 'self',
  confirmByMail: false,
  startsOn: '',
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

test('the way on and the way back carry everything that was chosen', () => {
  for (const path of [newOrderPath(wish), basketPath(wish)]) {
    const query = new URL(path, 'http://here').searchParams
    expect(query.getAll('bib')).toEqual(['1', '2', '3'])
    expect([query.get('kind'), query.get('pickup'), query.get('contact')]).toEqual(['series', 'bm/yoshiura', 'self'])
  }
  expect(without(wish, BibId(2)).bibIds).toEqual([1, 3])
})
