import { beforeEach, expect, test } from 'vitest'
import { givenReader, waiting } from '../given-holds.ts'
import {
  beginAgain,
  givenBook,
  lend,
  look,
  openService,
  type PatronAtHome,
  patronAtHome,
  reserve,
  scan,
  signInAgain,
  sleep,
} from './desk.ts'

const service = await openService()
let patron: PatronAtHome
beforeEach(async () => {
  await beginAgain(service)
  patron = await patronAtHome(service)
})

const row = (title: string) => patron.page.getByRole('row').filter({ hasText: title })

test('「借りている資料」 says what is due when; 「延長」 moves the day once, and then says why not', async () => {
  const { page, id } = patron
  await page.goto('/my/loans')
  expect(await page.getByRole('main').textContent()).toContain('借りている資料はありません。')
  await look(page, 'loans-empty')
  const bib = await givenBook(service, { title: '山月記' })
  await lend(service, bib.itemIds[0]!, id)
  await page.goto('/my/loans')
  expect(await row('山月記').textContent()).toContain('12月8日（火）まで')

  // Renewed on the day of the loan, the day would not move: the renewal is kept for later.
  expect(await row('山月記').getByRole('button').count()).toBe(0)
  expect(await row('山月記').textContent()).toContain('いま延長しても返却日は変わりません。')

  service.library.clock.set('2026-12-03T10:00:00')
  await signInAgain(service, patron)
  await page.goto('/my/loans')
  const csrf = await page.locator('input[name=csrf]').first().inputValue()
  const again = (await row('山月記').locator('form').getAttribute('action')) ?? ''
  await row('山月記').getByRole('button', { name: '山月記 の延長' }).click()
  expect(await page.getByRole('main').textContent()).toContain('「山月記」を12月17日（木）まで延長しました。')
  expect(await row('山月記').getByRole('button').count()).toBe(0)
  expect(await row('山月記').textContent()).toContain('延長は1回までです。')

  // A second click must not look as if the first had failed.
  const second = await page.request.post(again, { form: { csrf } })
  expect(await second.text()).toContain('「山月記」の返却日は12月17日（木）です。延長は1回までです。')
})

test('a book that somebody waits for cannot be renewed, an overdue one neither; both say so in their row', async () => {
  const { page, id } = patron
  const [wanted, late] = [await givenBook(service, { title: '李陵' }), await givenBook(service, { title: '弟子' })]
  await lend(service, late.itemIds[0]!, id)
  service.library.clock.set('2026-12-08T10:00:00')
  await lend(service, wanted.itemIds[0]!, id)
  const other = await patronAtHome(service)
  await reserve(other.page, [wanted.id])
  await sleep(service, patron)
  await page.goto('/my/loans')
  expect(await row('李陵').textContent()).toContain('次に待っている方がいるため、延長できません。')
  expect(await row('弟子').textContent()).toContain('返却日を1日過ぎています。')
  expect(await page.getByRole('button', { name: /延長/ }).count()).toBe(0)
  await look(page, 'loans')
  await page.goto('/my')
  expect(await page.getByRole('region', { name: '返却日を過ぎた資料' }).textContent()).toContain('を過ぎています')
  await look(page, 'my-overdue')
})

/** Changes to the loan, to who has it, or to another loan of theirs; `said` has a part of each reason, in order. */
const cases: {
  name: string
  loan?: { renewals?: number; due_on?: Temporal.PlainDate; lost_at?: Temporal.Instant }
  reader?: { stopped_because?: string; expires_on?: Temporal.PlainDate }
  otherDueOn?: Temporal.PlainDate
  waits?: boolean
  said: string[]
}[] = [
  { name: 'nothing against it', said: [] },
  { name: 'another is late, not long', otherDueOn: Temporal.PlainDate.from('2026-12-01'), said: [] },
  { name: 'lost', loan: { lost_at: Temporal.Instant.from('2026-12-01T01:00:00Z') }, said: ['紛失の届出'] },
  { name: 'overdue', loan: { due_on: Temporal.PlainDate.from('2026-12-02') }, said: ['返却日を過ぎているため'] },
  { name: 'renewed before', loan: { renewals: 1 }, said: ['延長は1回までです。'] },
  { name: 'stopped', reader: { stopped_because: '紛失' }, said: ['いまは使えない'] },
  { name: 'expired', reader: { expires_on: Temporal.PlainDate.from('2026-12-02') }, said: ['有効期限が切れている'] },
  { name: 'another is long late', otherDueOn: Temporal.PlainDate.from('2026-11-10'), said: ['大きく過ぎた資料'] },
  { name: 'wanted', waits: true, said: ['次に待っている方'] },
  { name: 'too early', loan: { due_on: Temporal.PlainDate.from('2026-12-25') }, said: ['返却日は変わりません'] },
  {
    name: 'all of it',
    loan: { renewals: 1 },
    reader: { stopped_because: '紛失', expires_on: Temporal.PlainDate.from('2026-12-02') },
    otherDueOn: Temporal.PlainDate.from('2026-11-10'),
    waits: true,
    said: ['延長は1回までです。', 'いまは使えない', '有効期限が切れている', '大きく過ぎた資料', '次に待っている方'],
  },
]

test.each(cases)('what is offered is done, what is not says all reasons: $name', async one => {
  const { library } = service
  const { page, id } = patron
  const [bib, other] = [await givenBook(service, { title: '山月記' }), await givenBook(service, { title: '弟子' })]
  for (const { itemIds } of [bib, other]) await lend(service, itemIds[0]!, id)
  library.clock.set('2026-12-03T10:00:00')
  if (one.waits) await waiting(library, await givenReader(library), [bib.id])
  const loans = library.db.updateTable('loan')
  if (one.loan) await loans.set(one.loan).where('bib_id', '=', bib.id).execute()
  if (one.otherDueOn) await loans.set({ due_on: one.otherDueOn }).where('bib_id', '=', other.id).execute()
  if (one.reader) await library.db.updateTable('patron').set(one.reader).where('id', '=', id).execute()
  const loan = await library.db.selectFrom('loan').select('id').where('bib_id', '=', bib.id).executeTakeFirstOrThrow()

  await signInAgain(service, patron)
  await page.goto('/my/loans')
  const offered = await row('山月記').getByRole('button', { name: '山月記 の延長' }).count()
  expect(offered).toBe(one.said.length === 0 ? 1 : 0)
  const reasons = offered === 1 ? '' : ((await row('山月記').locator('td.end').textContent()) ?? '')
  expect(one.said.map(part => reasons.indexOf(part))).toEqual(
    one.said.map(part => reasons.indexOf(part)).toSorted((a, b) => a - b),
  )
  for (const part of one.said) expect(reasons).toContain(part)
  const csrf = await page.locator('input[name=csrf]').first().inputValue()
  const answer = await page.request.post(`/my/loans/${loan.id}/renew`, { form: { csrf } })
  expect(answer.status()).toBe(one.said.length === 0 ? 200 : 409)
  expect(await answer.text()).toContain(offered === 1 ? 'まで延長しました。' : `です。${reasons.trim()}</p>`)
})

test('somebody else’s loan cannot be renewed: it is not there', async () => {
  const bib = await givenBook(service)
  const other = await patronAtHome(service)
  await lend(service, bib.itemIds[0]!, other.id)
  const { id } = await service.library.db
    .selectFrom('loan')
    .where('patron_id', '=', other.id)
    .select('id')
    .executeTakeFirstOrThrow()
  await patron.page.goto('/my')
  const csrf = await patron.page.locator('input[name=csrf]').first().inputValue()
  const answer = await patron.page.request.post(`/my/loans/${id}/renew`, { form: { csrf } })
  expect(answer.status()).toBe(404)
})

test('a history is shown only to a patron who asked for one to be kept', async () => {
  const { page, id } = patron
  const bib = await givenBook(service, { title: '光と風と夢' })
  await lend(service, bib.itemIds[0]!, id)
  await scan(service, bib.itemIds[0]!)
  await page.goto('/my/loans')
  expect(await page.getByText('光と風と夢').count()).toBe(0)
  await service.library.db.updateTable('patron').set({ keeps_history: true }).where('id', '=', id).execute()
  await page.goto('/my/loans')
  await page.getByText('これまでに借りた資料').click()
  expect(await page.getByText('光と風と夢').count()).toBe(1)
})

test('the pages read in English and in やさしい日本語 too, from 240 px', async () => {
  const { page, id } = patron
  const [ready, lent] = [await givenBook(service, { title: '名人伝' }), await givenBook(service, { title: '悟浄歎異' })]
  await lend(service, lent.itemIds[0]!, id)
  await reserve(page, [ready.id])
  await sleep(service, patron)
  await scan(service, ready.itemIds[0]!)
  for (const language of ['en', 'ja-easy']) {
    await page.goto(`/language?to=${language}`)
    for (const path of ['/my', '/my/holds', '/my/loans', '/my/basket']) {
      await page.goto(path)
      await look(page, `${language}${path.replaceAll('/', '-')}`)
    }
  }
  await page.goto('/my/holds')
  const said = (await page.getByRole('main').textContent()) ?? ''
  expect(said.replaceAll(/（[ぁ-ん]+）/g, '')).toContain('取りに来てください')
})
