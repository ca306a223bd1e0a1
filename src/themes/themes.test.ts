import { beforeEach, expect, test } from 'vitest'
import { hideBib, hideCopy } from '#cataloguing/hide.ts'
import { type BibId, BranchId, ThemeId } from '#ids.ts'
import { libraryNow } from '#in-force.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { newId } from '#std/new-id.ts'
import { counterThemes } from '#text/ja/counter/themes.ts'
import { createApp } from '#web/app.tsx'
import { fromHere } from '../../test/from-here.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { staff } from '../../test/given-holds.ts'
import { givenStaffSession } from '../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { addTitles, arrangeTitles } from './change-titles.ts'
import { titlesMark, wordsMark } from './marks.ts'
import type { Theme } from './rules/theme.ts'
import { showTheme, themeAtDesk, themesToday } from './show-themes.ts'
import { removeTheme, writeTheme } from './write-theme.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  await givenBranches(library)
})

const by = { login: 'mado' }
const day = (text: string) => Temporal.PlainDate.from(text)
async function made(changed: Partial<Theme> = {}): Promise<ThemeId> {
  const theme: Theme = {
    ...{ id: ThemeId(newId()), ja: { title: '雪', body: '' }, easy: null, en: null },
    ...{ shownFrom: null, shownUntil: null, forChildren: false, branchId: null },
    ...changed,
  }
  expect((await writeTheme(library, by, theme)).ok).toBe(true)
  return theme.id
}
const shown = async (id: ThemeId, page = 1) => {
  const now = await libraryNow(library)
  return showTheme(now, await themesToday(now), id, page)
}
const seenWords = async (id: ThemeId) => wordsMark((await themeAtDesk(library, id))!.theme)
const seenTitles = async (id: ThemeId) => titlesMark((await themeAtDesk(library, id))!.titles)
const listed = async (id: ThemeId) => {
  const asked = await shown(id)
  return asked.is === 'shown' ? asked.titles.map(({ bib, line }) => [bib.id, line]) : asked.is
}

test('titles come by the number of the bib, of the book and of the copy; wrong ones are all said, and nothing is added', async () => {
  const [a, b, c] = [
    await givenBib(library, { title: '北越雪譜', isbns: ['9784003022610'] }),
    await givenBib(library, { items: [{ barcode: '00123456' }] }),
    await givenBib(library, { items: 0 }),
  ]
  await givenIndex(library)
  const id = await made()
  const wrong = await addTitles(library, by, id, `${a.id}\n999999 ない\n9784101010014`)
  expect(wrong).toMatchObject({
    refusal: [
      { why: 'unknown', at: 2 },
      { why: 'unknown', at: 3 },
    ],
  })
  expect(await listed(id)).toEqual([])
  const typed = `00123456 ここから\n978-4-00-302261-0\n書誌番号 ${c.id} まだない`
  expect(await addTitles(library, by, id, typed)).toMatchObject({ value: { added: 3, present: 0 } })
  // What the library does not hold is on the list of the desk alone.
  expect(await listed(id)).toEqual([
    [b.id, 'ここから'],
    [a.id, null],
  ])
  expect(await addTitles(library, by, id, `#${a.id} 名著`)).toMatchObject({ value: { added: 0, present: 1 } })
  expect(await listed(id)).toEqual([
    [b.id, 'ここから'],
    [a.id, '名著'],
  ])
  const wished = [
    { bibId: a.id, place: 1, line: '名著', off: false },
    { bibId: b.id, place: 2, line: null, off: false },
    { bibId: c.id, place: 3, line: null, off: true },
  ]
  expect(await arrangeTitles(library, by, id, { wished, seen: await seenTitles(id) })).toMatchObject({ ok: true })
  expect((await themeAtDesk(library, id))!.titles.map(({ bibId, line }) => [bibId, line])).toEqual([
    [a.id, '名著'],
    [b.id, null],
  ])
  const tooLong = wished.map(one => ({ ...one, line: 'あ'.repeat(101) }))
  const first = { wished: tooLong.slice(0, 1), seen: await seenTitles(id) }
  expect(await arrangeTitles(library, by, id, first)).toMatchObject({ refusal: { tooLong: [a.id] } })
  expect(await addTitles(library, by, ThemeId(newId()), `${a.id}`)).toMatchObject({ refusal: 'notFound' })
})

test('a number that is that of one bib and of the copy of another is asked about', async () => {
  const one = await givenBib(library)
  const other = await givenBib(library, { items: [{ barcode: `${one.id}` }] })
  const id = await made()
  expect(await addTitles(library, by, id, `${one.id}`)).toMatchObject({
    refusal: [{ why: 'several', bibIds: expect.arrayContaining([one.id, other.id]) }],
  })
  expect(await addTitles(library, by, id, `書誌番号${one.id}`)).toMatchObject({ ok: true })
  expect(await listed(id)).toEqual([[one.id, null]])
})

test('it stands from its day until its day; afterwards its page says so; one that is to come, or is gone, is unknown', async () => {
  const id = await made({ shownFrom: day('2026-11-25'), shownUntil: day('2026-11-26'), branchId: BranchId('asahi') })
  expect((await shown(id)).is).toBe('unknown')
  library.clock.set('2026-11-25T10:00:00')
  expect((await shown(id)).is).toBe('shown')
  library.clock.set('2026-11-27T10:00:00')
  expect((await shown(id)).is).toBe('over')
  await removeTheme(library, by, id)
  await removeTheme(library, by, id)
  expect((await shown(id)).is).toBe('unknown')
  // What was open at another desk brings none back.
  const post = await atDesk()
  const sent = await post(`/counter/themes/${id}`, Object.entries({ id, title: '雪', from: '', until: '' }))
  expect([sent.status, sent.html.includes(counterThemes.gone)]).toEqual([404, true])
  expect((await shown(id)).is).toBe('unknown')
  const theme = { ...{ id, ja: { title: '雪', body: '' }, easy: null, en: null, forChildren: false } }
  const ends = { shownFrom: null, shownUntil: day('2026-11-01'), branchId: BranchId('nowhere') }
  expect(await writeTheme(library, by, { ...theme, ...ends })).toMatchObject({
    refusal: { whys: [{ why: 'untilPast' }, { why: 'unknownBranch' }] },
  })
})

test('a record that is merged away goes on as the one that stays; of both on one list one stays, with both lines', async () => {
  const [a, b, c] = [await givenBib(library), await givenBib(library), await givenBib(library)]
  const both = await made()
  await addTitles(library, by, both, `#${a.id} 一つめ\n#${c.id}\n#${b.id} 二つめ`)
  const one = await made()
  await addTitles(library, by, one, `#${a.id}`)
  await listed(both)
  expect(await mergeBibs(library, staff, { from: a.id, into: b.id }, '同じ本')).toMatchObject({ ok: true })
  await givenIndex(library)
  expect(await listed(both)).toEqual([
    [b.id, '二つめ 一つめ'],
    [c.id, null],
  ])
  expect(await listed(one)).toEqual([[b.id, null]])
  // An old number is that of the record that stays.
  expect(await addTitles(library, by, one, `#${a.id}`)).toMatchObject({ value: { added: 0, present: 1 } })
})

test('twenty titles stand on a page', async () => {
  const ids: BibId[] = []
  for (let n = 0; n < 21; n++) ids.push((await givenBib(library)).id)
  const id = await made()
  await addTitles(library, by, id, ids.map(bib => `#${bib}`).join('\n'))
  expect(await shown(id, 2)).toMatchObject({ total: 21, pages: 2, titles: [{ bib: { id: ids[20] } }] })
})

async function atDesk() {
  const app = createApp(library)
  const { cookie, csrf } = await givenStaffSession(library, { role: 'chief' })
  return async (path: string, fields: [string, string][]) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams([['csrf', csrf], ...fields]).toString()
    const answer = await app.request(path, { method: 'POST', headers, body }, fromHere)
    return { status: answer.status, html: await answer.text() }
  }
}

test('a day that no table takes is no day, of a theme and of news', async () => {
  const post = await atDesk()
  for (const path of ['/counter/themes', '/counter/news'])
    for (const until of ['+275760-09-12', '2026-12-01[u-ca=japanese]', '2026-02-30']) {
      const sent = await post(path, Object.entries({ id: newId(), title: '雪', from: '2026-11-24', until }))
      expect([path, until, sent.status]).toEqual([path, until, 422])
    }
})

test('what was sent of the titles and is not taken stands there again, what was to go too', async () => {
  const [a, b] = [await givenBib(library, { title: '北越雪譜' }), await givenBib(library, { title: '雪わたり' })]
  const id = await made()
  await addTitles(library, by, id, `#${a.id}\n#${b.id}`)
  const post = await atDesk()
  const rows = [a, b].flatMap(({ id: bib }, n): [string, string][] => [
    ['bib', `${bib}`],
    ['place', n === 0 ? 'x' : '2'],
    ['line', `ひとこと${n}`],
  ])
  const sent = await post(`/counter/themes/${id}/arrange`, [...rows, ['off', `${b.id}`]])
  expect(sent.status).toBe(422)
  for (const typed of ['value="x"', 'value="ひとこと0"', 'value="ひとこと1"']) expect(sent.html).toContain(typed)
  expect(sent.html.match(/<input[^>]*name="off"[^>]*>/g)!.map(tick => tick.includes('checked'))).toEqual([false, true])
})

test('what another desk has changed meanwhile is not written over unseen; a second press changes nothing more', async () => {
  const [a, b] = [await givenBib(library, { title: '北越雪譜' }), await givenBib(library, { title: '雪わたり' })]
  const id = await made()
  await addTitles(library, by, id, `#${a.id}\n#${b.id}`)
  const post = await atDesk()
  const before = await seenWords(id)
  const titlesBefore = await seenTitles(id)
  // Only titles came onto the list: what it says of itself is what was seen.
  const c = await givenBib(library, { title: '雪国' })
  await addTitles(library, by, id, `#${c.id}`)
  library.clock.forward({ minutes: 1 })
  const said = (title: string, seenAt: string) =>
    post(`/counter/themes/${id}`, Object.entries({ id, seen: seenAt, title, from: '', until: '', body: '' }))
  expect((await said('冬', before)).status).toBe(303)
  expect((await said('冬', before)).status).toBe(303)
  const late = await said('夏', before)
  expect(late.status).toBe(422)
  for (const words of [counterThemes.refused.changedMeanwhile, counterThemes.writtenNow, '<b>冬</b>', 'value="夏"'])
    expect(late.html).toContain(words)
  expect((await themeAtDesk(library, id))!.theme.ja.title).toBe('冬')

  const rows = (places: [string, string]): [string, string][] =>
    [a, b].flatMap(({ id: bib }, n) => [
      ['bib', `${bib}`],
      ['place', places[n]!],
      ['line', ''],
    ])
  const arrange = (places: [string, string], seenAt: string) =>
    post(`/counter/themes/${id}/arrange`, [...rows(places), ['seen', seenAt]])
  const order = async () => (await themeAtDesk(library, id))!.titles.map(({ bibId }) => bibId)
  // Another says what the theme is about, and one title more: the order of the others is what was seen.
  for (const _press of [1, 2]) expect((await arrange(['2', '1'], titlesBefore)).status).toBe(303)
  expect(await order()).toEqual([b.id, a.id, c.id])
  const refused = await arrange(['1', '2'], titlesBefore)
  expect([refused.status, refused.html.includes(counterThemes.titles.changedMeanwhile)]).toEqual([422, true])
  expect(await order()).toEqual([b.id, a.id, c.id])
  const wrong = await arrange(['x', '1'], titlesBefore)
  expect(wrong.html).toContain(`value="${titlesBefore}"`)
  expect(refused.html).toContain(`value="${await seenTitles(id)}"`)
})

test('a desk is told why readers do not see a title of a theme', async () => {
  const [none, hidden, copies, seen] = [
    await givenBib(library, { items: 0 }),
    await givenBib(library),
    await givenBib(library, { items: 1 }),
    await givenBib(library, { items: 1 }),
  ]
  const id = await made()
  await addTitles(library, by, id, [none, hidden, copies, seen].map(bib => `#${bib.id}`).join('\n'))
  expect((await hideBib(library, by, hidden.id, '確認中')).ok).toBe(true)
  expect((await hideCopy(library, by, copies.itemIds[0]!, '確認中')).ok).toBe(true)
  const { cookie } = await givenStaffSession(library, { role: 'chief' })
  const page = await (await createApp(library).request(`/counter/themes/${id}`, { headers: { cookie } })).text()
  const { notHeld, hidden: recordHidden, hiddenCopies } = counterThemes.titles
  for (const words of [notHeld, recordHidden, hiddenCopies]) expect(page.split(`>${words}<`).length - 1, words).toBe(1)
  expect(page.match(/<p class="no">/g)?.length).toBe(3)
})
