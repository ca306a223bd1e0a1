import { beforeAll, expect, test } from 'vitest'
import type { PatronId } from '#ids.ts'
import { createApp } from '#web/app.tsx'
import { readPage } from '../../../test/fuzz/page.ts'
import { givenBib, givenBranches, givenIndex } from '../../../test/given.ts'
import { lent, waiting } from '../../../test/given-holds.ts'
import { givenPatron, givenSession } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'

let library: TestLibrary
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
})

const author = '藤沢 周平'
async function read(patronId: PatronId, path: string): Promise<string> {
  const { cookie } = await givenSession(library, patronId)
  const headers = { cookie, host: '127.0.0.1:3000' }
  const html = await (await createApp(library).request(path, { headers })).text()
  expect(readPage(html, path).faults).toEqual([])
  return html
}

test('beside a title in the basket stands its edition in large print, where it can be reserved', async () => {
  const [plain, alone, large] = [
    await givenBib(library, { title: '蝉しぐれ', author }),
    await givenBib(library, { title: '用心棒日月抄', author }),
    await givenBib(library, { title: '蝉しぐれ', author, kind: 'largePrint', publisher: '埼玉福祉会' }),
  ]
  await givenBib(library, { title: '用心棒日月抄', author, kind: 'largePrint', items: [] })
  await givenIndex(library)
  const { id } = await givenPatron(library)
  const added_at = library.clock.now()
  const lines = [plain, alone, large].map(bib => ({ patron_id: id, bib_id: bib.id, added_at }))
  await library.db.insertInto('basket_line').values(lines).execute()
  const page = await read(id, '/my/basket')
  expect(page.match(/大活字版もあります：[^<]*/g)).toEqual(['大活字版もあります：蝉しぐれ'])
  expect(page).toContain(`href="/bib/${large.id}"`)
})

test('beside a volume on loan stands the next one, until it is reserved or there is none', async () => {
  const volumes = []
  for (const volume of ['1', '2', '3'])
    volumes.push(await givenBib(library, { title: '竜馬がゆく', volume, author: '司馬 遼太郎', items: 2 }))
  await givenIndex(library)
  const { id } = await givenPatron(library)
  const next = async () => (await read(id, '/my/loans')).match(/つぎの巻：[^<]*/g)
  await lent(library, id, volumes[0]!.itemIds[0]!)
  expect(await next()).toEqual(['つぎの巻：竜馬がゆく 2'])
  await waiting(library, id, [volumes[1]!.id])
  expect(await next()).toBeNull()
  await lent(library, id, volumes[2]!.itemIds[0]!)
  expect(await next()).toBeNull()
})
