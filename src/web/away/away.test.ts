import { expect, test } from 'vitest'
import { code } from '../../../test/source.ts'
import { isSecret } from './away.tsx'

test('whatever is typed into a password field is never shown again', () => {
  const names = [...code].flatMap(([, text]) =>
    [...text.matchAll(/name="(\w+)"(?:\s+[\w-]+=(?:"[^"]*"|\{[^}]*\}))*?\s+type="password"/g)].map(([, name]) => name!),
  )
  expect(names.length).toBeGreaterThan(4)
  expect(names.filter(name => !isSecret(name))).toEqual([])
})
