import { afterAll, beforeAll, expect, test } from 'vitest'
import { PreRegistrationId } from '#ids.ts'
import { preRegister } from '#patrons/pre-registration/pre-register.ts'
import { forgetPreRegistrations, myPreRegistration } from '#patrons/pre-registration/pre-registrations.ts'
import { newId } from '#std/new-id.ts'
import { visit } from './browser.ts'
import { staffAtDesk } from './given-staff.ts'
import { look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('the desk is told everything that is wrong with a form at once', async () => {
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto('/counter/patrons/new')
  await page.getByLabel('利用者カード番号').fill('カード')
  await page.getByLabel('名前').fill('名'.repeat(61))
  await page.getByLabel('生年月日').fill('きのう')
  await page.getByLabel('電話番号').fill('12')
  await page.getByRole('button', { name: '登録する' }).click()
  const said = (await page.getByRole('alert').textContent())!
  for (const field of ['利用者カード番号：', '名前：長すぎます。', 'よみ（カタカナ）：', '生年月日：', '電話番号：'])
    expect(said).toContain(field)
  expect(await page.getByLabel('電話番号').inputValue()).toBe('12')
  // In the order of the form: who goes through them goes once through it.
  const lines = await page.getByRole('alert').getByRole('listitem').allTextContents()
  expect(lines.map(line => line.split('：')[0])).toEqual([
    ...['利用者カード番号', '名前', 'よみ（カタカナ）', '生年月日', '電話番号'],
  ])

  await page.goto('/counter/calendar')
  await page.getByText('臨時休館を入れる').click()
  const closing = page.locator('form', { has: page.locator('#closed-reason') })
  await closing.evaluate(form => form.setAttribute('novalidate', ''))
  await closing.getByLabel('いつから').fill('')
  await closing.getByLabel('理由').evaluate(field => field.removeAttribute('maxlength'))
  await closing.getByLabel('理由').fill('あ'.repeat(61))
  await closing.getByRole('button', { name: '休館にする' }).click()
  const why = await page.getByRole('alert').textContent()
  expect(why).toContain('日を確かめてください。')
  expect(why).toContain('理由は60文字までにしてください。')
})

test('who is registered already is shown with the other card, and a namesake can be registered', async () => {
  const { page } = await staffAtDesk(service)
  const register = async (card: string, name: string, reading: string) => {
    await page.goto('/counter/patrons/new')
    await page.getByLabel('利用者カード番号').fill(card)
    await page.getByLabel('名前').fill(name)
    await page.getByLabel('よみ').fill(reading)
    await page.getByLabel('生年月日').fill('昭和45年1月1日')
    await page.getByLabel('電話番号').fill('0254-53-1234')
    await page.getByLabel('住所').fill('村上市本町1丁目2-3')
    await page.getByRole('button', { name: '登録する' }).click()
  }
  await register('00012501', '髙橋 花子', 'タカハシ ハナコ')
  expect(await page.getByRole('status').textContent()).toContain('登録しました')
  await register('00012502', '高橋花子', 'たかはし　はなこ')
  expect(await page.getByRole('table').textContent()).toContain('00012501')
  await look(page, 'counter-patron-registered-already')
  expect(await page.getByLabel('利用者カード番号').inputValue()).toBe('00012502')
  await page.getByLabel('確かめました。別の方なので登録します。').check()
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('登録しました')

  await page.goto('/counter/patrons')
  await page.locator('#q').fill('たかはし S45.1.1')
  await page.getByRole('button', { name: 'さがす' }).click()
  expect(await page.getByRole('status').textContent()).toContain('2人見つかりました')
  await look(page, 'counter-patrons-found')
})

test('who applied for a card at home finds it prepared at the counter, once, and what nobody fetches ends', async () => {
  const before = service.library.policy
  service.library.policy = { ...before, services: { ...before.services, preRegistration: true } }
  const { page: home } = await visit(service.base)
  await home.goto('/login')
  await home.getByRole('link', { name: '利用登録を申し込む' }).click()
  await home.getByLabel('名前').fill('新井 読子')
  await home.getByLabel('生年月日').fill('きのう')
  await home.getByRole('button', { name: '申し込む' }).click()
  const wrong = await home.getByRole('alert').textContent()
  for (const field of ['よみ（カタカナ）：', '生年月日：', '電話番号：', '住所：']) expect(wrong).toContain(field)
  expect(await home.getByLabel('名前').inputValue()).toBe('新井 読子')
  // What is too long keeps nothing else unsaid.
  await home.getByLabel('よみ').evaluate(field => field.removeAttribute('maxlength'))
  await home.getByLabel('よみ').fill('ア'.repeat(61))
  await home.getByRole('button', { name: '申し込む' }).click()
  const all = (await home.getByRole('alert').textContent())!
  for (const said of ['よみ（カタカナ）：長すぎます。', '生年月日：', '電話番号：', '住所：'])
    expect(all).toContain(said)
  expect(all).not.toContain('名前：')
  await home.getByLabel('よみ').fill('アライ ヨミコ')
  await home.getByLabel('生年月日').fill('平成2年4月1日')
  await home.getByLabel('電話番号').fill('０２５４ー５３ー０００１')
  await home.getByLabel('住所').fill('村上市本町1丁目1-1')
  await look(home, 'register')
  await home.getByRole('button', { name: '申し込む' }).click()
  await look(home, 'registered')
  const number = /\d{6}/.exec((await home.getByRole('main').textContent())!)![0]
  expect(await home.getByRole('main').textContent()).toContain('2026年12月8日までに')

  const { page } = await staffAtDesk(service)
  await page.goto('/counter')
  await page.getByRole('region', { name: 'いまの仕事' }).getByRole('link', { name: '利用登録の申し込み' }).click()
  expect(await page.getByRole('row').count()).toBe(2)
  expect(await page.getByRole('table').textContent()).toContain(number)
  await look(page, 'counter-pre-registrations')
  await page.getByRole('link', { name: '新井 読子 さんの手続きをする' }).click()
  expect(await page.getByLabel('電話番号').inputValue()).toBe('0254-53-0001')
  await page.getByLabel('利用者カード番号').fill('00012601')
  await look(page, 'counter-pre-registration')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('登録しました')
  await page.goto('/counter/pre-registrations')
  expect(await page.getByRole('main').textContent()).toContain('待っている申し込みはありません。')

  const send = (id: PreRegistrationId, address: string) =>
    preRegister(service.library, { ...person, id, birthDate: Temporal.PlainDate.from('1990-04-01') }, address)
  const person = {
    name: '山',
    nameReading: 'ヤマ',
    phone: null,
    mail: 'yama@example.org',
    postalCode: null,
    address: '町',
    agreedTo: null,
  }
  const id = PreRegistrationId(newId())
  expect(await send(id, '198.51.100.1')).toMatchObject({ ok: true })
  for (let n = 0; n < 5; n++) expect(await send(PreRegistrationId(newId()), '198.51.100.1')).toMatchObject({ ok: true })
  expect(await send(PreRegistrationId(newId()), '198.51.100.1')).toMatchObject({ refusal: { why: 'tooManyFromHere' } })
  expect(await send(id, '198.51.100.1'), 'the same once more').toMatchObject({ ok: true })
  await page.goto('/counter/pre-registrations')
  await page.getByRole('button', { name: '山 さんの申し込みを消す' }).first().click()
  expect(await page.getByRole('row').count()).toBe(6)
  service.library.clock.forward({ days: 15 })
  expect(await myPreRegistration(service.library, id)).toBeNull()
  expect(await forgetPreRegistrations(service.library, { limit: 3 })).toMatchObject({ did: 3 })
  expect(await forgetPreRegistrations(service.library, { limit: 3 })).toMatchObject({ did: 2 })
  service.library.clock.set('2026-11-24T10:00:00')
  service.library.policy = before
})

test('a note to a patron is written, stands where they are served, and is taken away', async () => {
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/patrons')
  await page.locator('#q').fill('00012501')
  await page.getByRole('button', { name: 'さがす' }).click()
  const address = page.url()
  await page.getByLabel('窓口で気をつけること').fill('大きな字の本をさがしている')
  await page.getByRole('button', { name: '書いておく' }).click()
  expect(await page.getByRole('status').textContent()).toContain('申し送りを書きました')
  await look(page, 'counter-patron-note')
  await page.getByRole('link', { name: '貸出', exact: true }).last().click()
  expect(await page.getByRole('list', { name: '申し送り' }).textContent()).toMatch(/大きな字の本.*2026年11月24日.*\S+$/)
  await look(page, 'counter-check-out-note')
  await page.goto(address)
  await page.getByRole('button', { name: '「大きな字の本をさがしている」を消す' }).click()
  expect(await page.getByRole('status').textContent()).toContain('申し送りを消しました')
  expect(await page.getByRole('list', { name: '申し送り' }).count()).toBe(0)
  await page.getByLabel('窓口で気をつけること').evaluate(field => field.removeAttribute('maxlength'))
  await page.getByLabel('窓口で気をつけること').fill('長'.repeat(201))
  await page.getByRole('button', { name: '書いておく' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('200字まで')
  expect(await page.getByLabel('窓口で気をつけること').inputValue()).toBe('長'.repeat(201))
})
