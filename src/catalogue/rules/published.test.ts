import { expect, test } from 'vitest'
import { publishedOn } from './published.ts'

test.each([
  ['2019.2', 2019, '2019-02'],
  ['２０１９．１２', 2019, '2019-12'],
  ['2019.2.28', 2019, '2019-02-28'],
  ['2019.2.31', 2019, '2019-02'],
  ['2019.13', 2019, '2019'],
  ['[2019]', 2019, '2019'],
  ['c2019', 2019, '2019'],
  ['2019年2月', 2019, '2019-02'],
  ['平成31.2', 2019, '2019'],
  ['1999-2003', 1999, '1999'],
  ['2001 (2005)', 2005, '2005'],
  [null, 870, '0870'],
  ['刊年不明', null, null],
  [null, null, null],
])('%s (%s) is %s', (published, year, wanted) => expect(publishedOn({ published, year })).toBe(wanted))
