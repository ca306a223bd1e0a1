import { expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { givenBib, givenIndex } from '../given.ts'
import { serveLibrary } from '../served.ts'

let bibId: BibId
const { library, base } = await serveLibrary({}, async library => {
  bibId = (await givenBib(library, { title: '夜の本', audience: 'child', items: [{ joinedOn: '2026-11-20' }] })).id
  await givenBib(library, { title: '夜の図鑑', audience: 'child', items: [{ joinedOn: '2026-11-20' }] })
  await givenIndex(library)
})

const pages = () => [`/bib/${bibId}`, '/search?q=夜の', '/new', '/children?q=よる', '/children?q=夜の']

test.each([
  ['2026-11-24T02:59:59', true],
  ['2026-11-24T03:00:00', false],
  ['2026-11-24T03:30:00', false],
  ['2026-11-24T03:59:59', false],
  ['2026-11-24T04:00:00', true],
])('M14 at %s 「予約かごへ」 is shown: %s', async (at, shown) => {
  library.clock.set(at)
  const { page } = await visit(base)
  for (const path of pages()) {
    expect((await page.goto(path))!.status(), path).toBe(200)
    const buttons = await page.getByRole('button', { name: /予約かごへ/ }).count()
    const hits = await page.getByRole('link', { name: /^夜の/ }).count()
    if (path !== '/children?q=よる') expect(hits + (path.startsWith('/bib') ? 1 : 0), path).toBeGreaterThan(0)
    expect(buttons > 0, `${path} at ${at}`).toBe(shown && (hits > 0 || path.startsWith('/bib')))
  }
})

test('M14 inside the window the reason is said, and searching goes on', async () => {
  library.clock.set('2026-11-24T03:00:00')
  const { page } = await visit(base)
  await page.goto('/')
  await page.getByRole('searchbox').fill('夜の')
  await page.getByRole('button', { name: 'さがす' }).click()
  expect(await page.getByRole('main').textContent()).toContain('2件')
  expect(await page.getByRole('main').textContent()).toContain('午前3時から4時は受付処理のため予約できません')
  await expectAccessible(page, 'results inside the window')
  await shoot(page, 'results-window')
  await page.getByRole('link', { name: '夜の本' }).click()
  expect(await page.getByRole('main').textContent()).toContain('さがすことはできます')
  await expectAccessible(page, 'record inside the window')
  await shoot(page, 'record-window')
})

test.each([
  ['2026-11-24T02:29:59', 0],
  ['2026-11-24T02:30:00', 1],
  ['2026-11-24T02:59:59', 1],
  ['2026-11-24T03:00:00', 0],
])('M14 from half past two every page says what is coming (%s)', async (at, times) => {
  library.clock.set(at)
  const { page } = await visit(base)
  await page.goto('/')
  expect(await page.getByText('午前3時から4時は予約できません。').count()).toBe(times)
})

test('M14 a night that is not finished at 04:00 keeps the buttons away', async () => {
  library.clock.set('2026-11-25T04:10:00')
  const day = Temporal.PlainDate.from('2026-11-25')
  await library.db
    .insertInto('nightly_run')
    .values({ day, started_at: library.clock.now(), finished_at: null })
    .execute()
  const { page } = await visit(base)
  await page.goto(`/bib/${bibId}`)
  expect(await page.getByRole('button', { name: '予約かごへ' }).count()).toBe(0)
  await library.db.updateTable('nightly_run').set({ finished_at: library.clock.now() }).execute()
  library.clock.forward({ seconds: 11 })
  await page.reload()
  expect(await page.getByRole('button', { name: '予約かごへ' }).count()).toBe(1)
})
