import { expect, test } from 'vitest'
import { dayNameInPortuguese } from '../pt/day-names.ts'

test.each([
  ['元日', 'Ano-Novo'],
  ['元日 振替休日', 'Ano-Novo'],
  ['振替休日', 'feriado compensatório'],
  ['避難訓練', '避難訓練'],
  ['constructor', 'constructor'],
])('a day that is called %s: %s', (name, expected) => {
  expect(dayNameInPortuguese(name)).toBe(expected)
})
