import { expect, test } from 'vitest'
import { expectAccessible } from '../../../test/axe.ts'
import { shoot, visit } from '../../../test/browser.ts'
import { givenBib, givenIndex } from '../../../test/given.ts'
import { chuo, lent, scanned, waiting } from '../../../test/given-holds.ts'
import { givenPatron, signIn } from '../../../test/given-patron.ts'
import { serveLibrary } from '../../../test/served.ts'

const { library, base } = await serveLibrary()

test('who is signed in sees on the first page what is ready and what is due, and nobody else does', async () => {
  const patron = await givenPatron(library)
  const kokoro = await givenBib(library, { title: 'こころ', items: [{ joinedOn: '2026-11-20' }] })
  const snow = await givenBib(library, { title: '雪国' })
  await waiting(library, patron.id, [kokoro.id], { pickup: chuo, contact: 'self' })
  await scanned(library, kokoro.itemIds[0]!)
  await lent(library, patron.id, snow.itemIds[0]!)
  await givenIndex(library)
  library.clock.forward({ days: 12 })

  const { page } = await visit(base)
  await page.goto('/')
  expect(await page.getByRole('main').textContent()).not.toContain('『')
  await signIn(page, patron)
  await page.goto('/')
  const main = (await page.getByRole('main').textContent())!
  expect(main).toContain('用意ができた予約')
  expect(main).toContain('『こころ』')
  expect(main).toContain('返却日が近い資料')
  expect(main).toContain('『雪国』')
  // Five doors in two columns leave no hole.
  const [doors, last] = [page.locator('nav.doors'), page.locator('nav.doors > a').last()]
  expect((await last.boundingBox())!.width).toBeCloseTo((await doors.boundingBox())!.width)
  await expectAccessible(page, 'top of a patron')
  await shoot(page, 'top-patron')
})
