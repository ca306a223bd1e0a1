import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const designSystem = readFileSync(
  createRequire(import.meta.url).resolve('@digital-go-jp/design-tokens/dist/tokens.css'),
  'utf8',
)
const own = readFileSync(new URL('assets/style/tokens.css', import.meta.url), 'utf8')
const remsOf = (css: string, name: RegExp) =>
  [...css.matchAll(/--([\w-]+):\s*([\d.]+)rem;/g)]
    .filter(([, found]) => name.test(found!))
    .map(([, , size]) => Number(size))

test('type and corners take their sizes from the scales of デジタル庁デザインシステム', () => {
  const type = remsOf(designSystem, /^font-size-\d+$/)
  expect(remsOf(own, /^(small|large)$/)).toHaveLength(2)
  for (const size of remsOf(own, /^(small|large)$/)) expect(type).toContain(size)
  const corners = remsOf(designSystem, /^border-radius-\d+$/)
  for (const corner of remsOf(own, /^radius(-large)?$/)) expect(corners).toContain(corner)
})

test('no control that a patron reads is a flex box: its text with readings would be several boxes', () => {
  const styles = join(import.meta.dirname, 'assets/style')
  const rules = readdirSync(styles).flatMap(file =>
    readFileSync(join(styles, file), 'utf8')
      .split('\n')
      .filter(line => line.includes('display: inline-flex'))
      .map(line => `${file}: ${line.trim().split(' {')[0]}`),
  )
  // The counter is in Japanese alone.
  expect(rules).toEqual(['counter.css: .deed', 'counter.css: .counter .cards form'])
})
