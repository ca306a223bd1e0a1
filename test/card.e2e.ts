import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scanImageData } from '@undecaf/zbar-wasm'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { openBrowser, shoot, visit } from './browser.ts'
import { givenPatron, signIn } from './given-patron.ts'
import { askJudge, haveJudge } from './judges.ts'
import { serveLibrary } from './served.ts'
import { dataDirectory } from './service/service.ts'

const { library, base } = await serveLibrary()

/** What a scanner reads from the screen; zbarimg, where it is on this machine, reads the same. */
async function scanned(page: Page): Promise<string[]> {
  const png = await page.locator('.library-card img').screenshot()
  const read = await readByWasm(png)
  if (!haveJudge('zbarimg', 'zbar-tools')) return read
  const file = join(dataDirectory(), 'card.png')
  writeFileSync(file, png)
  expect((await askJudge('zbarimg', ['-q', '--raw', '--nodbus', file])).trim().split('\n')).toEqual(read)
  return read
}

async function readByWasm(png: Buffer): Promise<string[]> {
  const picture = png.toString('base64')
  const blank = await (await openBrowser()).newPage()
  const { width, height, bytes } = (await blank.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${picture}'
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    return { width: image.width, height: image.height, bytes: [...context.getImageData(0, 0, image.width, image.height).data] }
  })()`)) as { width: number; height: number; bytes: number[] }
  await blank.close()
  const data = { width, height, data: Uint8ClampedArray.from(bytes), colorSpace: 'srgb' }
  return (await scanImageData(data as unknown as Parameters<typeof scanImageData>[0])).map(found => found.decode())
}

test('the card on the screen carries the number and a barcode that a scanner reads, without script', async () => {
  const patron = await givenPatron(library, { cardNumber: '00054321', name: '籠目 花子' })
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.getByRole('link', { name: '利用者カード' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('利用者カード')
  expect(await page.textContent('main')).toContain('00054321')
  expect(await scanned(page)).toEqual(['A00054321A'])
  await expectAccessible(page, 'card')
  await shoot(page, 'card')
})

test('a number with a letter in it is said in Code 39', async () => {
  const patron = await givenPatron(library, { cardNumber: 'K00321' })
  const { page } = await visit(base)
  await signIn(page, patron)
  await page.goto('/my/card')
  expect(await scanned(page)).toEqual(['K00321'])
})

test('once looked at, the card opens without a connection; after logging out it does not', async () => {
  const patron = await givenPatron(library, { cardNumber: '00067890' })
  const { page, context } = await visit(base, { javaScript: true })
  await signIn(page, patron)
  await page.goto('/my/card')
  // Asked from here: `waitForFunction` takes the promise itself for a yes.
  await expect
    .poll(() => page.evaluate("caches.open('card').then(kept => kept.keys()).then(keys => keys.length)"), {
      timeout: 15_000,
    })
    .toBe(2)
  await context.setOffline(true)
  await page.goto('/my/card')
  expect(await page.textContent('main')).toContain('00067890')
  expect(await scanned(page)).toEqual(['A00067890A'])

  await context.setOffline(false)
  await page.goto('/my')
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await page.waitForURL(`${base}/`)
  await context.setOffline(true)
  await expect(page.goto('/my/card')).rejects.toThrow()
})

test('nobody sees a card without signing in', async () => {
  const { page } = await visit(base)
  await page.goto('/my/card')
  expect(new URL(page.url()).pathname).toBe('/login')
})
