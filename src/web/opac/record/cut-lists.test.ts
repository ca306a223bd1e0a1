import { expect, test } from 'vitest'
import { givenBib, givenIndex } from '../../../../test/given.ts'
import { serveLibrary } from '../../../../test/served.ts'

const { library, base } = await serveLibrary()

test('a record names so many persons and subjects, and says how many more there are', async () => {
  const creators = Array.from({ length: 14 }, (_, nth) => ({ name: `著者${nth}`, reading: null, role: null }))
  const subjects = Array.from({ length: 13 }, (_, nth) => `件名${nth}`)
  const contents = Array.from({ length: 203 }, (_, nth) => `第${nth}話`).join(' -- ')
  const bib = await givenBib(library, { creators, subjects, contents })
  const short = await givenBib(library, { creators: creators.slice(0, 12), subjects: subjects.slice(0, 12) })
  await givenIndex(library)
  const read = async (id: number, language = 'ja') =>
    (await fetch(`${base}/bib/${id}`, { headers: { cookie: `language=${language}` } })).text()
  const page = await read(bib.id)
  for (const said of ['ほかに2', 'ほかに1', 'ほかに3']) expect(page).toContain(said)
  expect(page).not.toContain('著者12')
  expect(await read(bib.id, 'en')).toContain('and 2 more')
  expect(await read(short.id)).not.toContain('ほかに')
})

test('a record with more copies than a page shows says so', async () => {
  const read = async (items: number) => (await fetch(`${base}/bib/${(await givenBib(library, { items })).id}`)).text()
  expect(await read(1_001)).toContain('多いため、1000件までを表示しています。')
  expect(await read(3)).not.toContain('件までを表示しています。')
})
