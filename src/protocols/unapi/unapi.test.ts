import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { givenBib, givenBranches, givenIndex } from '../../../test/given.ts'
import { readXml } from '../../../test/judges.ts'
import { openLibrary } from '../../../test/library.ts'
import { mountProtocols } from '../mount.ts'

let web: WebServer
let base: string
let id: number
beforeAll(async () => {
  const library = await openLibrary()
  await givenBranches(library)
  id = (await givenBib(library, { title: '図書館 & 未来', author: '山田 太郎', isbns: ['9784101010014'] })).id
  await givenIndex(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

async function ask(parameters: Record<string, string>) {
  const answer = await fetch(`${base}/unapi?${new URLSearchParams(parameters)}`, { redirect: 'manual' })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

// As Zotero does: the server from the page's link, the id from its sign, the formats, the record in one of them.
test('a program finds a record from its page', async () => {
  const page = await (await fetch(`${base}/bib/${id}`)).text()
  expect(page).toMatch(/<link rel="unapi-server" type="application\/xml" title="unAPI" href="\/unapi"\/?>/)
  const named = /<abbr class="unapi-id" title="([^"]+)"/.exec(page)![1]!
  const { status, text } = await ask({ id: named })
  expect(status).toBe(300)
  const list = readXml(text)
  const formats = [...list.getElementsByTagName('format')].map(one => one.getAttribute('name')!)
  expect(formats).toEqual(['mods', 'marcxml', 'dcndl', 'oai_dc', 'ris', 'bibtex'])
  for (const format of formats) {
    const record = await ask({ id: named, format })
    expect([format, record.status]).toEqual([format, 200])
    expect(record.text).toContain('未来')
    if (record.type!.startsWith('application/xml')) readXml(record.text)
  }
})

test('the formats are told without a record, by its number too, and what is not there is not there', async () => {
  expect(await ask({})).toMatchObject({ status: 200 })
  expect(await ask({ id: `${id}`, format: 'ris' })).toMatchObject({ status: 200 })
  expect(await ask({ id: `${id}`, format: 'pdf' })).toMatchObject({ status: 406 })
  for (const wrong of ['0', '99999', '', 'https://example.jp/bib/1', `${base}/bib/x`])
    expect(await ask({ id: wrong, format: 'ris' })).toMatchObject({ status: 404 })
})
