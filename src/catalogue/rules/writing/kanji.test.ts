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
/** Other characters in Japan than the forms they are paired with, or two standards for one form. */
const unusable = [...'劵卐畍皋笵稾戝躔舖囓']
test(`the published tables of variants are whole${existsSync(table) ? '' : ' (not checked: the published tables are not beside this checkout)'}`, () => {
  if (!existsSync(table)) return
  const [, ...rows] = readFileSync(table, 'utf8').trimEnd().split('\n')
  const missing = rows
    .map(row => row.split('\t'))
    .filter(([variant, standard, , , sources]) => {
      const second = confusedForms.get(variant!)?.includes(standard!) === true
      return (
        /joyo|jinmei|hyogai|mozc/.test(sources!) &&
        !unusable.includes(variant!) &&
        folded(variant!) !== folded(standard!) &&
        !second
      )
    })
  expect(missing).toEqual([])
})
