import { expect, test } from 'vitest'
import { expectAccessible, narrowLook, openWalk, wordsLook } from './axe.ts'
import { visit } from './browser.ts'
import { givenSource } from './record-source.ts'

const pageOf = (body: string) =>
  `<!doctype html><html lang="ja"><head><title>本</title><style>.small { font-size: 6px; padding: 0; border: 0 }</style></head><body>${body}</body></html>`

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

test.each([
  ['another language', wordsLook, ['/nameless', '/small', '/pale']],
  ['one language more', narrowLook, ['/nameless', '/small']],
])('the same is found on a walk in %s, on pages that let no script of others in', async (_, looks, wrong) => {
  const bodies: Record<string, string> = {
    '/': '<h1>本</h1>',
    '/nameless': '<img src="data:,">',
    '/small': '<button class="small">本</button><button class="small">書</button>',
    '/pale': '<p style="color:#ccc">うすい</p>',
    '/wide': '<p style="width:300px">ひろい</p>',
  }
  const server = await givenSource((request, response) => {
    const body = bodies[request.url!]
    response.writeHead(body ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "script-src 'self'",
    })
    response.end(pageOf(body ?? ''))
  })
  const walk = await openWalk(server, looks)
  const look = (path: string) => walk(path, 'a page')
  await look('/')
  for (const path of wrong) await expect(look(path), path).rejects.toThrow(/^axe on a page/)
  await expect(look('/wide')).rejects.toThrow(/240 px with wide fonts scrolls/)
  await expect(look('/elsewhere')).rejects.toThrow(/404/)
  await look('/')
})
