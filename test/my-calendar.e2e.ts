import { expect, test } from 'vitest'
import { mountProtocols } from '#protocols/mount.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { serveLibrary } from './served.ts'

const { library, base } = await serveLibrary({ machines: mountProtocols })

test('a patron makes the address of a calendar, says what stands in it, changes it and ends it', async () => {
  const { page } = await visit(base)
  await signIn(page, await givenPatron(library))
  await page.goto('/my/settings')
  await page.getByRole('link', { name: 'マイカレンダー' }).click()
  const press = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
  const address = () => page.getByLabel('カレンダーのアドレス').inputValue()
  expect(await page.getByLabel('カレンダーのアドレス').count()).toBe(0)
  await expectAccessible(page, 'my calendar, none yet')
  await press('アドレスを作る')
  const first = await address()
  expect(first).toMatch(new RegExp(`^${base}/my/calendar/[\\w-]{49}\\.ics$`))
  expect(await page.getByRole('link', { name: 'カレンダーに登録する' }).getAttribute('href')).toBe(
    first.replace('http:', 'webcal:'),
  )
  expect((await fetch(first)).status).toBe(200)
  await expectAccessible(page, 'my calendar')
  await shoot(page, 'my-calendar')

  await press('題名も入れる')
  expect(await page.getByRole('main').textContent()).toContain('家族や職場で分けあっていると')
  await press('題名を入れない')
  await press('新しいアドレスに変える')
  const second = await address()
  expect(second).not.toBe(first)
  expect((await fetch(first)).status).toBe(404)
  await press('カレンダーをやめる')
  expect((await fetch(second)).status).toBe(404)
  expect(await page.getByRole('button', { name: 'アドレスを作る' }).count()).toBe(1)
})

test('who is not signed in sees none; the calendar of openings leads to its file', async () => {
  const { page } = await visit(base)
  await page.goto('/my/calendar')
  expect(new URL(page.url()).pathname).toBe('/login')
  await page.goto('/calendar?branch=asahi')
  const link = page.getByRole('link', { name: '開館日をカレンダーに入れる（iCalendar）' })
  expect(await link.getAttribute('href')).toBe('/calendar/asahi.ics')
  await shoot(page, 'calendar-link')
})
