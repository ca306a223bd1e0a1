import { expect, test } from 'vitest'
import { Kept } from './kept.ts'

const failing = () => Promise.reject(new Error('away'))

test('what was read is not read again, also by those who ask while it is read', async () => {
  const kept = new Kept()
  let reads = 0
  const read = async () => ++reads
  expect(await Promise.all([kept.get('a', read), kept.get('a', read), kept.get('b', read)])).toEqual([1, 1, 2])
  expect(await kept.get('a', read)).toBe(1)
})

test('after a change it is read anew; what cannot be read is answered as before', async () => {
  const before = new Kept()
  await before.get('a', async () => 'old')
  const kept = new Kept(before)
  expect(await kept.get('a', failing)).toBe('old')
  expect(await kept.get('a', async () => 'new')).toBe('new')
  expect(await new Kept(kept).get('a', failing)).toBe('new')
  // Twice removed, it is still the newest that was ever read.
  expect(await new Kept(new Kept(kept)).get('a', failing)).toBe('new')
})

test('a failure is told when nothing was read before, and the next one tries again', async () => {
  const kept = new Kept()
  await expect(kept.get('a', failing)).rejects.toThrow('away')
  await expect(new Kept(kept).get('a', failing)).rejects.toThrow('away')
  expect(await kept.get('a', async () => 'there')).toBe('there')
})
