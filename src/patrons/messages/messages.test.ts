import { beforeAll, expect, test } from 'vitest'
import { MessageId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { newId } from '#std/new-id.ts'
import { ja } from '#text/ja.ts'
import { givenBranches } from '../../../test/given.ts'
import { staff } from '../../../test/given-holds.ts'
import { givenPatron, givenSession } from '../../../test/given-patron.ts'
import { givenStaffSession } from '../../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { createApp } from '../../web/app.tsx'
import { myData } from '../my-account.ts'
import { messageLengthMax, messagesMax } from '../rules/note.ts'
import { messagesTo } from './messages-to.ts'
import { writeMessage } from './write-message.ts'

let library: TestLibrary
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
})
type Patron = Awaited<ReturnType<typeof givenPatron>>
const write = ({ id: patronId }: Patron, words: string, id = newId()) =>
  writeMessage(library, staff, patronId, { id: MessageId(id), words })
const wordsTo = async ({ id }: Patron) => (await messagesTo(library, id)).map(({ words }) => words)
const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
async function sends({ cookie, csrf }: { cookie: string; csrf: string }, path: string, fields: Record<string, string>) {
  const body = `${new URLSearchParams({ csrf, ...fields })}`
  return createApp(library).request(path, { method: 'POST', headers: { cookie, ...form }, body })
}
const page = async ({ cookie }: { cookie: string }, path: string) =>
  (await createApp(library).request(path, { headers: { cookie } })).text()

test('the counter writes, the patron alone reads, until they close it', async () => {
  const [patron, other] = [await givenPatron(library), await givenPatron(library)]
  const [reader, stranger] = [await givenSession(library, patron.id), await givenSession(library, other.id)]
  const desk = await givenStaffSession(library)
  const path = `/counter/patrons/${patron.id}/messages`
  const id = newId()
  for (let press = 0; press < 2; press++)
    expect((await sends(desk, path, { id, message: 'お忘れ物の傘を<お預かり>しています。' })).status).toBe(303)
  expect(await wordsTo(patron)).toEqual(['お忘れ物の傘を<お預かり>しています。'])
  expect(await page(desk, `/counter/patrons/${patron.id}`)).toContain('まだ読まれていません')
  const mine = await page(reader, '/my')
  expect(mine).toContain('お忘れ物の傘を&lt;お預かり&gt;しています。')
  expect(mine).not.toContain('お知らせはありません。')
  expect(await page(stranger, '/my')).not.toContain('傘')
  expect(await myData(library, patron.id)).toMatchObject({ messages: [{ words: expect.stringContaining('傘') }] })
  await sends(stranger, `/my/messages/${id}/close`, {})
  expect(await wordsTo(patron), 'nobody closes what is for another').toHaveLength(1)
  for (let press = 0; press < 2; press++)
    expect((await sends(reader, `/my/messages/${id}/close`, {})).headers.get('location')).toBe('/my')
  expect(await wordsTo(patron)).toEqual([])
  expect(await page(reader, '/my')).toContain('お知らせはありません。')
  const audit = await library.db.selectFrom('audit').where('did', '=', 'writeMessage').selectAll().execute()
  expect(audit).toHaveLength(1)
  expect(JSON.stringify(audit)).not.toContain('傘')
})

test('what stands against one is said with what was written; one that was not read yet can be taken back', async () => {
  const patron = await givenPatron(library)
  const desk = await givenStaffSession(library)
  const path = `/counter/patrons/${patron.id}/messages`
  const long = await sends(desk, path, { id: newId(), message: '長'.repeat(messageLengthMax + 1) })
  expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('便りは500字まで')])
  expect((await sends(desk, path, { id: newId(), message: '' })).status).toBe(422)
  // However long: what was typed is not lost.
  const [letter, note] = ['長'.repeat(6_000), '長'.repeat(3_000)]
  const longer = await (await sends(desk, path, { id: newId(), message: letter })).text()
  expect(longer).toContain('便りは500字まで')
  expect(longer).toContain(letter)
  const notes = `/counter/patrons/${patron.id}/notes`
  const ofNote = await (await sends(desk, notes, { id: newId(), words: note })).text()
  expect(ofNote).toContain('申し送りは200字まで')
  expect(ofNote).toContain(note)
  const unreadable = await (await sends(desk, path, { id: newId(), message: 'お預かりの\ufffd傘' })).text()
  expect(unreadable).toContain(ja.forms.fieldErrors.unreadable)
  expect(unreadable).toContain('お預かりの傘')
  for (let n = 0; n < messagesMax; n++) {
    library.clock.forward({ seconds: 1 })
    expect(await write(patron, `${n}`)).toMatchObject({ ok: true })
  }
  expect(await write(patron, 'x')).toEqual({ ok: false, refusal: { why: 'tooManyMessages', max: messagesMax } })
  const [first] = await messagesTo(library, patron.id)
  await sends(desk, path, { gone: first!.id })
  expect(await wordsTo(patron)).toEqual(['1', '2', '3', '4'])
})

test('what names the button of a message cuts no character in two', async () => {
  const patron = await givenPatron(library)
  const desk = await givenStaffSession(library)
  await write(patron, `あ${'𠮷'.repeat(30)}`)
  const names = [
    await page(await givenSession(library, patron.id), '/my'),
    await page(desk, `/counter/patrons/${patron.id}`),
  ]
  for (const shown of names) {
    expect(shown).toContain(`「あ${'𠮷'.repeat(19)}」`)
    expect(shown).not.toContain('\ufffd')
  }
})

test('of two registrations that become one both are told to the one who stays, and go when they are forgotten', async () => {
  const [from, into] = [await givenPatron(library), await givenPatron(library)]
  await write(from, 'まえの登録へ')
  await write(into, 'いまの登録へ')
  expect(await mergePatrons(library, staff, { from: from.id, into: into.id }, '二重登録')).toMatchObject({ ok: true })
  expect((await wordsTo(into)).toSorted()).toEqual(['いまの登録へ', 'まえの登録へ'])
  expect(await write(from, 'x')).toEqual({ ok: false, refusal: { why: 'unknownPatron' } })
  expect(await forgetPatron(library, staff, into.id)).toMatchObject({ ok: true })
  expect(await wordsTo(into)).toEqual([])
})
