import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test.each([
  ['PORT', 'abc'],
  ['PORT', '-1'],
  ['PORT', '3000.5'],
  ['PORT', '70000'],
  ['SIP2_PORT', 'NaN'],
  ['TRUSTED_PROXIES', '11'],
])('%s=%s is refused in words, and not in those of a program', (name, value) => {
  const read = () => readConfig({ [name]: value })
  expect(read).toThrow(new RegExp(`  ${name}: not a whole number from 0 to (65535|10)$`))
})

test('all wrong settings are named at once', () => {
  expect(() => readConfig({ PORT: 'x', TRUSTED_PROXIES: 'y' })).toThrow(/PORT: .*\n.*TRUSTED_PROXIES: /)
})
