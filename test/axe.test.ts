import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { visit } from './browser.ts'

const pageOf = (body: string) =>
  `<!doctype html><html lang="ja"><head><title>本</title></head><body>${body}</body></html>`

test('what cannot be read or does not fit is found on each page, whatever was looked at before', async () => {
  const { page } = await visit('http://localhost')
  await page.route('**', route =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: pageOf('<h1>本</h1>') }),
  )
  await page.goto('/')
  const look = async (body: string) => {
    await page.setContent(pageOf(body))
    await expectAccessible(page, 'a page')
  }
  await look('<h1>本</h1>')
  await expect(look('<img src="data:,">')).rejects.toThrow(/^axe on a page/)
  await expect(look('<p style="color:#ccc">うすい</p>')).rejects.toThrow(/^axe on a page/)
  await expect(look('<p style="width:300px">ひろい</p>')).rejects.toThrow(/240 px with wide fonts scrolls/)
  await look('<h1>本</h1>')
  // What a script adds stands on each page that has the script.
  const adds = 'document.body.append(new Image())'
  for (const script of [
    `<script type="module" src="data:text/javascript,${adds}"></script>`,
    `<script>const here = 1;${adds}</script>`,
  ])
    for (const time of ['first', 'second'])
      await expect(look(script), `${time} ${script}`).rejects.toThrow(/^axe on a page/)
  await look('<h1>本</h1>')
})
