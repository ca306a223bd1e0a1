import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { makeTerminalCode } from '#patrons/terminals/terminals.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { givenPatron, signIn } from '../given-patron.ts'
import { serveLibrary } from '../served.ts'

const { library, base } = await serveLibrary()

test('M08 M10 the password is changed under 「パスワード・メールアドレスの変更」, where patrons are advised to do so now and then', async () => {
  const patron = await givenPatron(library, { mail: 'hana@example.org' })
  const { page } = await visit(base)
  const elsewhere = await visit(base)
  await signIn(page, patron)
  await signIn(elsewhere.page, patron)
  await page.goto('/my')
  await page.getByRole('link', { name: 'パスワード・メールアドレスの変更' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('パスワード・メールアドレスの変更')
  expect(await page.textContent('main')).toContain('パスワードは、ときどき変えると安心です。')
  await expectAccessible(page, 'settings')
  await shoot(page, 'settings')

  const change = async (current: string, wished: string) => {
    await page.getByLabel('現在のパスワード').fill(current)
    await page.getByLabel('新パスワード', { exact: true }).fill(wished)
    await page.getByLabel('確認パスワード', { exact: true }).fill(wished)
    await page.getByRole('button', { name: '変更' }).click()
  }
  const suggested = await page.getByText(/^おすすめの番号：\d{4}$/).textContent()
  await change('0000', '7152')
  // What was to be written down is still the same.
  expect(await page.getByText(/^おすすめの番号：/).textContent()).toBe(suggested)
  expect(await page.getByRole('alert').textContent()).toContain('現在のパスワード：ちがいます')
  await change(patron.password, '1234')
  expect(await page.getByRole('alert').textContent()).toContain('並んだ番号は使えません')
  await expectAccessible(page, 'settings refused')
  await change(patron.password, '7152')
  expect(await page.getByRole('status').textContent()).toContain('パスワードを変更しました')
  await shoot(page, 'settings-changed')

  // Everybody else who was signed in with the old one is not any more.
  await elsewhere.page.goto('/my')
  expect(new URL(elsewhere.page.url()).pathname).toBe('/login')
  await signIn(elsewhere.page, { ...patron, password: '7152' })
  expect(new URL(elsewhere.page.url()).pathname).toBe('/my')
})

test('M08 M43 M44 the address is typed under 「設定」 and sent with 「更新」; until the mail of the next morning it is not registered', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my/settings')
  await page.getByRole('link', { name: '設定', exact: true }).click()
  await page.getByLabel('現在のパスワード').fill(patron.password)
  await page.getByLabel('メールアドレス').fill('hana@example')
  await page.getByRole('button', { name: '更新' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('メールアドレスの形ではありません')
  await expectAccessible(page, 'mail refused')
  await page.getByLabel('現在のパスワード').fill(patron.password)
  await page.getByLabel('メールアドレス').fill('ｈａｎａ@example.org')
  await shoot(page, 'mail')
  await page.getByRole('button', { name: '更新' }).click()
  const main = await page.textContent('main')
  expect(main).toContain('hana@example.org は、まだ登録の途中です')
  expect(main).toContain('登録完了メール')
  expect(main).toContain('登録されていません')
})

test('a patron decides whether loans are remembered', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my/settings')
  expect(await page.textContent('main')).toContain('記録は残していません')
  await page.getByRole('button', { name: '記録を残す' }).click()
  expect(await page.textContent('main')).toContain('ご自分だけが見られるように')
  await page.getByRole('button', { name: '記録を残さない' }).click()
  expect(await page.textContent('main')).toContain('記録は残していません')
})

test('M09 on an in-library terminal the password is changed under 「Myライブラリ・設定・変更」 → 「設定変更」, and nothing is left behind', async () => {
  const patron = await givenPatron(library)
  const code = await makeTerminalCode(library, { login: 'chief1' }, BranchId('chuo'), '中央1番')
  const { page } = await visit(base, { width: 1280 })
  await page.goto('/kiosk')
  await expectAccessible(page, 'terminal registration')
  await page.getByLabel('登録番号').fill('00000000')
  await page.getByRole('button', { name: '登録' }).click()
  expect(await page.textContent('main')).toContain('この番号は使えません')
  await page.getByLabel('登録番号').fill(code)
  await page.getByRole('button', { name: '登録' }).click()
  expect(await page.textContent('main')).toContain('館内蔵書検索機「中央1番」')
  await shoot(page, 'terminal')

  const top = await page.goto('/')
  expect(top?.headers().refresh).toBe('125;url=/')
  await page.getByRole('link', { name: 'Myライブラリ・設定・変更' }).click()
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await shoot(page, 'terminal-login')
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Myライブラリ・設定・変更')
  await page.getByRole('link', { name: '設定変更' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('設定変更')
  await expectAccessible(page, 'settings on a terminal')
  await shoot(page, 'terminal-settings')
  await page.getByLabel('現在のパスワード').fill(patron.password)
  await page.getByLabel('新パスワード', { exact: true }).fill('6293')
  await page.getByLabel('確認パスワード', { exact: true }).fill('6293')
  await page.getByRole('button', { name: '変更' }).click()
  expect(await page.getByRole('status').textContent()).toContain('パスワードを変更しました')

  // Two minutes without a page, and the next one finds nobody signed in, nor does the Back button.
  library.clock.forward({ minutes: 2 })
  await page.goto('/')
  await page.goBack()
  expect(await page.textContent('body')).not.toContain(patron.cardNumber)
  await page.goto('/my')
  expect(new URL(page.url()).pathname).toBe('/login')
  // No cookie of a known device, and none of the patron’s things, are on the machine.
  const cookies = await page.context().cookies()
  expect(cookies.map(({ name }) => name)).not.toContain('kago-device')
  await signIn(page, { ...patron, password: '6293' })
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Myライブラリ・設定・変更')

  // The code served once.
  const { page: other } = await visit(base)
  await other.goto('/kiosk')
  await other.getByLabel('登録番号').fill(code)
  await other.getByRole('button', { name: '登録' }).click()
  expect(await other.textContent('main')).toContain('この番号は使えません')
})

test('M43 after 「更新」, and after every other choice on the page, the answer stands in sight with the focus', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await signIn(page, patron)
  const focused = () => page.evaluate('document.activeElement.textContent')
  const isInSight = async () => {
    const box = await page.getByRole('status').boundingBox()
    return box !== null && box.y >= 0 && box.y + box.height <= 844
  }
  await page.goto('/my/mail')
  await page.getByLabel('現在のパスワード').fill(patron.password)
  await page.getByLabel('メールアドレス').fill('hana@example')
  await page.getByRole('button', { name: '更新' }).click()
  // A screen reader hears first that the form was not taken, and then why.
  expect(await page.title()).toMatch(/^エラー：/)
  expect(await focused()).toContain('メールアドレスの形ではありません')
  await page.getByLabel('現在のパスワード').fill(patron.password)
  await page.getByLabel('メールアドレス').fill('hana@example.org')
  await page.getByRole('button', { name: '更新' }).click()
  expect(await page.title()).not.toContain('エラー')
  expect(await focused()).toContain('メールアドレスを受け付けました')
  for (const [button, said] of [
    ['記録を残す', '貸出の記録の設定を変えました'],
    ['記録を残さない', '貸出の記録の設定を変えました'],
    ['日本語', 'ことばを変えました'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click()
    expect(await focused()).toContain(said)
    expect([button, await isInSight()]).toEqual([button, true])
  }
  await shoot(page, 'settings-done')
  await expectAccessible(page, 'settings after a choice')
})
