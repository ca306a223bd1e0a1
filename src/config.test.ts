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

test('the address of the library is one, with a name around it or not', () => {
  for (const address of ['info@lib.example.jp', '籠図書館 <info@lib.example.jp>'])
    expect(readConfig({ MAIL_FROM: address }).mailFrom).toBe(address)
  for (const address of ['library', '籠図書館 info@lib.example.jp', 'a@b <c>'])
    expect(() => readConfig({ MAIL_FROM: address })).toThrow('MAIL_FROM: not a mail address')
})
