import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mainClass, ndcClasses, ndcLabel, plainNotation } from './ndc.ts'

test('notations as printed', () => {
  expect(plainNotation('913.6')).toBe('913.6')
  expect(plainNotation('K９１３．６')).toBe('913.6')
  expect(plainNotation('NDC 726.1')).toBe('726.1')
  expect(plainNotation('E')).toBeNull()
  expect(mainClass(['913.6', '210'])).toBe(9)
  expect(mainClass([])).toBeNull()
})

test('every class and division has its name', () => {
  expect(ndcLabel('9')).toBe('文学')
  expect(ndcLabel('91')).toBe('日本文学')
  expect(ndcLabel('913.6')).toBe('日本文学')
  expect(ndcLabel('00')).toBe('総記')
  for (let i = 0; i < 100; i++) expect(ndcLabel(String(i).padStart(2, '0')), String(i)).toBeTruthy()
})

const table = join(
  process.env.KAGO_SHARED ?? join(import.meta.dirname, '../../../../shared'),
  'data/ndc/ndc_sections_9_10.tsv',
)
test(`the names are those of NDC 10${existsSync(table) ? '' : ' (not checked: the published table is not beside this checkout)'}`, () => {
  if (!existsSync(table)) return
  const plain = (text: string) => text.replace(/[．.・\s]/g, '')
  for (const line of readFileSync(table, 'utf8').trimEnd().split('\n').slice(1)) {
    const [notation, ninth, tenth] = line.split('\t')
    if (!/^\d\d0$/.test(notation!)) continue
    expect([notation, plain(ndcLabel(notation!.slice(0, 2)) ?? '')]).toEqual([notation, plain(tenth || ninth!)])
  }
  expect(ndcClasses).toHaveLength(10)
})
