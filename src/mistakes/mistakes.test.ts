import { beforeEach, expect, test } from 'vitest'
import { BibId, MistakeId } from '#ids.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { newId } from '#std/new-id.ts'
import { counterMistakes } from '#text/ja/counter/mistakes.ts'
import { ja } from '#text/ja.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { staff } from '../../test/given-holds.ts'
import { givenStaffSession } from '../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { createApp } from '../web/app.tsx'
import { sendMistake } from './send-mistake.ts'
import { forgetMistakes, mistakeList, settleMistake } from './settle-mistake.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  await givenBranches(library)
})
const send = (says: string, more: { id?: string; bibId?: BibId | null; address?: string } = {}) =>
  sendMistake(
    library,
    { id: MistakeId(more.id ?? newId()), bibId: more.bibId ?? null, says },
    more.address ?? '203.0.113.9',
  )
const listed = async (state: 'received' | 'mended' | 'leftAsIs' = 'received') =>
  (await mistakeList(library, state)).mistakes.map(({ says, title }) => [title, says])

test('what is said of a record and of the guide is listed, the same form once, a page that is not there never', async () => {
  const bib = await givenBib(library, { title: '北越雪譜' })
  const id = newId()
  expect(await send('著者がちがいます', { id, bibId: bib.id })).toMatchObject({ ok: true })
  expect(await send('著者がちがいます', { id, bibId: bib.id })).toMatchObject({ ok: true })
  library.clock.forward({ minutes: 1 })
  expect(await send('電話番号が古い')).toMatchObject({ ok: true })
  expect(await send('?', { bibId: BibId(999_999) })).toMatchObject({ refusal: { why: 'unknownPage' } })
  expect(await listed()).toEqual([
    ['北越雪譜', '著者がちがいます'],
    [null, '電話番号が古い'],
  ])
})

test('ten a day from one address; from where one came is forgotten by the night, what was settled after 90 days', async () => {
  for (let n = 0; n < 10; n++) expect(await send(`${n}`)).toMatchObject({ ok: true })
  expect(await send('11')).toMatchObject({ refusal: { why: 'tooManyFromHere' } })
  expect(await send('11', { address: '198.51.100.1' })).toMatchObject({ ok: true })
  library.clock.forward({ hours: 25 })
  expect((await forgetMistakes(library, { limit: 100 })).did).toBe(11)
  expect((await forgetMistakes(library, { limit: 100 })).did).toBe(0)
  const rows = await library.db.selectFrom('mistake').select('from_address').execute()
  expect(new Set(rows.map(row => row.from_address))).toEqual(new Set([null]))
  const { mistakes } = await mistakeList(library, 'received')
  await settleMistake(library, { login: 'mado' }, mistakes[0]!.id, 'mended')
  await settleMistake(library, { login: 'asahi' }, mistakes[0]!.id, 'leftAsIs')
  expect(await listed('mended')).toEqual([[null, mistakes[0]!.says]])
  library.clock.forward({ days: 91 })
  expect((await forgetMistakes(library, { limit: 100 })).did).toBe(1)
  expect(await listed()).toHaveLength(10)
})

test('the way leads from the page of a record to the list at the counter, without script and without a name', async () => {
  const { id } = await givenBib(library, { title: '北越雪譜' })
  const app = createApp(library)
  const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const page = await (await app.request(`/mistake?bib=${id}`)).text()
  expect(page).toContain('『北越雪譜』のページについて')
  expect((await app.request('/mistake?bib=999999')).status).toBe(404)
  const post = (fields: Record<string, string>) =>
    app.request('/mistake', { method: 'POST', headers: own, body: `${new URLSearchParams(fields)}` })
  const empty = await post({ id: newId(), bib: `${id}`, says: ' ' })
  expect([empty.status, await empty.text()]).toEqual([
    422,
    expect.stringContaining('間違っているところと、正しい内容：'),
  ])
  const sent = await post({ id: newId(), bib: `${id}`, says: '<b>著者</b>がちがう' })
  expect(sent.headers.get('location')).toBe(`/mistake?bib=${id}&done=1#done`)
  const former = (await givenBib(library, { title: '北越雪譜　初版' })).id
  const form = { id: newId(), bib: `${former}`, says: '出版年' }
  expect((await mergeBibs(library, staff, { from: former, into: id }, '同じ本')).ok).toBe(true)
  const again = await post({ ...form, says: 'あ'.repeat(1001) })
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('あ'.repeat(1001))])
  const thanks = await app.request((await post(form)).headers.get('location')!)
  expect([thanks.status, await thanks.text()]).toEqual([200, expect.stringContaining('id="done"')])
  const gone = (await givenBib(library, { title: '古い本' })).id
  await library.db.updateTable('bib').set({ deleted_at: library.clock.now() }).where('id', '=', gone).execute()
  for (const bib of [`${gone}`, 'abc']) {
    const refused = await post({ id: newId(), bib, says: 'x' })
    expect([refused.status, await refused.text()]).toEqual([404, expect.stringContaining(ja.mistake.unknownPage)])
  }
  const { cookie, csrf } = await givenStaffSession(library, { role: 'counter' })
  const list = await (await app.request('/counter/mistakes', { headers: { cookie } })).text()
  expect(list).toContain('&lt;b&gt;著者&lt;/b&gt;がちがう')
  expect((await app.request('/counter/mistakes')).status).toBe(303)
  const settle = async (to: string) => {
    const body = `${new URLSearchParams({ csrf, id: form.id, to })}`
    const answer = await app.request('/counter/mistakes', { method: 'POST', headers: { cookie, ...own }, body })
    return (await app.request(answer.headers.get('location')!, { headers: { cookie } })).text()
  }
  expect(await settle('mended')).toContain(counterMistakes.saved)
  expect(await settle('leftAsIs'), 'a second window').toContain(counterMistakes.already)
})
