import { expect, test } from 'vitest'
import { isCorporateName } from './corporate-name.ts'

test.each([
  ['村上市教育委員会', true],
  ['国立国会図書館', true],
  ['朝日新聞社', true],
  ['日本図書館協会', true],
  ['新潟県', true],
  ['株式会社 籠', true],
  ['Oxford University Press', true],
  ['夏目漱石', false],
  ['山田, 太郎', false],
  ['山田, 太郎, 1950-', false],
  ['志村, 省', false],
  ['Rowling, J. K.', false],
])('%s: %s', (name, wanted) => expect(isCorporateName(name)).toBe(wanted))
