import { beforeAll, expect, test } from 'vitest'
import { NoteId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { newId } from '#std/new-id.ts'
import { givenBranches } from '../../../test/given.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { myData } from '../my-account.ts'
import { patronAtMachine } from '../patron-at-machine.ts'
import { judgeNote, noteLengthMax, notesMax } from '../rules/note.ts'
import { showPatron } from '../show-patron.ts'
import { removeNote } from './remove-note.ts'
import { writeNote } from './write-note.ts'

const staff = { login: 'hanako' }
let library: TestLibrary
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
})
const wordsOf = async (patronId: Parameters<typeof showPatron>[2]) =>
  (await showPatron(library, staff, patronId, 'patron'))!.notes.map(({ words }) => words)
const write = (patronId: Parameters<typeof showPatron>[2], words: string, id = newId()) =>
  writeNote(library, staff, patronId, { id: NoteId(id), words })

test.each([
  ['', 0, 'noteEmpty'],
  ['𠮷'.repeat(noteLengthMax), 0, null],
  ['𠮷'.repeat(noteLengthMax + 1), 0, 'noteTooLong'],
  ['a', notesMax - 1, null],
  ['a', notesMax, 'tooManyNotes'],
] as const)('a note of %j beside %i others: %s', (words, others, why) => {
  expect(judgeNote(words, others)?.why ?? null).toBe(why)
})

test('a note says what, by whom and when; the desk sees it, the patron gets it with their own data, no machine does', async () => {
  const { id: patronId } = await givenPatron(library)
  const id = newId()
  for (let press = 0; press < 2; press++) expect(await write(patronId, '車いすで来館', id)).toMatchObject({ ok: true })
  expect((await showPatron(library, staff, patronId, 'patron'))!.notes).toEqual([
    { id, words: '車いすで来館', writtenBy: 'hanako', writtenAt: library.clock.now() },
  ])
  expect(await myData(library, patronId)).toMatchObject({ notesOfStaff: [{ words: '車いすで来館' }] })
  expect(JSON.stringify(await patronAtMachine(library, patronId))).not.toContain('車いす')
  const audited = await library.db
    .selectFrom('audit')
    .select(['did', 'detail'])
    .where('did', '=', 'writeNote')
    .execute()
  expect(audited).toHaveLength(1)
  expect(JSON.stringify(audited)).not.toContain('車いす')

  const other = await givenPatron(library)
  await removeNote(library, staff, other.id, NoteId(id))
  expect(await wordsOf(patronId), 'a note of somebody else').toEqual(['車いすで来館'])
  for (let press = 0; press < 2; press++) await removeNote(library, staff, patronId, NoteId(id))
  expect(await wordsOf(patronId)).toEqual([])
})

test('what stands against a note is said, and nothing is written', async () => {
  const { id: patronId } = await givenPatron(library)
  for (let n = 0; n < notesMax; n++) expect(await write(patronId, `${n}`)).toMatchObject({ ok: true })
  expect(await write(patronId, 'x')).toEqual({ ok: false, refusal: { why: 'tooManyNotes', max: notesMax } })
  expect(await write(patronId, '')).toMatchObject({ refusal: { why: 'noteEmpty' } })
  expect(await wordsOf(patronId)).toHaveLength(notesMax)
})

test('of two registrations that become one the notes of both stay, and go when the patron is forgotten', async () => {
  const [from, into] = [await givenPatron(library), await givenPatron(library)]
  await write(from.id, '家族が受け取りに来る')
  await write(into.id, '大きな字の本')
  const merged = await mergePatrons(library, { is: 'staff', ...staff }, { from: from.id, into: into.id }, '二重登録')
  expect(merged).toMatchObject({ ok: true })
  expect(await wordsOf(into.id)).toEqual(expect.arrayContaining(['家族が受け取りに来る', '大きな字の本']))
  expect(await write(from.id, 'x')).toEqual({ ok: false, refusal: { why: 'unknownPatron' } })
  expect(await forgetPatron(library, staff, into.id)).toMatchObject({ ok: true })
  expect(
    await library.db.selectFrom('patron_note').select('id').where('patron_id', 'in', [from.id, into.id]).execute(),
  ).toEqual([])
})
