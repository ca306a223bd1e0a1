import { expect, test } from 'vitest'
import { changePatron } from '#patrons/desk/change-patron.ts'
import { registerPatron } from '#patrons/desk/register-patron.ts'
import type { PatronDetails } from '#patrons/rules/patron.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { findPatrons } from './find-patrons.ts'

const staff = { login: 'hanako' }
const names = async (library: TestLibrary, typed: string) =>
  (await findPatrons(library, staff, typed)).patrons.map(patron => patron.name)

const details = (given: Partial<PatronDetails> = {}): PatronDetails => ({
  category: 'general',
  name: '高橋 花子',
  nameReading: 'タカハシ ハナコ',
  birthDate: Temporal.PlainDate.from('1970-01-01'),
  phone: '0254-53-1234',
  mail: 'hanako@example.jp',
  postalCode: null,
  address: '村上市本町１丁目２番３号',
  homeBranchId: null,
  ...given,
})

test('a name is found however it is written', async () => {
  const library = await openLibrary()
  for (const [name, nameReading] of [
    ['高橋 一', 'タカハシ ハジメ'],
    ['髙橋 二', 'たかはし つぎ'],
    ['髙𣘺 三', 'ﾀｶﾊｼ ｻﾝ'],
    ['斉藤 一', 'サイトウ'],
    ['齋藤 二', 'さいとう'],
    ['斎藤 三', 'サイトウ'],
    ['辻󠄀子 一', 'ツジコ'],
    ['鎌ヶ谷 一', 'カマガヤ'],
  ])
    await givenPatron(library, { name: name!, nameReading: nameReading! })
  for (const typed of ['高橋', '髙橋', '髙𣘺', 'たかはし', 'タカハシ', 'ﾀｶﾊｼ'])
    expect((await names(library, typed)).sort(), typed).toEqual(['高橋 一', '髙橋 二', '髙𣘺 三'].sort())
  for (const typed of ['斉藤', '齋藤', '斎藤', '齊藤'])
    expect((await names(library, typed)).sort(), typed).toEqual(['斉藤 一', '斎藤 三', '齋藤 二'].sort())
  expect(await names(library, '辻子')).toEqual(['辻󠄀子 一'])
  expect(await names(library, '鎌ケ谷')).toEqual(['鎌ヶ谷 一'])
  expect(await names(library, '%')).toEqual([])
})

test('telephone, birth date, mail and address find a patron, and narrow a name', async () => {
  const library = await openLibrary()
  const registered = await registerPatron(library, staff, { ...details(), cardNumber: '00012501' })
  await registerPatron(
    library,
    staff,
    {
      ...details({ birthDate: Temporal.PlainDate.from('1980-05-05'), phone: '090-1111-2222' }),
      cardNumber: '2',
    },
    { anotherPerson: true },
  )
  for (const typed of [
    ...[
      '0254-53-1234',
      '０２５４５３１２３４',
      '0254 53 1234',
      '531234',
      '19700101',
      '1970/1/1',
      'S45.1.1',
      '昭和45年1月1日生',
    ],
    ...['たかはし 19700101', '高橋 1234', '00012501'],
  ])
    expect(await names(library, typed), typed).toHaveLength(1)
  for (const typed of ['hanako@', 'HANAKO@example.jp', '本町1-2-3', '本町一丁目', '村上市本町'])
    expect(await names(library, typed), typed).toHaveLength(2)
  expect(await names(library, '090 1111 2222')).toHaveLength(1)
  for (const typed of ['123', '19700102', 'たかはし 19700102', '09011112223', 'anako@', ' '])
    expect(await names(library, typed), typed).toEqual([])
  const { audit } = {
    audit: await library.db.selectFrom('audit').where('did', '=', 'findPatrons').selectAll().execute(),
  }
  expect(audit[0]?.detail).toEqual({ seen: [registered.ok && registered.value.patronId] })
})

test('who is called otherwise is found by the new name alone', async () => {
  const library = await openLibrary()
  const registered = await registerPatron(library, staff, { ...details(), cardNumber: '1' })
  expect(await names(library, '高橋')).toHaveLength(1)
  if (!registered.ok) throw new Error(registered.refusal.why)
  await changePatron(
    library,
    staff,
    registered.value.patronId,
    details({ name: '佐藤 花子', nameReading: 'サトウ ハナコ' }),
  )
  expect(await names(library, '高橋')).toEqual([])
  expect(await names(library, 'さとう')).toEqual(['佐藤 花子'])
})

test('the same person is not registered twice without a word', async () => {
  const library = await openLibrary()
  await registerPatron(library, staff, { ...details(), cardNumber: '1' })
  const again = { ...details({ name: '髙橋花子', nameReading: 'たかはし　はなこ' }), cardNumber: '2' }
  const refused = await registerPatron(library, staff, again)
  expect(refused).toMatchObject({ ok: false, refusal: { why: 'registeredAlready', as: [{ cardNumber: '1' }] } })
  expect(await library.db.selectFrom('patron').selectAll().execute()).toHaveLength(1)
  // A married name has the same reading of the given name alone: that is another person as far as a machine can tell.
  const born = Temporal.PlainDate.from('1970-01-02')
  expect(await registerPatron(library, staff, { ...details({ birthDate: born }), cardNumber: '3' })).toMatchObject({
    ok: true,
  })
  expect(await registerPatron(library, staff, again, { anotherPerson: true })).toMatchObject({ ok: true })
})
