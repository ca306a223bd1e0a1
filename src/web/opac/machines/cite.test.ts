import { Cite } from '@citation-js/core'
import '@citation-js/plugin-ris'
import '@citation-js/plugin-bibtex'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '#web/app.tsx'
import { givenBib, givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'

let library: TestLibrary
let ids: number[]
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  ids = [
    (await givenBib(library, { title: '銀河鉄道の夜', author: '宮沢賢治' })).id,
    (await givenBib(library, { title: '風の又三郎', author: '宮沢賢治' })).id,
  ]
  await givenIndex(library)
})
const ask = (path: string) => createApp(library).request(`http://localhost${path}`)

test.each(['ris', 'bib'])('titles by their numbers as one file, in the order that was asked for: %s', async format => {
  const answer = await ask(`/cite.${format}?id=${ids[1]},${ids[0]},999999`)
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    `attachment; filename="kago.${format}"`,
  ])
  const read = new Cite(await answer.text()).data
  expect(read.map(({ title, URL }) => [title, URL])).toEqual([
    ['風の又三郎', `http://localhost/bib/${ids[1]}`],
    ['銀河鉄道の夜', `http://localhost/bib/${ids[0]}`],
  ])
})

test('what is no number, too many, or nothing that is there is not found', async () => {
  const many = Array.from({ length: 201 }, (_, n) => n + 1).join(',')
  for (const query of ['', '?id=', '?id=x', '?id=1,', '?id=0', '?id=999999', `?id=${many}`, '?id=9999999999999999'])
    expect((await ask(`/cite.ris${query}`)).status).toBe(404)
})

test('the page of a record says how to cite it, links the files, and has a COinS', async () => {
  const page = await (await ask(`/bib/${ids[0]}`)).text()
  expect(page).toContain('宮沢賢治. 銀河鉄道の夜. 岩波書店, 2014, 378p.')
  expect(page).toContain(`href="/cite.ris?id=${ids[0]}"`)
  expect(page).toMatch(/class="Z3988" title="ctx_ver=Z39\.88-2004&amp;[^"]*rft\.btitle=/)
})
