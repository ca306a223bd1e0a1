import jsqr from 'jsqr'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { givenBib, givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'
import { createApp } from '../../app.tsx'
import { paths } from '../../paths.ts'

let library: TestLibrary
let id: BibId
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  id = (await givenBib(library, { title: '北越雪譜' })).id
  await givenIndex(library)
})
const open = (path: string) => createApp(library).request(path, { headers: { host: '127.0.0.1:3000' } })

test('where the library has no address there is no code', async () => {
  expect(await (await open(paths.bib(id))).text()).not.toContain(paths.bibCode(id))
  expect((await open(paths.bibCode(id))).status).toBe(404)
})

test('a telephone reads the address of the record from the page, and of nothing that is none', async () => {
  const { identity } = library.policy
  library.policy = { ...library.policy, identity: { ...identity, publicAddress: 'https://lib.example.jp/' } }
  expect(await (await open(paths.bib(id))).text()).toContain(`src="${paths.bibCode(id)}"`)
  const answer = await open(paths.bibCode(id))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
    .resize(360)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  // Its types say of a CommonJS module that it is an ES module.
  const read = jsqr as unknown as typeof jsqr.default
  expect(read(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(`https://lib.example.jp/bib/${id}`)
  expect((await open(paths.bibCode(99_999 as BibId))).status).toBe(404)
})
