import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BytesKept } from './bytes-kept.ts'

test('whatever is put in and taken out, it never takes more than it may, and counts right', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), size: fc.nat(12), isTakenOut: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), steps => {
      const kept = new BytesKept<number>(20, (size, key) => size + key.length)
      for (const { key, size, isTakenOut } of steps) {
        if (isTakenOut) kept.delete(key)
        else kept.set(key, size)
        expect(kept.get(key)).toBe(isTakenOut ? undefined : size)
        expect(kept.bytes).toBeLessThanOrEqual(20)
        expect(kept.bytes).toBe([...kept].reduce((sum, [name, value]) => sum + value + name.length, 0))
      }
    }),
  )
})

test('the first that came in goes first, and what is larger than all of it is not kept', () => {
  const kept = new BytesKept<number>(10, size => size)
  kept.set('first', 4)
  kept.set('second', 4)
  kept.set('third', 4)
  expect([...kept]).toEqual([
    ['second', 4],
    ['third', 4],
  ])
  kept.set('huge', 11)
  expect([...kept]).toEqual([])
})
