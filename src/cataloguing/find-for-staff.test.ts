import { expect, test } from 'vitest'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { openLibrary } from '../../test/library.ts'
import { findForStaff, showForStaff } from './find-for-staff.ts'
import { hideBib, hideCopy } from './hide.ts'

const staff = { login: 'shunin' }

test('what a desk names by a code, a 請求記号 or an ISBN and is 非公開 stands before whatever has these words in it', async () => {
  const library = await openLibrary({ connections: 4 })
  await givenBranches(library)
  const callNumber = 'ユキ'
  const isbn = '9784003022610'
  const record = await givenBib(library, { title: '北越', isbns: [isbn], items: [{ callNumber }] })
  const copy = await givenBib(library, { title: '秋山', items: [{ callNumber, barcode: '610000009' }, {}] })
  for (let nth = 1; nth <= 21; nth++) await givenBib(library, { title: `ユキ ${nth}` })
  await hideBib(library, staff, record.id, '確認中')
  await hideCopy(library, staff, copy.itemIds[0]!, '確認中')
  await givenIndex(library)
  const found = async (text: string) => (await findForStaff(library, text)).map(({ bib }) => bib.id)

  const byCallNumber = await found(callNumber)
  expect(byCallNumber).toHaveLength(20)
  expect(byCallNumber.slice(0, 2)).toEqual([record.id, copy.id])
  expect(await found('610000009')).toEqual([copy.id])
  expect(await found(isbn)).toEqual([record.id])
  // By its words it is found in no way.
  expect(await found('北越')).toEqual([])
  // In the order in which they are named; one that was never there is left out.
  const shown = await showForStaff(library, [copy.id, record.id, 999_999 as never])
  expect(shown.map(({ bib }) => [bib.id, bib.hiddenAt !== null])).toEqual([
    [copy.id, false],
    [record.id, true],
  ])
})
