import { expect, test } from 'vitest'
import { dayNameInEnglish } from '../en/day-names.ts'
import { dayNameWithReading } from '../ja-easy/day-names.ts'
import { dayNameInKorean } from '../ko/day-names.ts'
import { dayNameInPortuguese } from '../pt/day-names.ts'
import { dayNameInChinese } from '../zh/day-names.ts'

test.each([
  ['元日', 'Ano-Novo'],
  ['元日 振替休日', 'Ano-Novo'],
  ['振替休日', 'feriado compensatório'],
  ['避難訓練', '避難訓練'],
  ['constructor', 'constructor'],
])('a day that is called %s: %s', (name, expected) => {
  expect(dayNameInPortuguese(name)).toBe(expected)
})

// What calendar/rules/opening.ts says by itself, whatever a library has written.
test.each(['定休日', '振替休館日', '閉館'])(
  'why a branch is closed by the rules, %s, is said in every language',
  name => {
    const said = [dayNameInEnglish, dayNameInChinese, dayNameInKorean, dayNameInPortuguese, dayNameWithReading]
    for (const inLanguage of said) expect(inLanguage(name)).not.toBe(name)
  },
)
