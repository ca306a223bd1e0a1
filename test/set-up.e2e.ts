import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import type { Mail, Mailer } from '#delivery/mailer.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import { BranchId, StopId } from '#ids.ts'
import { isToBeOpened, showChecklist } from '#opening/show-checklist.ts'
import { codeAt } from '#staff/one-time-code.ts'
import { dayOf } from '#time/clock.ts'
import { createApp } from '../src/web/app.tsx'
import { type Door, takeDoor } from '../src/web/gate/door.ts'
import { beginEvening, createSetUpApp } from '../src/web/set-up/app.tsx'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib } from './given.ts'
import { order } from './given-holds.ts'
import { openLibrary, type TestLibrary } from './library.ts'
import { dataDirectory, environmentOf, runKago } from './service/service.ts'

const secret = 'a-secret-that-was-printed'
const doors: Door[] = []
afterAll(async () => {
  for (const door of doors) await door.close()
})

/** An empty production library on its first evening, and the mails it sends. */
async function firstEvening() {
  const library = await openLibrary({ at: '2026-11-24T18:00:00' })
  const mails: Mail[] = []
  const mailer: Mailer = {
    async send(mail) {
      mails.push(mail)
      return { is: 'accepted' }
    },
    close() {},
  }
  const door = await takeDoor({ port: 0, host: '127.0.0.1' })
  doors.push(door)
  const opened = () => door.open(createApp(library).fetch)
  door.open(createSetUpApp(library, beginEvening({ secret, mailer, opened })).fetch)
  const { page } = await visit(`http://127.0.0.1:${door.port}`, { width: 1280, height: 900 })
  return { library, mails, page }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, name)
  await expectAccessible(page, name)
}

/** The last steps: the rules as they are, a test mail, the first administrator; then signing in. */
async function finish({ library, mails, page }: { library: TestLibrary; mails: Mail[]; page: Page }): Promise<void> {
  expect(await page.getByLabel('館ごとに借りられる点数').inputValue()).toBe('5')
  await page.getByLabel('館ごとに借りられる点数').fill('６')
  await look(page, 'set-up-rules')
  await press(page, 'つぎへ')
  expect(library.policy.loans.perBranchMax).toBe(6)

  await page.getByLabel('テストメールを受けとるアドレス').fill('shisho@example.jp')
  await press(page, 'テストメールを送る')
  await page.getByLabel('確認番号').fill('000000x')
  await press(page, '確認する')
  expect(await page.getByRole('alert').textContent()).toContain('確認番号が違います')
  await look(page, 'set-up-mail')
  await page.getByLabel('確認番号').fill(/\d{6}/.exec(mails[0]!.text)![0])
  await press(page, '確認する')

  await page.getByLabel('職員ID').fill('kanri')
  await page.getByLabel('名前').fill('管理 花子')
  const codeSecret = /[A-Z2-7]{32}/.exec((await page.getByRole('main').textContent())!)![0]
  const code = () => codeAt(codeSecret, Math.floor(library.clock.now().epochMilliseconds / 30_000))
  await page.getByLabel('パスワード（12文字以上）').fill('a long password')
  await page.getByLabel('認証アプリに出た6けたの数字').fill('12345')
  await press(page, '図書館をひらく')
  expect(await page.getByRole('alert').textContent()).toContain('確認コードが違います')
  expect(await isToBeOpened(library)).toBe(true)
  await page.getByLabel('パスワード（12文字以上）').fill('a long password')
  await page.getByLabel('認証アプリに出た6けたの数字').fill(code())
  await look(page, 'set-up-admin')
  await press(page, '図書館をひらく')
  expect(await page.getByRole('status').textContent()).toContain('ひらきました')
  expect(await isToBeOpened(library)).toBe(false)

  await page.getByRole('link', { name: '職員ログインへ' }).click()
  await page.getByLabel('職員ID').fill('kanri')
  const signIn = async () => {
    await page.getByLabel('パスワード').fill('a long password')
    await page.getByLabel('確認コード').fill(code())
    await press(page, 'ログイン')
  }
  // The code that opened the library opens nothing again.
  await signIn()
  expect(new URL(page.url()).pathname).toBe('/counter/login')
  library.clock.forward({ seconds: 30 })
  await page.getByLabel('職員ID').fill('kanri')
  await signIn()
  await page.getByRole('link', { name: /開館までに、あと\d+つ/ }).click()
  await look(page, 'counter-checklist')
  const left = (await showChecklist(library)).filter(({ done }) => !done).map(({ check }) => check)
  expect(left).toEqual(['catalogue', 'patrons', 'backup', 'tls', 'secrets'])
}

/** A reader registers, reserves, and fetches the book at a stop of the bookmobile. */
async function fetchAtStop({ library, page }: { library: TestLibrary; page: Page }, stop: string): Promise<void> {
  await givenBib(library, { title: '雪国', items: [{ barcode: '900001' }] })
  await page.goto('/counter/patrons/new')
  await page.getByLabel('利用者カード番号').fill('00000001')
  await page.getByLabel('名前', { exact: true }).fill('最初 一人')
  await page.getByLabel('よみ', { exact: false }).first().fill('サイショ ヒトリ')
  await page.getByLabel('生年月日').fill('19800101')
  await page.getByRole('button', { name: '登録する' }).click()
  const { id } = await library.db.selectFrom('patron').select('id').executeTakeFirstOrThrow()

  const actor = { is: 'staff', login: 'kanri' } as const
  const { id: bibId } = await library.db.selectFrom('bib').select('id').executeTakeFirstOrThrow()
  const placed = await placeHoldsAtCounter(
    library,
    actor,
    id,
    order([bibId], { pickup: { branchId: BranchId('bm'), stopId: StopId(stop) }, contact: 'self' }),
  )
  expect(placed).toMatchObject({ ok: true })
  await checkIn(library, { actor, branchId: BranchId('chuo'), barcode: '900001' })
  await checkIn(library, { actor, branchId: BranchId('bm'), barcode: '900001' })
  expect((await myHolds(library, id))[0]!.status).toBe('ready')
  const lent = await checkOut(library, {
    actor,
    branchId: BranchId('bm'),
    stopId: StopId(stop),
    barcode: '900001',
    patronId: id,
  })
  expect(lent).toMatchObject({ ok: true })
  expect(lent.ok && lent.value.fulfilledHoldId).not.toBeNull()

  await page.goto('/counter/can?card=00000001&barcode=900001')
  expect(await page.getByRole('main').textContent()).toContain('できません')
  await look(page, 'counter-can')
  expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
}

test('a library is opened from nothing by the pages alone', async () => {
  const evening = await firstEvening()
  const { library, page } = evening
  for (const path of ['/', '/counter', '/set-up/guessed', '/set-up/guessed/admin'])
    expect((await page.goto(path))!.status()).toBe(404)
  await page.goto(`/set-up/${secret}`)
  await page.getByLabel('名前', { exact: true }).fill('かご町立図書館')
  await page.getByLabel('図書館の色').fill('#ffee00')
  await press(page, 'つぎへ')
  expect(await page.getByRole('alert').textContent()).toContain('読みにくい色')
  expect(await page.getByLabel('名前', { exact: true }).inputValue()).toBe('かご町立図書館')
  await page.getByLabel('図書館の色').fill('')
  await look(page, 'set-up-name')
  await press(page, 'つぎへ')

  await press(page, 'つぎへ')
  expect(await page.getByRole('alert').textContent()).toContain('まだ館がありません')
  for (const [code, kind, name] of [
    ['chuo', '図書館', '中央図書館'],
    ['bm', '移動図書館車', '移動図書館車'],
  ] as const) {
    if (code === 'bm') await page.getByText('館を加える').first().click()
    await page.getByLabel('記号').first().fill(code)
    await page.getByLabel('種類').selectOption({ label: kind })
    await page.getByLabel('名前', { exact: true }).first().fill(name)
    await page.getByLabel('短い名前').fill(code === 'bm' ? 'BM' : '中央')
    for (const day of ['火', '水', '木', '金', '土', '日'])
      await page.getByLabel(`${day}曜日`).fill(day === '土' ? '9時から' : '09:30-18:00')
    if (code === 'bm') await page.getByLabel('土曜日').fill('')
    else {
      await press(page, '館を加える')
      expect(await page.getByRole('alert').textContent()).toContain('土曜日：「9時から」')
      await page.getByLabel('土曜日').fill('09:30-17:00')
      await page.getByLabel('毎月・毎年の休館日').fill('最終金曜 館内整理日')
      await look(page, 'set-up-places')
    }
    await press(page, '館を加える')
  }
  await page.getByText('ステーションを加える').first().click()
  const stop = page.locator('form').filter({ hasText: '巡回する日' })
  await stop.getByLabel('記号').fill('yoshiura')
  await stop.getByLabel('名前', { exact: true }).fill('吉浦')
  await stop.getByLabel('巡回する日').fill('2週ごと 2026-12-01から 10:00-10:40')
  await press(page, 'ステーションを加える')
  await press(page, 'つぎへ')
  expect(library.policy.identity.name.ja).toBe('かご町立図書館')
  await finish(evening)
  await fetchAtStop(evening, 'yoshiura')
})

test('and by a YAML file', async () => {
  const evening = await firstEvening()
  const { page } = evening
  const yaml = readFileSync('demo/library.yaml', 'utf8')
  await page.goto(`/set-up/${secret}/places`)
  await page.getByText('YAMLのファイルから入れる').first().click()
  const wrong = yaml.replace('swap', 'sometimes')
  await page.getByLabel('設定のファイル（YAML）').fill(wrong)
  await press(page, 'YAMLのファイルから入れる')
  expect(await page.getByRole('alert').textContent()).toContain(
    `${wrong.split('\n').findIndex(line => line.includes('sometimes')) + 1}行目`,
  )
  await page.getByLabel('設定のファイル（YAML）').fill(yaml)
  await press(page, 'YAMLのファイルから入れる')
  await press(page, 'つぎへ')
  await finish(evening)
  await fetchAtStop(evening, 'yoshiura')
  await doTheRest(evening)
})

/** What is left on the checklist: a backup that was restored, the public address, the keys in a second place. */
async function doTheRest({ library, page }: { library: TestLibrary; page: Page }): Promise<void> {
  const directory = dataDirectory()
  const env = environmentOf(library, directory)
  const open = (out: string) => [...out.matchAll(/^open {2}(\w+)/gm)].map(([, check]) => check)
  await page.goto('/counter/settings/identity')
  await page.getByLabel('このサービスのアドレス').fill('https://library.example.jp')
  await press(page, '変わることをたしかめる')
  await press(page, '使いはじめる')
  const file = join(directory, 'first.kago')
  expect((await runKago(['backup', file], env)).code).toBe(0)
  expect((await runKago(['drill', file], env)).out).toContain('all is well')
  const before = await runKago(['doctor'], env)
  expect([before.code, open(before.out)]).toEqual([1, ['secrets', 'proxies']])
  const done = await runKago(['doctor', '--done', 'secrets'], { ...env, TRUSTED_PROXIES: '1' })
  expect([done.code, open(done.out), done.error]).toEqual([0, [], ''])
  await page.goto('/counter')
  expect(await page.getByRole('link', { name: /開館までに/ }).count()).toBe(0)
}
