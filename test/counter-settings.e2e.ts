import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeDescription, currentDescription } from '#settings/change-description.ts'
import { enactPlanned, planChange } from '#settings/planned-changes.ts'
import { expectAccessible } from './axe.ts'
import { shoot } from './browser.ts'
import { givenBib } from './given.ts'
import { staffAtDesk } from './given-staff.ts'
import { openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

type Shown = Awaited<ReturnType<typeof staffAtDesk>>['page']

async function look(page: Shown, name: string): Promise<void> {
  await shoot(page, name)
  await expectAccessible(page, name)
}

test('a branch, a rule and a category are changed after a look at what that does, and taken back', async () => {
  const { library } = service
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.goto('/counter/settings')
  await page.getByRole('link', { name: '館', exact: true }).click()
  await look(page, 'settings-branches')
  await page.getByRole('link', { name: '朝日図書館' }).click()
  await page.getByLabel('火曜日').fill('10時')
  await page.getByLabel('地図の位置').fill('139.48')
  await page.getByLabel('館内の案内図').fill('カウンター｜｜｜左')
  await page.getByLabel('エレベーター').check()
  await page.getByLabel('対面朗読').check()
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('火曜日：「10時」')
  expect(await page.getByLabel('火曜日').inputValue()).toBe('10時')
  expect(await page.getByRole('alert').textContent()).toContain('緯度と経度を入力してください')
  expect(await page.getByRole('alert').textContent()).toContain('「日本の小説｜一般｜913〜914｜2,3｜6×1」のように')
  expect(await page.getByLabel('エレベーター').isChecked()).toBe(true)
  await page.getByLabel('館内の案内図').fill('カウンター｜｜｜0,0｜4×2\n文学｜一般｜９〜９９９｜5,0｜1×6')
  await page.getByLabel('火曜日').fill('')
  await page.getByLabel('地図の位置').fill('38.2239,139.4800')
  await look(page, 'settings-branch')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('main').textContent()).toContain('休館日になります')
  expect(await page.locator('svg.floor text').allTextContents()).toEqual(['カウンター', '文学'])
  await look(page, 'settings-plan')
  await page.getByLabel('変える理由').fill('人手が足りない')
  await page.getByRole('button', { name: '使いはじめる' }).click()
  expect(await page.getByRole('main').textContent()).toContain('人手が足りない')
  expect((await currentDescription(library)).description.branches[1]).toMatchObject({
    coordinates: '38.2239,139.4800',
    facilities: ['lift', 'readingAloud'],
    floor: [{ name: 'カウンター' }, { name: '文学', shelf: '一般', from: '9', until: '999', x: 5, height: 6 }],
  })
  expect((await currentDescription(library)).description.branches[1]!.hours.tuesday).toBeUndefined()

  await page.getByRole('link', { name: '貸出と予約の規則' }).click()
  await look(page, 'settings-rules')
  await page.getByRole('link', { name: '貸出と予約の規則を加える' }).click()
  await page.getByLabel('資料区分').selectOption('audiovisual')
  await page.getByLabel('館', { exact: true }).selectOption('asahi')
  await page.getByLabel('館ごとの貸出点数').fill('２')
  await page.getByLabel('貸出の日数').fill('7')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  await page.getByRole('button', { name: '使いはじめる' }).click()
  expect(library.policy.rules.at(-1)).toEqual({ item: 'audiovisual', branch: 'asahi', loans: 2, days: 7 })

  await page.getByRole('button', { name: /^第2版のまえにもどす$/ }).click()
  expect(await page.getByRole('main').textContent()).toContain('貸出と予約の規則')
  await page.getByRole('button', { name: '使いはじめる' }).click()
  expect(library.policy.rules).toHaveLength(3)
  await look(page, 'settings')
})

test('what would be stranded cannot be put into force, and says what to do', async () => {
  await givenBib(service.library, { items: [{ branch: 'arakawa' }] })
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.goto('/counter/settings/branches/arakawa')
  await page.getByLabel('荒川図書室 を消す').check()
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('資料1件があるため消せません')
  expect(await page.getByRole('button', { name: '使いはじめる' }).count()).toBe(0)
})

test('of two administrators the second is told, and nothing is overwritten', async () => {
  const { library } = service
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.goto('/counter/settings/identity')
  await page.getByLabel('名前', { exact: true }).fill('もう一つの図書館')
  const { description, version } = await currentDescription(library)
  await changeDescription(library, { login: 'shunin' }, { ...description, newArrivalDays: 45 }, { basedOn: version })
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  await page.getByRole('button', { name: '使いはじめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('shunin が設定を変えました')
  const now = (await currentDescription(library)).description
  expect([now.newArrivalDays, now.identity.name.ja]).toEqual([45, '図書館'])
})

test('the whole description comes out as a file and goes in as one, after a look', async () => {
  const { library } = service
  const { page } = await staffAtDesk(service, { role: 'admin' })
  const file = await (await page.context().request.get(`${service.base}/counter/settings/library.yaml`)).text()
  await page.goto('/counter/settings')
  await page.getByLabel('ファイルの中身').fill(file.replace('newArrivalDays: 45', 'newArrivalDays: many'))
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('alert').textContent()).toMatch(/\d+行目 新着とする日数：「many」 1から400までの数字で/)
  await page.getByLabel('ファイルの中身').fill(file.replace('newArrivalDays: 45', 'newArrivalDays: 50'))
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('main').textContent()).toContain('45 → 50')
  await page.getByRole('button', { name: '使いはじめる' }).click()
  expect(library.policy.newArrivalDays).toBe(50)
})

test('a part of the service is left out, and is nowhere to be seen until it is offered again', async () => {
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.goto('/counter/settings')
  await page.getByRole('link', { name: '行うサービス' }).click()
  await page.getByLabel('よく読まれている本').selectOption('no')
  await look(page, 'settings-services')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('main').textContent()).toContain('行うサービス よく読まれている本：はい → いいえ')
  await page.getByRole('button', { name: '使いはじめる' }).click()
  const version = await page
    .getByText(/^第\d+版/)
    .first()
    .textContent()
  expect((await page.goto('/ranking'))!.status()).toBe(404)
  await page.goto('/')
  expect(await page.getByRole('link', { name: 'よく読まれている本' }).count()).toBe(0)
  await page.goto('/counter/settings')
  await page.getByRole('button', { name: `${/^第\d+版/.exec(version!)![0]}のまえにもどす`, exact: true }).click()
  await page.getByRole('button', { name: '使いはじめる' }).click()
  expect((await page.goto('/ranking'))!.status()).toBe(200)
})

test('a change waits for its day, is seen among the plans, and is taken back', async () => {
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.goto('/counter/policy')
  await page.getByLabel('新着とする日数').fill('40')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  await page.getByLabel('使いはじめる日').fill('2026-11-24')
  await page.getByRole('button', { name: '使いはじめる', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('あすより後の日')
  await page.getByLabel('使いはじめる日').fill('２０２７-04-01')
  await page.getByRole('button', { name: '使いはじめる', exact: true }).click()
  expect(await page.getByRole('status').textContent()).toContain('予定に入れました')
  await look(page, 'settings-planned')
  expect(await page.getByRole('region', { name: '予定' }).textContent()).toContain('新着とする日数：50 → 40')
  await page.getByRole('button', { name: /からの予定を取り消す/ }).click()
  expect(await page.getByRole('region', { name: '予定' }).count()).toBe(0)
  expect(service.library.policy.newArrivalDays).toBe(50)
})

test('a plan that failed on its day stands on the first page of the counter until somebody has seen to it', async () => {
  const { library } = service
  const { description, version } = await currentDescription(library)
  const after = (newArrivalDays: number) => ({ ...description, newArrivalDays })
  const fromDay = Temporal.PlainDate.from('2026-11-25')
  expect(await planChange(library, { login: 'kanri' }, after(41), { basedOn: version, fromDay })).toMatchObject({
    ok: true,
  })
  const changed = await changeDescription(library, { login: 'kanri' }, after(42), { basedOn: version })
  await enactPlanned(library, { day: fromDay, now: library.clock.now(), limit: 10 })
  const counter = await staffAtDesk(service)
  expect(await counter.page.getByText('予定した設定の変更が1件').count()).toBe(0)
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.getByRole('link', { name: '予定した設定の変更が1件、その日に使いはじめられませんでした' }).click()
  expect(await page.getByRole('region', { name: '予定' }).textContent()).toContain('そのあと、別の値に変わっています')
  await look(page, 'settings-planned-failed')
  await page.getByRole('button', { name: /からの予定を一覧から消す/ }).click()
  expect(await page.getByRole('region', { name: '予定' }).count()).toBe(0)
  await page.goto('/counter')
  expect(await page.getByText('予定した設定の変更が').count()).toBe(0)
  if (changed.ok) await changeDescription(library, { login: 'kanri' }, description, { basedOn: changed.value.version })
  expect(library.policy.newArrivalDays).toBe(50)
})

test('the words of a mail are looked at as it will come, and strange placeholders are refused', async () => {
  const { library } = service
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.goto('/counter/settings')
  await page.getByRole('link', { name: 'お知らせの文面' }).click()
  await look(page, 'settings-words')
  await page.getByRole('link', { name: '用意できました　日本語' }).click()
  await page.getByLabel('うしろの文').fill('お電話は {tel} へ。')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('{library}、{phone}、{service}')
  await page.getByLabel('うしろの文').fill('{library}でお待ちしています。')
  await look(page, 'settings-mail')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  const sample = page.getByRole('region', { name: '届くメールの見本' })
  expect(await sample.textContent()).toContain(`${library.policy.identity.name.ja}でお待ちしています。`)
  await page.getByRole('button', { name: '使いはじめる', exact: true }).click()
  expect(library.policy.words.mails.ready?.ja?.after).toBe('{library}でお待ちしています。')
  await page.goto('/counter/settings/words/ready/ja')
  await page.getByLabel('うしろの文').fill('')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  await page.getByRole('button', { name: '使いはじめる', exact: true }).click()
  expect(library.policy.words.mails).toEqual({})
})
