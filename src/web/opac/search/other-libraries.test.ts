import { beforeAll, expect, test } from 'vitest'
import { createApp } from '#web/app.tsx'
import { givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'

let library: TestLibrary
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  await givenIndex(library)
})

const page = async (path: string) => (await createApp(library).request(path)).text()

const words = encodeURIComponent('ない本')
test.each([
  ['/search?q=ない本', `https://calil.jp/search?q=${words}`],
  ['/search?q=ない本', `https://ndlsearch.ndl.go.jp/search?cs=bib&amp;keyword=${words}`],
  ['/search?q=ない本', `https://ci.nii.ac.jp/books/search?q=${words}`],
  ['/isbn/9784003101018', 'https://calil.jp/book/9784003101018'],
  ['/isbn/9784003101018', 'https://ndlsearch.ndl.go.jp/search?cs=bib&amp;keyword=9784003101018'],
])('what is not held (%s) is looked for in other libraries', async (path, href) => {
  expect(await page(path)).toContain(`href="${href}"`)
})

test('where nothing was asked there is nothing to look for elsewhere', async () => {
  expect(await page('/search?title=ない本')).not.toContain('calil.jp')
})
