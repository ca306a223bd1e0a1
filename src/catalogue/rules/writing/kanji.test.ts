import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folded } from './fold.ts'
import { confusedForms, usualForms } from './kanji.ts'

test('no usual form is itself a printed form, so one step is enough', () => {
  for (const usual of usualForms.values()) expect(usualForms.has(usual), usual).toBe(false)
})

test('no pair is repeated from Unicode normalisation', () => {
  for (const [printed, usual] of usualForms) expect(printed.normalize('NFKC')).not.toBe(usual.normalize('NFKC'))
})

// The published tables lie beside the checkout, where they are at all.
const table = join(
  process.env.KAGO_SHARED ?? join(import.meta.dirname, '../../../../shared'),
  'data/kanji-variants/fold_variant_to_standard.tsv',
)
test(`常用漢字表 and 人名用漢字 are whole${existsSync(table) ? '' : ' (not checked: the published tables are not beside this checkout)'}`, () => {
  if (!existsSync(table)) return
  const [, ...rows] = readFileSync(table, 'utf8').trimEnd().split('\n')
  const missing = rows
    .map(row => row.split('\t'))
    .filter(([variant, standard, , , sources]) => {
      const second = confusedForms.get(variant!)?.includes(standard!) === true
      return /joyo|jinmei|hyogai/.test(sources!) && folded(variant!) !== folded(standard!) && !second
    })
  expect(missing).toEqual([])
})
