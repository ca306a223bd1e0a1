import { expect, test } from 'vitest'
import { findByCallNumber } from '#catalogue/bib-store.ts'
import { BranchId } from '#ids.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenReader, itemStatus, lent, staff } from '../../../test/given-holds.ts'
import { openLibrary } from '../../../test/library.ts'
import { showItem } from '../lists/show-item.ts'
import { readBarcode } from '../rules/barcode.ts'
import { checkIn } from './check-in.ts'

test('a copy is found by its code in every form in which a card is: small letters, full width, hyphens', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const reader = await givenReader(library)
  const { id, itemIds } = await givenBib(library, { items: [{ barcode: 'BG00002' }] })
  for (const typed of ['BG00002', 'bg00002', 'ｂｇ００００２', ' bg-00002 ', 'BG‐00002', 'bgー00002']) {
    expect([typed, (await showItem(library, readBarcode(typed)))?.itemId]).toEqual([typed, itemIds[0]])
    await lent(library, reader, itemIds[0]!)
    await checkIn(library, { actor: staff, branchId: BranchId('chuo'), barcode: readBarcode(typed) })
    expect([typed, await itemStatus(library, itemIds[0]!)]).toEqual([typed, 'shelf'])
  }
  expect(await findByCallNumber(library.db, 'bg00002', 5)).toEqual([id])
  expect(await showItem(library, readBarcode('bg00003'))).toBeNull()
})

test('a code that the catalogue keeps in small letters or with a hyphen goes before one that only resembles it', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const { itemIds } = await givenBib(library, { items: [{ barcode: 'x-1' }, { barcode: 'X-1' }, { barcode: 'X1' }] })
  const found = await Promise.all(['x-1', 'X-1', 'X1', 'x1'].map(code => showItem(library, readBarcode(code))))
  expect(found.map(item => item?.itemId)).toEqual([itemIds[0], itemIds[1], itemIds[2], itemIds[2]])
})
