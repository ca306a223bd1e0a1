import { expect, test } from 'vitest'
import { createHashSlots, type HashTurn } from './hash-slots.ts'

/** Work that ends when it is told to, and the order in which it began. */
function rehearse(options = { atOnce: 1, waitingOfOneMax: 10, waitingMax: 25 }) {
  const slots = createHashSlots(options)
  const began: string[] = []
  let end: (() => void) | null = null
  const ask = (lane: HashTurn['lane'], who: string) =>
    slots.run(
      { lane, who },
      () =>
        new Promise<void>(resolve => {
          began.push(`${lane} ${who}`)
          end = resolve
        }),
    )
  const finish = async () => {
    end?.()
    await new Promise(setImmediate)
  }
  return { slots, began, ask, finish }
}

test('a crowd of staff tries from one address holds up neither patrons, nor known browsers, nor another address', async () => {
  const { began, ask, finish } = rehearse()
  for (let n = 0; n < 8; n++) ask('staff', 'crowd')
  ask('patron', 'home')
  ask('known', 'phone')
  ask('staff', 'desk')
  for (let n = 0; n < 5; n++) await finish()
  expect(began.slice(0, 6)).toEqual([
    'staff crowd',
    'staff crowd',
    'patron home',
    'known phone',
    'staff desk',
    'staff crowd',
  ])
})

test('one address may have ten waiting, a lane so many; the other lanes are free', async () => {
  const { slots, ask } = rehearse()
  for (let n = 0; n < 11; n++) ask('patron', 'one')
  expect(slots.isBusy({ lane: 'patron', who: 'one' })).toBe(true)
  expect(slots.isBusy({ lane: 'patron', who: 'other' })).toBe(false)
  for (let n = 0; n < 15; n++) ask('patron', `address ${n}`)
  expect(slots.isBusy({ lane: 'patron', who: 'other' })).toBe(true)
  expect(slots.isBusy({ lane: 'known', who: 'phone' })).toBe(false)
})

test('work that fails gives its place to the next', async () => {
  const slots = createHashSlots({ atOnce: 1, waitingOfOneMax: 1, waitingMax: 1 })
  await expect(slots.run({ lane: 'known', who: '' }, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  )
  expect(await slots.run({ lane: 'known', who: '' }, async () => 'done')).toBe('done')
})
