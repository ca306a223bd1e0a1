import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { hasCheckDigit, kindOfCode } from './code-form.ts'

const policy = (codes: Partial<typeof defaultPolicy.codes>) => ({ codes: { ...defaultPolicy.codes, ...codes } })
const told = policy({ items: '1########,@#####', cards: '########' })

test.each([
  ['100012501', 'item'],
  ['a100012501a', 'item'],
  ['１０００１２５０１', 'item'],
  ['b12345', 'item'],
  ['1-00012501', 'item'],
  ['00012501', 'card'],
  ['0001-2501', 'card'],
  ['200012501', 'neither'],
  ['0012501', 'neither'],
  ['100012501110234568', 'neither'],
  ['返却', 'neither'],
])('%s is %s by its form', (code, kind) => {
  expect(kindOfCode(told, code)).toBe(kind)
})

test('where nothing is set, nothing tells cards from items', () => {
  expect(kindOfCode(defaultPolicy, '00012501')).toBe('either')
  expect(kindOfCode(defaultPolicy, 'わすれ')).toBe('item')
})

test('a check digit tells a code with a wrong digit', () => {
  expect(hasCheckDigit('modulus10', '4901234567894')).toBe(true)
  expect(hasCheckDigit('modulus10', '4901234567893')).toBe(false)
  expect(hasCheckDigit('sevens', '123456784')).toBe(12_345_678 % 7 === 4)
  expect(hasCheckDigit('sevens', 'A12')).toBe(false)
  expect(kindOfCode(policy({ itemCheckDigit: 'modulus10', cards: '########' }), '4901234567893')).toBe('neither')
})

test('an item code that was cut anywhere is never taken for a card or another item', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 2, max: 8 }), (number, cut) => {
      const code = `1${String(number).padStart(8, '0')}`
      const kinds = [code.slice(cut), code.slice(0, -cut)].map(part => kindOfCode(told, part))
      expect(kinds).toEqual(['neither', 'neither'])
    }),
  )
})
