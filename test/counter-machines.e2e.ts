import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMachine } from '#machines/machine-store.ts'
import { noteTrouble } from '#machines/note-trouble.ts'
import { signInMachine } from '#machines/sign-in-machine.ts'
import { takeInReport } from '#machines/take-in-report.ts'
import { givenPatron } from './given-patron.ts'
import { staffAtDesk } from './given-staff.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('an administrator adds a machine, sees what is wrong with it, sets it anew and stops it', async () => {
  const { library } = service
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.getByRole('link', { name: '自動貸出機・返却機' }).click()
  expect(await page.getByRole('main').textContent()).toContain('まだ登録はありません。')
  await page.getByLabel(/IPアドレス/).fill('a room')
  await page.getByRole('button', { name: '登録する' }).click()
  for (const words of ['英小文字ではじまる', '12文字以上', 'IPアドレスを確かめて'])
    expect(await page.getByRole('alert').textContent()).toContain(words)
  await page.getByLabel('機械の名前').fill('Kiosk 1')
  await page.getByLabel('パスワード（12文字以上）').fill('short')
  await page.getByLabel(/IPアドレス/).fill('a room')
  await page.getByLabel(/カードだけで使える/).check()
  await page.getByRole('button', { name: '登録する' }).click()
  // All reasons at once, and what was typed stays.
  const alert = page.getByRole('alert')
  for (const words of ['英小文字ではじまる', '12文字以上', 'IPアドレスを確かめて']) {
    expect(await alert.textContent()).toContain(words)
  }
  expect(await page.getByLabel(/カードだけで使える/).isChecked()).toBe(true)
  await look(page, 'counter-machines-wrong')

  await page.getByLabel('機械の名前').fill('kiosk-1')
  await page.getByLabel('パスワード（12文字以上）').fill('a long one for it')
  await page.getByLabel(/IPアドレス/).fill('')
  await page.getByLabel('文字コード').selectOption('cp932')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('kiosk-1 を登録しました。')
  expect(await findMachine(library.db, 'kiosk-1')).toMatchObject({ charset: 'cp932', asksPassword: false })
  const signIn = () => signInMachine(library, { name: 'kiosk-1', password: 'a long one for it' })
  expect(await signIn()).not.toBeNull()
  await noteTrouble(library, { machine: 'kiosk-1', address: '192.168.0.20' }, 'outOfPaper')

  await page.goto('/counter/machines')
  const row = page.getByRole('row', { name: /kiosk-1/ })
  expect(await row.first().textContent()).toContain('11月24日（火）10:00')
  expect(await page.getByRole('main').textContent()).toContain('紙が切れた')
  await look(page, 'counter-machines')
  await page.getByRole('button', { name: 'kiosk-1 を停止する' }).click()
  expect(await row.first().textContent()).toContain('停止')
  expect(await signIn()).toBeNull()
})

test('the list of what machines reported is for everybody at a desk, and is settled there', async () => {
  const { library } = service
  const patron = await givenPatron(library)
  const { page } = await staffAtDesk(service)
  expect((await page.goto('/counter/machines'))?.status()).toBe(403)
  await page.goto('/counter')
  await page.getByRole('link', { name: '機械・窓口からの申し送り' }).click()
  expect(await page.getByRole('main').textContent()).toContain('申し送りはありません。')

  await givenBook(service, { items: [{ barcode: '710000001', status: 'withdrawn' }] })
  const admin = await staffAtDesk(service, { role: 'admin' })
  await admin.page.goto('/counter/machines')
  await admin.page.getByLabel('機械の名前').fill('kiosk-2')
  await admin.page.getByLabel('パスワード（12文字以上）').fill('a long one for it')
  await admin.page.getByRole('button', { name: '登録する' }).click()
  const machine = (await findMachine(library.db, 'kiosk-2'))!
  const at = library.clock.now().subtract({ minutes: 30 })
  const { cardNumber } = patron
  await takeInReport(library, machine, { what: 'checkOut', at, cardNumber, barcode: '710000001' })
  await takeInReport(library, machine, { what: 'keepCard', at, cardNumber, barcode: null })

  await page.reload()
  const table = page.getByRole('table')
  for (const words of ['除籍した資料', '機械の中にカードがある', '11月24日（火）09:30', 'kiosk-2'])
    expect(await table.textContent()).toContain(words)
  await look(page, 'counter-machine-reports')
  await page.getByRole('link', { name: '710000001' }).click()
  expect(await page.getByRole('main').textContent()).toContain('除籍')
  await page.goBack()
  await page.getByRole('link', { name: '利用者を見る' }).first().click()
  expect(page.url()).toContain(`/counter/patrons/${patron.id}`)
  await page.goBack()
  await page.getByRole('button', { name: /貸出を片づけた/ }).click()
  await page.getByRole('button', { name: /カードを預かったを片づけた/ }).click()
  expect(await page.getByRole('main').textContent()).toContain('申し送りはありません。')
})
