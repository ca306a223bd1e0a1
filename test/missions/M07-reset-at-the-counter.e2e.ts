import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { visit } from '../browser.ts'
import { givenPatron, signIn } from '../given-patron.ts'
import { scan, staffAtDesk } from '../given-staff.ts'
import { look, openService, patronAtHome } from './desk.ts'

const service = await openService()

test('M07 M11 the 中央図書館 initialises a password on a call, and never sees one', async () => {
  const patron = await patronAtHome(service, {
    name: '忘草 忍',
    nameReading: 'ワスレグサ シノブ',
    birthDate: '1952-03-14',
  })
  const { page, login } = await staffAtDesk(service)
  await page.goto('/counter/patrons')
  await scan(page, 'わすれ')
  await look(page, 'counter-patrons')
  await page.getByRole('link', { name: '忘草 忍' }).click()
  expect(await page.getByRole('main').textContent()).toContain('本パスワード（職員には見えません）')
  expect(await page.content()).not.toContain(patron.password)
  await page.getByRole('link', { name: 'パスワード初期化' }).click()
  expect(await page.getByRole('main').textContent()).toContain('仮パスワード')
  expect(await page.locator('input[type=password]').count()).toBe(0)
  await look(page, 'counter-reset')
  await page.getByRole('button', { name: 'パスワード初期化' }).click()
  expect(await page.getByText('入力してください。').count()).toBe(1)
  await page.getByLabel('初期化の理由').fill('電話で申し出')
  await page.getByRole('button', { name: 'パスワード初期化' }).click()
  expect(await page.getByRole('status').textContent()).toContain('また仮パスワードです')
  expect(await page.getByRole('main').textContent()).toContain('仮パスワード＝生年月日')

  await patron.page.goto('/my')
  expect(new URL(patron.page.url()).pathname).toBe('/login')
  const fresh = await visit(service.base)
  await signIn(fresh.page, { cardNumber: patron.cardNumber, password: '19520314' })
  expect(await fresh.page.getByRole('heading', { level: 1 }).textContent()).toBe('パスワード変更')

  // Every look and every change is in the trail.
  const trail = await service.library.db.selectFrom('audit').where('staff_login', '=', login).selectAll().execute()
  expect(trail.map(line => line.did)).toEqual([
    'findPatrons',
    'showPatron',
    'showPatron',
    'showPatron',
    'resetPassword',
    'showPatron',
  ])
})

test('M07 at another branch the counter does not initialise; a chief does', async () => {
  const patron = await givenPatron(service.library)
  const { page } = await staffAtDesk(service, { branchId: BranchId('asahi') })
  await page.goto(`/counter/patrons/${patron.id}`)
  expect(await page.getByRole('link', { name: 'パスワード初期化' }).count()).toBe(0)
  const answer = await page.goto(`/counter/patrons/${patron.id}/reset`)
  expect(answer?.status()).toBe(403)
  const chief = await staffAtDesk(service, { branchId: BranchId('asahi'), role: 'chief' })
  expect((await chief.page.goto(`/counter/patrons/${patron.id}/reset`))?.status()).toBe(200)
})

test('a patron is registered at the counter, changed, stopped, given another card', async () => {
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/patrons/new')
  await look(page, 'counter-register')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('名前：入力してください。')
  await look(page, 'counter-register-refused')
  await page.getByLabel('利用者カード番号').fill('0070-0001')
  await page.getByLabel('名前').fill('新井 登録')
  await page.getByLabel('よみ（カタカナ）').fill('アライ トウロク')
  await page.getByLabel('生年月日').fill('19991331')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('生年月日を確かめてください')
  await page.getByLabel('生年月日').fill('１９９９１２３１')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('登録しました')
  await page.getByRole('link', { name: '登録内容を変える' }).click()
  await page.getByLabel('電話番号').fill('0254-00-9999')
  await page.getByRole('button', { name: '変更する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('0254-00-9999')
  await page.getByText('利用停止').click()
  await page.getByLabel('停止の理由').fill('弁償待ち')
  await page.getByRole('button', { name: '停止する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('弁償待ち')
  await page.getByText('カード再発行').click()
  await page.getByLabel('新しいカード番号').fill('00700001')
  await page.getByRole('button', { name: '再発行する' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('二度と使えません')
  await page.getByText('カード再発行').click()
  await page.getByLabel('新しいカード番号').fill('00700002')
  await page.getByRole('button', { name: '再発行する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('00700002')
  await page.goto('/counter/check-out')
  await scan(page, '00700001')
  expect(await page.getByRole('alert').textContent()).toContain('再発行ずみ')
})
