import { expect, test } from 'vitest'
import { shoot, visit } from '../../../../test/browser.ts'
import { givenBib, givenIndex } from '../../../../test/given.ts'
import { serveLibrary } from '../../../../test/served.ts'

const { library, base } = await serveLibrary()

test('an electronic title that nobody has to fetch is opened from the list and from its page', async () => {
  const url = 'https://books.example.jp/alice'
  const bib = await givenBib(library, { title: '電子のアリス 原書', kind: 'electronic', url, items: 0 })
  await givenBib(library, { title: '電子のアリス 図書', url: 'https://books.example.jp/contents', items: 0 })
  await givenIndex(library)
  const { page } = await visit(base)

  await page.goto(`/search?q=${encodeURIComponent('電子のアリス')}`)
  const [electronic, book] = [
    page.locator('.hit', { hasText: '原書' }),
    page.locator('.hit', { hasText: '図書' }).last(),
  ]
  expect(await electronic.textContent()).toContain('インターネットで読めます')
  expect(
    await electronic.getByRole('link', { name: '電子のアリス 原書 をインターネットで読む' }).getAttribute('href'),
  ).toBe(url)
  // The address of a printed book leads to its table of contents, not to the book.
  expect(await book.textContent()).toContain('予約できません')

  await page.goto(`/bib/${bib.id}`)
  expect(await page.getByRole('link', { name: 'インターネットで読む', exact: true }).getAttribute('href')).toBe(url)
  expect(await page.textContent('main')).not.toContain('予約できません')
  await shoot(page, 'record-electronic')
})
