import { expect, test } from 'vitest'
import { code } from '../../../test/source.ts'
import { isSecret } from './away.tsx'

test('whatever is typed into a password field is never shown again', () => {
  // Of the fields that are written down: the beginning of each, as far as its type.
  const fields = [...code].flatMap(([, text]) =>
    [...text.matchAll(/<\w+\s[^<]*?type="password"/g)].map(([field]) => field),
  )
  const names = fields.flatMap(field => /name="(\w+)"|sent\('(\w+)'\)/.exec(field)?.slice(1).filter(Boolean) ?? [])
  expect(names.length).toBeGreaterThan(7)
  expect(names.filter(name => !isSecret(name))).toEqual([])
})
