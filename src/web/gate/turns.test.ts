import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

/** When the event loop has turned once more. */
const loopTurn = () => new Promise<void>(resolve => setImmediate(resolve))

test('however many wait, so many begin between two turns of the event loop, in the order in which they came', async () => {
  const turns = new Turns({ atOnce: 3, longMs: 60_000 })
  const begun: number[] = []
  const all = Promise.all(Array.from({ length: 20 }, (_, n) => turns.take(async () => begun.push(n))))
  const seen: number[] = []
  while (begun.length < 20) {
    seen.push(begun.length)
    await loopTurn()
  }
  await all
  expect(begun).toEqual(Array.from({ length: 20 }, (_, n) => n))
  const steps = seen.slice(1).map((count, n) => count - seen[n]!)
  expect(Math.max(...steps)).toBeLessThanOrEqual(3)
  expect(turns.length).toBe(0)
})

test('who waits for somebody else gives the turn on, and goes on beside the others; a failure gives it on, too', async () => {
  const turns = new Turns({ atOnce: 1, longMs: 1 })
  const slow = Promise.withResolvers<string>()
  const first = turns.take(() => slow.promise)
  await expect(turns.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await turns.take(async waitedMs => waitedMs >= 0)).toBe(true)
  slow.resolve('late')
  expect(await first).toBe('late')
  // It has not given on a second time: one at once, as before.
  await loopTurn()
  const begun: string[] = []
  const both = Promise.all(['one', 'two'].map(name => turns.take(async () => begun.push(name))))
  await Promise.resolve()
  expect(begun).toEqual(['one'])
  await both
})
